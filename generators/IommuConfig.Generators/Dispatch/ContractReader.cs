using System.Collections.Generic;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Reads a tree of contract interfaces into models.</summary>
internal sealed class ContractReader(string table, DiagnosticSink sink, CancellationToken cancellation)
{
    /// <summary>What to do about an interface that is not marked.</summary>
    public const string MarkIt = "mark the interface with [HookContract], so that it is clear which of its static members are hooks";

    private readonly List<INamedTypeSymbol> _contracts = [];
    private readonly List<MemberLocation> _locations = [];
    private readonly HookReader _hooks = new(table, sink);
    private readonly ContractMemberReader _members = new(sink);

    /// <summary>The contracts of the tree, bases first, each once.</summary>
    public IReadOnlyList<INamedTypeSymbol> Contracts => _contracts;

    /// <summary>Where the attributes of members stand that name symbols, as far as they are in this project.</summary>
    public IReadOnlyList<MemberLocation> MemberLocations => _locations;

    /// <summary>The types that give a hook context, for people: <c>Domain, Device or ProviderId</c>.</summary>
    public string ContextNames => _hooks.ContextNames;

    public EquatableArray<ContractModel> Read(INamedTypeSymbol root, TableFanouts fanouts)
    {
        Collect(root);
        fanouts.Check(_contracts);
        EquatableArray<ContractModel> models = _contracts.Select(contract => ReadContract(contract, fanouts)).ToEquatableArray();
        ReportHooksDeclaredTwice();
        return models;
    }

    /// <summary>Whether the member is a hook: a static method that a provider implements.</summary>
    public static bool IsHook(ISymbol member) =>
        member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } && (member.IsAbstract || member.IsVirtual)
        && member.FindAttribute(KnownNames.Bridge) is null
        && member.FindAttribute(KnownNames.TableMember) is null;

    private void Collect(INamedTypeSymbol contract)
    {
        if (_contracts.Contains(contract, SymbolEqualityComparer.Default))
        {
            return;
        }

        foreach (INamedTypeSymbol inherited in contract.Interfaces)
        {
            Collect(inherited);
        }

        // An interface that has nothing a table would implement may stand among the bases unmarked.
        if (contract.FindAttribute(KnownNames.HookContract) is not null)
        {
            _contracts.Add(contract);
        }
        else if (contract.GetMembers().Any(member => member.IsStatic && (member.IsAbstract || member.IsVirtual)))
        {
            sink.Report(
                TableDiagnostics.NotAContract, contract, contract.ToName(),
                MarkIt);
        }
    }

    private ContractModel ReadContract(INamedTypeSymbol contract, TableFanouts fanouts)
    {
        List<HookModel> hooks = [];
        List<SymbolMemberModel> symbols = [];
        List<BridgeModel> bridges = [];
        List<TableMemberModel> tableMembers = [];

        foreach (ISymbol member in contract.GetMembers().Where(member => !member.IsImplicitlyDeclared))
        {
            cancellation.ThrowIfCancellationRequested();
            Remember(member);
            if (member.FindAttribute(KnownNames.TableMember) is not null)
            {
                if (_members.ReadTableMember(member) is { } kind)
                {
                    tableMembers.Add(new(kind));
                }
            }
            else if (member.FindAttribute(KnownNames.Bridge) is { } bridge)
            {
                if (_members.ReadBridge((IMethodSymbol)member, bridge) is { } model)
                {
                    bridges.Add(model);
                }
            }
            else if (member is IPropertySymbol property && (!IsHelper(property) || property.FindAttribute(KnownNames.Symbol) is not null))
            {
                if (_members.ReadSymbol(property) is { } model)
                {
                    symbols.Add(model);
                }
            }
            else if (IsHook(member))
            {
                if (_hooks.Read((IMethodSymbol)member, fanouts) is { } model)
                {
                    hooks.Add(model);
                }
            }
            else
            {
                _members.CheckOther(member);
            }
        }

        return new(
            contract.ToSource(),
            contract.ToName(),
            contract.Name,
            contract.AllInterfaces.Where(inherited => _contracts.Contains(inherited, SymbolEqualityComparer.Default))
                .Select(SymbolExtensions.ToSource).ToEquatableArray(),
            hooks.ToEquatableArray(),
            symbols.ToEquatableArray(),
            bridges.ToEquatableArray(),
            tableMembers.ToEquatableArray());
    }

    // Nothing that a table or a provider would implement.
    private static bool IsHelper(IPropertySymbol property) => property.IsStatic && !property.IsAbstract && !property.IsVirtual;

    // Of an enumeration the members name the symbols.
    private void Remember(ISymbol member)
    {
        IEnumerable<ISymbol> named = member is IPropertySymbol { Type: { TypeKind: TypeKind.Enum } type } ? type.GetMembers() : new[] { member };
        foreach (ISymbol symbol in named)
        {
            AttributeData? attribute = symbol.FindAttribute(KnownNames.Symbol) ?? symbol.FindAttribute(KnownNames.Hook);
            if (LocationInfo.From(attribute?.ApplicationSyntaxReference, cancellation) is { } location)
            {
                _locations.Add(new($"{symbol.ContainingType.ToSource()}.{SignatureReader.Escape(symbol.Name)}", location));
            }
        }
    }

    private void ReportHooksDeclaredTwice()
    {
        List<IMethodSymbol> hooks = [.. _contracts.SelectMany(contract => contract.GetMembers().Where(IsHook).Cast<IMethodSymbol>())];
        for (int i = 0; i < hooks.Count; i++)
        {
            IMethodSymbol? first = hooks.Take(i).FirstOrDefault(other => other.Name == hooks[i].Name && SignatureReader.SameSignature(other, hooks[i]));
            if (first is not null)
            {
                sink.Report(
                    TableDiagnostics.HookTwice, hooks[i], hooks[i].Name, first.ContainingType.ToName(), hooks[i].ContainingType.ToName());
            }
        }
    }
}
