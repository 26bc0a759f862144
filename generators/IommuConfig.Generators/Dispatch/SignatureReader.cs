using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;

using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Turns a static method into the text of its shape.</summary>
internal static class SignatureReader
{
    // C# 13; the property is younger than the compiler this is built against.
    private static readonly PropertyInfo? s_allowsRefLikeType = typeof(ITypeParameterSymbol).GetProperty("AllowsRefLikeType");

    public static SignatureModel Read(IMethodSymbol method)
    {
        IEnumerable<ITypeSymbol> types = method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType);
        return new(
            Escape(method.Name),
            method.ReturnsVoid ? "void" : method.ReturnType.ToSource(),
            method.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(parameter => Escape(parameter.Name)))}>",
            string.Join(" ", method.TypeParameters.Select(Constraints).Where(text => text.Length != 0)),
            string.Join(" ", method.TypeParameters
                .Where(parameter => types.Any(type => type.HasAnnotated(parameter)))
                .Select(ExplicitConstraint)
                .Where(text => text.Length != 0)),
            method.Parameters.Select(Parameter).ToEquatableArray(),
            UnavailableResult.Of(method),
            NullableAttributes(method.GetReturnTypeAttributes(), "return: ")
                .Concat(NullableAttributes(method.GetAttributes(), ""))
                .ToEquatableArray(),
            types.Concat(method.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes)).All(SymbolExtensions.IsPublic),
            Cref(method),
            types.Any(SymbolExtensions.HasPointer),
            method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" }));
    }

    /// <summary>Whether a call of one is, with the same arguments, a call of the other.</summary>
    public static bool SameParameters(IMethodSymbol left, IMethodSymbol right) =>
        SameSignature(left, right) && left.Parameters.Zip(right.Parameters, (a, b) => a.RefKind == b.RefKind).All(same => same);

    /// <summary>Whether one class cannot have both under one name: names of type parameters, nullability, and ref against out do not count.</summary>
    public static bool SameSignature(IMethodSymbol left, IMethodSymbol right)
    {
        if (left.Parameters.Length != right.Parameters.Length || left.TypeParameters.Length != right.TypeParameters.Length)
        {
            return false;
        }

        IMethodSymbol comparable = left.TypeParameters.Length == 0 ? right : right.Construct([.. left.TypeParameters]);
        return left.Parameters.Zip(
            comparable.Parameters,
            (a, b) => (a.RefKind == RefKind.None) == (b.RefKind == RefKind.None) && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same);
    }

    // The plain name where it is the only one of that name; the compiler's own id, which is exact and hard to read, otherwise.
    private static string Cref(IMethodSymbol method) =>
        method.ContainingType.GetMembers(method.Name).Length == 1 && !method.ContainingType.IsGenericType
            ? $"{method.ContainingType.ToSource()}.{Escape(method.Name)}"
            : method.GetDocumentationCommentId() ?? "";

    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static ParameterModel Parameter(IParameterSymbol parameter)
    {
        string name = Escape(parameter.Name);
        string modifiers = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };
        string argument = parameter.RefKind switch
        {
            RefKind.Ref => "ref " + name,
            RefKind.Out => "out " + name,
            RefKind.In or RefKind.RefReadOnlyParameter => "in " + name,
            _ => name,
        };
        bool scoped = parameter.ScopedKind != ScopedKind.None && parameter.RefKind != RefKind.Out && !parameter.IsParams;
        return new(
            (scoped ? "scoped " : "") + modifiers,
            parameter.Type.ToSource(),
            name,
            argument,
            parameter.HasExplicitDefaultValue ? " = " + Default(parameter) : "",
            parameter.IsParams,
            parameter.RefKind == RefKind.Out,
            string.Concat(NullableAttributes(parameter.GetAttributes(), "").Select(text => text + " ")),
            string.Concat(parameter.GetAttributes()
                .Where(attribute => attribute.AttributeClass is { } type
                    && type.Name.StartsWith("Caller", System.StringComparison.Ordinal)
                    && type.ContainingNamespace.ToDisplayString() == "System.Runtime.CompilerServices")
                .Select(attribute => Source(attribute, "") + " ")));
    }

    private static string Default(IParameterSymbol parameter) => parameter.ExplicitDefaultValue switch
    {
        null when parameter.Type.IsValueType || parameter.NullableAnnotation == NullableAnnotation.Annotated => "default",
        null => "default!",
        object value when Underlying(parameter.Type) is { TypeKind: TypeKind.Enum } type =>
            $"({type.ToSource()})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "D",
        float value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "F",
        decimal value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "M",
        object value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
    };

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    // Where 'T?' stands in an explicit implementation, the compiler takes it for a nullable struct unless told otherwise.
    private static string ExplicitConstraint(ITypeParameterSymbol parameter) =>
        parameter.HasValueTypeConstraint || parameter.HasUnmanagedTypeConstraint
            ? ""
            : $"where {Escape(parameter.Name)} : {(parameter.IsReferenceType ? "class" : "default")}";

    private static string Constraints(ITypeParameterSymbol parameter)
    {
        List<string> constraints = [];
        if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        constraints.AddRange(parameter.ConstraintTypes.Select(SymbolExtensions.ToSource));
        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        if (s_allowsRefLikeType?.GetValue(parameter) is true)
        {
            constraints.Add("allows ref struct");
        }

        return constraints.Count == 0 ? "" : $"where {Escape(parameter.Name)} : {string.Join(", ", constraints)}";
    }

    // What nullable analysis and the rules of refs need to know of a forwarding method.
    private static IEnumerable<string> NullableAttributes(ImmutableArray<AttributeData> attributes, string target) =>
        from attribute in attributes
        where attribute.AttributeClass is { } type
            && type.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis"
            && type.Name is not ("SuppressMessageAttribute" or "UnconditionalSuppressMessageAttribute" or "ExcludeFromCodeCoverageAttribute")
        select Source(attribute, target);

    private static string Source(AttributeData attribute, string target)
    {
        string arguments = string.Join(", ", attribute.ConstructorArguments.Select(argument => argument.ToCSharpString()));
        return $"[{target}{attribute.AttributeClass!.ToSource()}{(arguments.Length == 0 ? "" : $"({arguments})")}]";
    }
}
