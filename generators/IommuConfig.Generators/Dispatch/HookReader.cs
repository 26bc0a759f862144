using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Diagnostics;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Reads one hook: its shape, where its provider comes from, how it is fanned out.</summary>
internal sealed class HookReader(string table, DiagnosticSink sink)
{
    private readonly List<string> _contextTypes = [];

    /// <summary>The types that give a hook context, for people: <c>Domain, Device or ProviderId</c>.</summary>
    public string ContextNames => (_contextTypes.Count == 0 ? "dispatch context" : string.Join(", ", _contextTypes)) + " or ProviderId";

    public HookModel? Read(IMethodSymbol method, TableFanouts fanouts)
    {
        if (ReservedNames.WhyNot(method.Name, table) is { } taken)
        {
            sink.Report(TableDiagnostics.ReservedName, method, method.Name, taken);
            return null;
        }

        if (Unsupported(method) is { } why)
        {
            sink.Report(TableDiagnostics.UnsupportedMember, method, method.ToName(), why);
            return null;
        }

        AttributeData? hook = method.FindAttribute(KnownNames.Hook);
        bool denied = hook?.Named("Context") is 1;
        IParameterSymbol? context = FindContext(method);
        bool isId = context is not null && context.Type.IsKnown(KnownNames.ProviderId);
        return new(
            SignatureReader.Read(method),
            IsOptional: !method.IsAbstract,
            Context: context is null || denied ? null : SignatureReader.Escape(context.Name) + (isId ? "" : ".Provider"),
            ContextName: context is null || denied ? null : context.Name,
            ContextIsId: isId && !denied,
            ContextDenied: context is not null && denied,
            DependsOn: hook?.Named("DependsOn") as string,
            Fanout: fanouts.For(method) is { } fanout ? ReadFanout(method, fanout) : null,
            Scope: FindScope(method));
    }

    private static string? Unsupported(IMethodSymbol method)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return "a hook cannot return by reference, since a table without a provider has nothing to refer to; use an out parameter";
        }

        if (method.IsVararg)
        {
            return "a hook cannot take variable arguments; use a params span";
        }

        if (method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Dynamic))
        {
            return "a hook cannot take a dynamic argument, since the call of a provider would be bound at run time; use object";
        }

        return method.DeclaredAccessibility == Accessibility.Public ? null : "a hook is public";
    }

    // A ProviderId says it outright; what belongs to exactly one provider says it better than what may span several.
    private IParameterSymbol? FindContext(IMethodSymbol method)
    {
        IParameterSymbol? best = null;
        int bestRank = 0;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            int rank = ContextRank(parameter);
            if (rank > bestRank)
            {
                (best, bestRank) = (parameter, rank);
            }
        }

        return best;
    }

    private int ContextRank(IParameterSymbol parameter)
    {
        if (parameter.RefKind == RefKind.Out || parameter.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return 0;
        }

        if (parameter.Type.IsKnown(KnownNames.ProviderId))
        {
            return 3;
        }

        AttributeData? mark = parameter.Type.SelfAndInherited()
            .Select(type => type.FindAttribute(KnownNames.DispatchContext)).FirstOrDefault(attribute => attribute is not null);
        if (mark is null)
        {
            return 0;
        }

        if (!parameter.Type.HasProperty("Provider", KnownNames.ProviderId))
        {
            sink.Report(TableDiagnostics.ContextWithoutProvider, parameter.Type, parameter.Type.ToName());
            return 0;
        }

        // Of a type parameter, what a reader can pass is said by its constraint.
        ITypeSymbol named = parameter.Type is ITypeParameterSymbol variable ? variable.ConstraintTypes[0] : parameter.Type;
        if (!_contextTypes.Contains(named.Name))
        {
            _contextTypes.Add(named.Name);
        }

        return mark.Named("Spanning") is true ? 1 : 2;
    }

    private string? FindScope(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.SelfAndInherited().Any(type => type.FindAttribute(KnownNames.ProviderScope) is not null))
            {
                if (parameter.Type.HasProperty("Providers", KnownNames.ProviderSet))
                {
                    return SignatureReader.Escape(parameter.Name) + ".Providers";
                }

                sink.Report(TableDiagnostics.ScopeWithoutProviders, parameter.Type, parameter.Type.ToName());
            }
        }

        return null;
    }

    private FanoutModel? ReadFanout(IMethodSymbol method, AttributeData attribute)
    {
        if (!method.ReturnsVoid && method.ReturnType.SpecialType != SpecialType.System_Int32)
        {
            sink.Report(
                TableDiagnostics.UnsupportedFanout, method, method.ToName(),
                $"it returns {method.ReturnType.ToName()}, and several results cannot be joined; return int (negative is an error) or void");
            return null;
        }

        if (method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out))
        {
            sink.Report(
                TableDiagnostics.UnsupportedFanout, method, method.ToName(), "it has an out parameter, and several results cannot be joined; use ref");
            return null;
        }

        if (attribute.Named("Undo") is not string undo)
        {
            return new FanoutModel(null);
        }

        bool known = method.ContainingType.GetMembers(undo).Any(member =>
            ContractReader.IsHook(member) && SignatureReader.SameParameters((IMethodSymbol)member, method));
        if (!known)
        {
            sink.Report(
                TableDiagnostics.UnknownUndo, method, undo, method.Name,
                $"name a hook of contract '{method.ContainingType.ToName()}' with the same parameters");
            return null;
        }

        return new FanoutModel(SignatureReader.Escape(undo));
    }
}
