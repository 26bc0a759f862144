using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Dispatch;

/// <summary>
/// What the text of one file declares, found once for each edit of it: the compiler makes a new tree of an edited file and leaves the others as they are.
/// </summary>
internal sealed class FileDeclarations
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> s_all = new();

    private object? _fingerprint;

    private FileDeclarations(IReadOnlyList<TableSite> tables) => Tables = tables;

    /// <summary>The classes that may be tables.</summary>
    public IReadOnlyList<TableSite> Tables { get; }

    public static FileDeclarations Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!s_all.TryGetValue(tree, out FileDeclarations? known))
        {
            FileDeclarations found = new([.. tree.GetRoot(cancellation).DescendantNodes(HasTypes).Where(TableSite.IsCandidate)
                .Select(node => new TableSite((ClassDeclarationSyntax)node))]);
            known = s_all.GetValue(tree, _ => found);
        }

        return known;
    }

    /// <summary>Stays the same while somebody types into a method or a field's initializer. Two files that declare something else differ in it.</summary>
    public ulong Fingerprint(SyntaxTree tree, CancellationToken cancellation) => (ulong)(_fingerprint ??= Compute(tree, cancellation));

    private static ulong Compute(SyntaxTree tree, CancellationToken cancellation)
    {
        SourceText text = tree.GetText(cancellation);
        Fingerprint fingerprint = Dispatch.Fingerprint.Empty.With((ulong)tree.Options.GetHashCode());
        int start = 0;
        foreach (SyntaxNode body in tree.GetRoot(cancellation).DescendantNodes(HasBodies).Where(IsBody))
        {
            fingerprint = fingerprint.With(text, start, body.SpanStart);
            start = body.Span.End;
        }

        return fingerprint.With(text, start, text.Length).Value;
    }

    private static bool HasTypes(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static bool HasBodies(SyntaxNode node) => HasTypes(node) || node is
        BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax or AccessorDeclarationSyntax
        or FieldDeclarationSyntax or VariableDeclarationSyntax or VariableDeclaratorSyntax;

    // No declaration depends on what these say. But a directive in one may reach beyond it.
    private static bool IsBody(SyntaxNode node) => !node.ContainsDirectives && node switch
    {
        GlobalStatementSyntax => true,
        BlockSyntax or ArrowExpressionClauseSyntax =>
            node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };
}
