using System;
using System.Collections.Generic;
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
        Dictionary<SyntaxTree, FileDeclarations>? known = null;
        for (int i = 0; i < trees.Length; i++)
        {
            if (last is not null && i < last.Trees.Length && last.Trees[i] == trees[i])
            {
                declarations[i] = last._declarations[i];
                continue;
            }

            // Where files come or go, the others change places.
            known ??= last is null || last.Trees.Length == trees.Length ? [] : last.ByTree();
            declarations[i] = known.TryGetValue(trees[i], out FileDeclarations? declared) ? declared : FileDeclarations.Of(trees[i], cancellation);
        }

        return new(trees, declarations);
    }

    /// <summary>The classes that may be tables, in order.</summary>
    public List<TableSite> FindTables()
    {
        bool isRenamed = Array.Exists(_declarations, file => file.RenamesAttribute);
        List<TableSite> tables = [];
        foreach (FileDeclarations file in _declarations)
        {
            foreach (TableSite site in file.Tables)
            {
                if (site.IsNamed || isRenamed)
                {
                    tables.Add(site);
                }
            }
        }

        return tables;
    }

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

    private Dictionary<SyntaxTree, FileDeclarations> ByTree()
    {
        Dictionary<SyntaxTree, FileDeclarations> byTree = [];
        for (int i = 0; i < _declarations.Length; i++)
        {
            byTree[Trees[i]] = _declarations[i];
        }

        return byTree;
    }
}
