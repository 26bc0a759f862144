using System.Collections.Immutable;
using System.Threading;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>The C# files of a program and what each declares.</summary>
internal sealed class SourceFiles
{
    private readonly FileDeclarations[] _declarations;

    private SourceFiles(ImmutableArray<SyntaxTree> trees, FileDeclarations[] declarations) => (Trees, _declarations) = (trees, declarations);

    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>Looks at the files that are others than before.</summary>
    /// <param name="trees">The files.</param>
    /// <param name="last">The files of the program before an edit, or null.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static SourceFiles Of(ImmutableArray<SyntaxTree> trees, SourceFiles? last, CancellationToken cancellation)
    {
        FileDeclarations[] declarations = new FileDeclarations[trees.Length];
        for (int i = 0; i < trees.Length; i++)
        {
            declarations[i] = last is not null && i < last.Trees.Length && last.Trees[i] == trees[i]
                ? last._declarations[i]
                : FileDeclarations.Of(trees[i], cancellation);
        }

        return new(trees, declarations);
    }

    public FileDeclarations this[int index] => _declarations[index];

    /// <summary>Stays the same while somebody types into a method or a field's initializer.</summary>
    public Fingerprint Fingerprint(CancellationToken cancellation)
    {
        Fingerprint all = Dispatch.Fingerprint.Empty;
        for (int i = 0; i < _declarations.Length; i++)
        {
            all = all.With(_declarations[i].Fingerprint(Trees[i], cancellation));
        }

        return all;
    }
}
