using System.Collections.Generic;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Dispatch;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IommuConfig.Generators.Absence;

/// <summary>
/// What a simple name may stand for that the compiler cannot say itself: a member that the configuration removed, or a table's struct before
/// the table is completed.
/// </summary>
internal static class UsingsInScope
{
    /// <summary>The types whose members a simple name at this place reaches: those it stands in, and those of <c>using static</c>.</summary>
    public static IEnumerable<INamedTypeSymbol> ReachedTypes(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        ISymbol? enclosing = model.GetEnclosingSymbol(node.SpanStart, cancellation);
        for (INamedTypeSymbol? type = enclosing as INamedTypeSymbol ?? enclosing?.ContainingType; type is not null; type = type.ContainingType)
        {
            yield return type;
        }

        foreach (UsingDirectiveSyntax directive in Directives(node, model.Compilation, cancellation))
        {
            if (directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)
                && directive.Name is { } name
                && Model(directive, model).GetSymbolInfo(name, cancellation).Symbol is INamedTypeSymbol type)
            {
                yield return type;
            }
        }
    }

    /// <summary>The class of the table whose struct <c>Table</c> a type name stands for, or null.</summary>
    public static INamedTypeSymbol? TableOf(TypeSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        switch (type)
        {
            case QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: "Table" } } qualified:
                return model.GetSymbolInfo(qualified.Left, cancellation).Symbol is INamedTypeSymbol named && IsTable(named) ? named : null;

            // What the compiler can resolve, a type parameter for instance, is no table: that is not there yet.
            case IdentifierNameSyntax when model.GetSymbolInfo(type, cancellation).Symbol is ITypeSymbol { TypeKind: not TypeKind.Error }:
                return null;

            case IdentifierNameSyntax { Identifier.ValueText: var name }:
                UsingDirectiveSyntax? alias = Directives(type, model.Compilation, cancellation)
                    .FirstOrDefault(directive => directive.Alias?.Name.Identifier.ValueText == name);
                return alias is { Name: QualifiedNameSyntax target }
                    ? TableOf(target, Model(alias, model), cancellation)
                    : alias is null && name == "Table" ? ReachedTypes(type, model, cancellation).FirstOrDefault(IsTable) : null;

            default:
                return null;
        }
    }

    private static bool IsTable(INamedTypeSymbol type) => type.FindAttribute(KnownNames.DispatchTable) is not null;

    // From the inside out, then the global ones of every file.
    private static IEnumerable<UsingDirectiveSyntax> Directives(SyntaxNode node, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxNode ancestor in node.Ancestors())
        {
            SyntaxList<UsingDirectiveSyntax> usings = ancestor switch
            {
                BaseNamespaceDeclarationSyntax declaration => declaration.Usings,
                CompilationUnitSyntax unit => unit.Usings,
                _ => default,
            };
            foreach (UsingDirectiveSyntax directive in usings)
            {
                yield return directive;
            }
        }

        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => tree != node.SyntaxTree))
        {
            foreach (UsingDirectiveSyntax directive in ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Usings)
            {
                if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                {
                    yield return directive;
                }
            }
        }
    }

    private static SemanticModel Model(SyntaxNode node, SemanticModel model) =>
        node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);
}
