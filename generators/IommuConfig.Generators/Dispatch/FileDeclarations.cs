using System.Collections.Generic;
using System.Linq;
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
    private object? _fingerprint;

    private FileDeclarations(TableSite[] tables, bool renamesAttribute) => (Tables, RenamesAttribute) = (tables, renamesAttribute);

    /// <summary>The classes that may be tables.</summary>
    public TableSite[] Tables { get; }

    /// <summary>Whether a <c>using</c> gives the attribute of tables another name, in this file or in all.</summary>
    public bool RenamesAttribute { get; }

    public static FileDeclarations Of(SyntaxTree tree, CancellationToken cancellation)
    {
        List<TableSite> tables = [];
        bool renames = false;
        foreach (SyntaxNode node in tree.GetRoot(cancellation).DescendantNodes(HasTypes))
        {
            if (node is ClassDeclarationSyntax { AttributeLists.Count: not 0 } declaration && TableSite.Find(declaration) is { } site)
            {
                tables.Add(site);
            }

            renames |= node is UsingDirectiveSyntax { Alias: not null, Name: { } name } && TableSite.IsAttribute(name);
        }

        return new([.. tables], renames);
    }

    /// <summary>Stays the same while somebody types into a method or a field's initializer, and at hardly any other edit.</summary>
    public ulong Fingerprint(SyntaxTree tree, CancellationToken cancellation) => (ulong)(_fingerprint ??= Compute(tree, cancellation));

    private static ulong Compute(SyntaxTree tree, CancellationToken cancellation)
    {
        SourceText text = tree.GetText(cancellation);
        Fingerprint fingerprint = Dispatch.Fingerprint.Empty.With((ulong)tree.Options.GetHashCode());
        char[] buffer = new char[1024];
        int start = 0;
        foreach (SyntaxNode body in tree.GetRoot(cancellation).DescendantNodes(HasBodies).Where(IsBody))
        {
            // '=> 1;' and '= 1;' make a property and a field.
            fingerprint = fingerprint.With(text, start, body.SpanStart, buffer).With((ulong)body.RawKind);
            start = body.Span.End;
        }

        return fingerprint.With(text, start, text.Length, buffer).Value;
    }

    private static bool HasTypes(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static bool HasBodies(SyntaxNode node) => HasTypes(node) || node is
        BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax or AccessorDeclarationSyntax
        or FieldDeclarationSyntax or VariableDeclarationSyntax or VariableDeclaratorSyntax;

    // No declaration depends on what these say: only statements of a program without a class have names that are known all over their file. But a
    // directive in one may reach beyond it.
    private static bool IsBody(SyntaxNode node) => !node.ContainsDirectives && node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax =>
            node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };
}
