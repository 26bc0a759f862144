using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Diagnostics;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>The <c>[Fanout]</c> attributes on a table, for hooks of a contract that is somebody else's.</summary>
internal sealed class TableFanouts(INamedTypeSymbol table, DiagnosticSink sink)
{
    private readonly List<AttributeData> _attributes =
        [.. table.GetAttributes().Where(attribute => attribute.AttributeClass.IsKnown(KnownNames.Fanout))];

    /// <summary>The attribute that fans out this hook: on the table or else on the contract member; null for none.</summary>
    public AttributeData? For(IMethodSymbol hook) =>
        _attributes.FirstOrDefault(attribute => Names(attribute, hook)) ?? hook.FindAttribute(KnownNames.Fanout);

    /// <summary>Reports those that name no hook of these contracts.</summary>
    public void Check(IReadOnlyList<INamedTypeSymbol> contracts)
    {
        foreach (AttributeData attribute in _attributes)
        {
            bool known = contracts.Any(contract => contract.GetMembers().Any(member =>
                ContractReader.IsHook(member) && Names(attribute, (IMethodSymbol)member)));
            if (!known)
            {
                sink.ReportAt(
                    TableDiagnostics.UnknownFanoutHook,
                    LocationInfo.From(attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation()),
                    (attribute.Positional(0) as ISymbol)?.ToName() ?? "", attribute.Positional(1) as string ?? "", table.Name);
            }
        }
    }

    private static bool Names(AttributeData attribute, IMethodSymbol hook) =>
        SymbolEqualityComparer.Default.Equals(attribute.Positional(0) as ISymbol, hook.ContainingType)
        && attribute.Positional(1) as string == hook.Name;
}
