using System.Collections.Generic;
using System.Linq;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Questions about compiler symbols that more than one part of the generator asks.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat s_typeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as C# source that means the same everywhere.</summary>
    public static string ToSource(this ITypeSymbol type) => type.ToDisplayString(s_typeFormat);

    /// <summary>The name for people, with its namespace.</summary>
    public static string ToName(this ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>Whether the type is the one of that name in the IommuConfig namespace.</summary>
    public static bool IsKnown(this ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol named
        && named.Name == name
        && named.ContainingType is null
        && named.ContainingNamespace is { Name: KnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The attribute of that name in the IommuConfig namespace, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.IsKnown(name));

    /// <summary>The value of a named argument, or null.</summary>
    public static object? Named(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    /// <summary>The value of the positional argument, or null.</summary>
    public static object? Positional(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index].Value : null;

    /// <summary>The type and everything it inherits or is constrained to.</summary>
    public static IEnumerable<ITypeSymbol> SelfAndInherited(this ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.SelectMany(SelfAndInherited);
        }

        List<ITypeSymbol> types = [];
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            types.Add(current);
        }

        types.AddRange(type.AllInterfaces);
        return types;
    }

    /// <summary>The public instance property of that name and type, declared or inherited.</summary>
    public static bool HasProperty(this ITypeSymbol type, string name, string knownType) =>
        type.SelfAndInherited()
            .Where(candidate => type.TypeKind is TypeKind.Interface or TypeKind.TypeParameter || candidate.TypeKind != TypeKind.Interface)
            .SelectMany(candidate => candidate.GetMembers(name))
            .OfType<IPropertySymbol>()
            .Any(property => !property.IsStatic
                && property.GetMethod is { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
                && property.Type.IsKnown(knownType));

    /// <summary>Whether everything that the type names is public.</summary>
    public static bool IsPublic(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsPublic(),
        IPointerTypeSymbol pointer => pointer.PointedAtType.IsPublic(),
        IFunctionPointerTypeSymbol function => function.Signature.Parameters.Select(parameter => parameter.Type)
            .Append(function.Signature.ReturnType).All(IsPublic),
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && (named.ContainingType is null || named.ContainingType.IsPublic())
            && named.TypeArguments.All(IsPublic),
        _ => true,
    };

    /// <summary>Whether a pointer stands anywhere in the type.</summary>
    public static bool HasPointer(this ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => array.ElementType.HasPointer(),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer),
        _ => false,
    };

    /// <summary>Whether the type parameter stands anywhere in the type with a <c>?</c>.</summary>
    public static bool HasAnnotated(this ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => type.NullableAnnotation == NullableAnnotation.Annotated && SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => array.ElementType.HasAnnotated(parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => argument.HasAnnotated(parameter)),
        _ => false,
    };
}
