using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// One parsed file. Depends on nothing but the file and the dialect, so that a caller can keep it as long as the file does not change: macros are
/// found, not expanded.
/// </summary>
public sealed class KconfigSyntaxTree
{
    private readonly SpanList _macros;

    internal KconfigSyntaxTree(SourceFile file, RootSyntax root, in SpanList macros, IReadOnlyList<KconfigDiagnostic> diagnostics)
    {
        File = file;
        Root = root;
        _macros = macros;
        Diagnostics = diagnostics;
    }

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>Its statements.</summary>
    public RootSyntax Root { get; }

    /// <summary>All macro references outside the values of assignments, in order of place, outermost only.</summary>
    public IReadOnlyList<MacroReferenceSyntax> Macros => field ??= MakeMacros();

    /// <summary>What is wrong with the text itself.</summary>
    public IReadOnlyList<KconfigDiagnostic> Diagnostics { get; }

    /// <summary>The parts of the text that <see cref="Macros"/> are.</summary>
    internal ref readonly SpanList MacroSpans => ref _macros;

    private MacroReferenceSyntax[] MakeMacros()
    {
        var macros = new MacroReferenceSyntax[_macros.Count];
        for (int i = 0; i < macros.Length; i++)
        {
            macros[i] = new MacroReferenceSyntax(_macros[i]);
        }

        return macros;
    }
}

/// <summary>Where parsing begins.</summary>
public static class SyntaxTree
{
    /// <summary>Parses one file in the default dialect, <see cref="Dialect.Linux"/>.</summary>
    /// <param name="file">The file.</param>
    public static KconfigSyntaxTree Parse(SourceFile file) => Parse(file, Dialect.Linux);

    /// <summary>
    /// Parses one file. Never throws; what cannot be understood is skipped to the end of its line and reported. Shares nothing: several files can be
    /// parsed at once.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="dialect">Which Kconfig it is written in.</param>
    public static KconfigSyntaxTree Parse(SourceFile file, Dialect dialect) => new Parser(file, dialect).ParseFile();
}
