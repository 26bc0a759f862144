using System.Collections.Generic;
using System.Linq;
using System.Threading;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IommuConfig.Generators.Dispatch;

/// <summary>
/// A class that is a table, as far as its text alone can say. It remembers what it declared: the compiler makes all symbols of a program anew at every
/// keystroke, and asking it for them costs half a millisecond for each table.
/// </summary>
internal sealed class TableSite
{
    private readonly ClassDeclarationSyntax _declaration;

    // Immutable, and replaced as a whole.
    private volatile Reading? _last;
    private volatile bool _wasRead;

    private TableSite(ClassDeclarationSyntax declaration, bool isNamed) => (_declaration, IsNamed) = (declaration, isNamed);

    /// <summary>Whether an attribute has the name of that of tables; otherwise only its arguments are like it.</summary>
    public bool IsNamed { get; }

    /// <summary>A class that may be marked <c>[DispatchTable(typeof(...))]</c>, by that name or by another; null for any other class.</summary>
    public static TableSite? Find(ClassDeclarationSyntax declaration)
    {
        bool isLike = false;
        foreach (AttributeSyntax attribute in declaration.AttributeLists.SelectMany(list => list.Attributes))
        {
            if (IsAttribute(attribute.Name))
            {
                return new(declaration, isNamed: true);
            }

            isLike |= attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is TypeOfExpressionSyntax;
        }

        return isLike ? new(declaration, isNamed: false) : null;
    }

    /// <summary>Whether a name may be that of the attribute of tables.</summary>
    public static bool IsAttribute(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => IsAttribute(qualified.Right),
        AliasQualifiedNameSyntax qualified => IsAttribute(qualified.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText is KnownNames.DispatchTable or "DispatchTable",
        _ => false,
    };

    /// <summary>What the class declares; null if it is no table after all.</summary>
    /// <param name="project">The program.</param>
    /// <param name="cancellation">Cancels it.</param>
    public TableDeclaration? Read(ProjectDeclarations project, CancellationToken cancellation)
    {
        if (_last is { } last && last.HoldsFor(project))
        {
            return last.Declaration;
        }

        TableDeclaration? read = Attribute(project.Compilation, cancellation) is (INamedTypeSymbol type, AttributeData attribute)
            ? DispatchTables.Parser.Parse(type, _declaration, attribute, cancellation)
            : null;

        // A build reads once, and an edit of this file makes a new site: only what is read again is worth knowing what it follows from.
        if (_wasRead)
        {
            _last = new(project.State, read, Places(project, read));
        }

        _wasRead = true;
        return read;
    }

    private (INamedTypeSymbol Type, AttributeData Attribute)? Attribute(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.GetSemanticModel(_declaration.SyntaxTree).GetDeclaredSymbol(_declaration, cancellation) is not INamedTypeSymbol type)
        {
            return null;
        }

        AttributeData? found = type.GetAttributes().FirstOrDefault(attribute =>
            attribute.AttributeClass.IsKnown(KnownNames.DispatchTable)
            && attribute.ApplicationSyntaxReference is { } place
            && place.SyntaxTree == _declaration.SyntaxTree
            && _declaration.Span.Contains(place.Span));
        return found is null ? null : (type, found);
    }

    // The files in which something stands that the declaration tells the place of: an edit of a body moves what follows it.
    private static List<(int Index, SyntaxTree Tree)> Places(ProjectDeclarations project, TableDeclaration? read)
    {
        HashSet<string> paths = read is null ? [] : [.. read.Places.Select(place => place.Path)];
        List<(int, SyntaxTree)> places = [];
        for (int i = 0; i < project.Files.Trees.Length; i++)
        {
            if (paths.Contains(project.Files.Trees[i].FilePath))
            {
                places.Add((i, project.Files.Trees[i]));
            }
        }

        return places;
    }

    /// <summary>What was read.</summary>
    /// <param name="State">What the program declared.</param>
    /// <param name="Declaration">What was read.</param>
    /// <param name="Places">The files whose lines it quotes.</param>
    private sealed record Reading(DeclaredState State, TableDeclaration? Declaration, List<(int Index, SyntaxTree Tree)> Places)
    {
        public bool HoldsFor(ProjectDeclarations project) =>
            State == project.State && Places.All(place => project.Files.Trees[place.Index] == place.Tree);
    }
}
