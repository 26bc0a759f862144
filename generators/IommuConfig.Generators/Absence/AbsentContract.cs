using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Dispatch;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Absence;

/// <summary>Finds where a table is a type argument whose constraint names a contract that the table does not implement.</summary>
internal static class AbsentContract
{
    /// <summary>The names of the hooks that the generator's mark says are absent.</summary>
    public static IEnumerable<string> HooksOf(AttributeData mark) => mark.ConstructorArguments[2].Values.Select(value => (string)value.Value!);

    /// <summary>Checks the type arguments of a constructed type or method.</summary>
    public static void Check(ISymbol symbol, Location location, Action<Diagnostic> report)
    {
        (ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments) = symbol switch
        {
            INamedTypeSymbol type => (type.TypeParameters, type.TypeArguments),
            IMethodSymbol { ReducedFrom: { } extension } method => (extension.TypeParameters, Reduced(method, extension)),
            IMethodSymbol method => (method.TypeParameters, method.TypeArguments),
            _ => (ImmutableArray<ITypeParameterSymbol>.Empty, ImmutableArray<ITypeSymbol>.Empty),
        };

        for (int i = 0; i < Math.Min(parameters.Length, arguments.Length); i++)
        {
            if (arguments[i] is not INamedTypeSymbol { ContainingType: { } table } argument || table.FindAttribute(KnownNames.DispatchTable) is null)
            {
                continue;
            }

            foreach (INamedTypeSymbol constraint in parameters[i].OriginalDefinition.ConstraintTypes.OfType<INamedTypeSymbol>())
            {
                if (!argument.AllInterfaces.Contains(constraint, SymbolEqualityComparer.Default)
                    && Reasons(table, constraint) is { Count: > 0 } reasons)
                {
                    report(Diagnostic.Create(
                        TableDiagnostics.ContractNotImplemented, location, symbol.Name, constraint.ToName(), argument.ToName(), string.Join("; ", reasons)));
                }
            }
        }
    }

    // Of an extension method called on a receiver, what the receiver stood for is known only to the unreduced method.
    private static ImmutableArray<ITypeSymbol> Reduced(IMethodSymbol method, IMethodSymbol extension) =>
        extension.TypeParameters
            .Select(parameter => method.GetTypeInferredDuringReduction(parameter) ?? Remaining(method, parameter))
            .ToImmutableArray();

    private static ITypeSymbol Remaining(IMethodSymbol method, ITypeParameterSymbol parameter)
    {
        for (int i = 0; i < method.TypeParameters.Length; i++)
        {
            if (method.TypeParameters[i].Name == parameter.Name)
            {
                return method.TypeArguments[i];
            }
        }

        return parameter;
    }

    private static List<string> Reasons(INamedTypeSymbol table, INamedTypeSymbol constraint)
    {
        HashSet<string> contracts = [constraint.ToName(), .. constraint.AllInterfaces.Select(SymbolExtensions.ToName)];
        return
        [
            .. table.GetAttributes()
                .Where(attribute => attribute.AttributeClass.IsKnown(KnownNames.AbsentHooks) && contracts.Contains((string)attribute.Positional(0)!))
                .SelectMany(attribute => HooksOf(attribute).Select(hook => $"{hook} {attribute.Positional(1)}")),
        ];
    }
}
