using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the nested struct that generic code takes as a type argument.</summary>
internal sealed class TableStructEmitter(SourceWriter writer, ResolvedTable resolved)
{
    private readonly TableModel _table = resolved.Table;
    private readonly string _name = SignatureReader.Escape(resolved.Table.Name);

    public void Emit()
    {
        HashSet<string> implemented = [.. resolved.Implemented];
        writer.Line("/// <summary>The table as a type argument for generic code: it implements the contracts all of whose hooks exist.</summary>");
        string bases = string.Join(", ", Outermost());
        writer.Line(bases.Length == 0 ? "public readonly struct Table" : $"public readonly struct Table : {bases}");
        using (writer.Braces())
        {
            bool first = true;
            int symbol = 0;
            for (int index = 0; index < _table.Contracts.Count; index++)
            {
                ContractModel contract = _table.Contracts[index];
                if (implemented.Contains(contract.FullName))
                {
                    Members(index, symbol, implemented, ref first);
                }

                symbol += contract.Symbols.Count;
            }
        }
    }

    // The contracts it implements that no other one it implements inherits.
    private IEnumerable<string> Outermost() =>
        _table.Contracts
            .Where(contract => resolved.Implemented.Contains(contract.FullName))
            .Where(contract => !_table.Contracts.Any(other =>
                resolved.Implemented.Contains(other.FullName) && other.Bases.Contains(contract.FullName)))
            .Select(contract => contract.FullName);

    private void Members(int index, int firstSymbol, HashSet<string> implemented, ref bool first)
    {
        ContractModel contract = _table.Contracts[index];
        foreach (TableMemberModel member in contract.TableMembers)
        {
            Separate(ref first);
            writer.Line(member.Kind switch
            {
                TableMemberKind.Providers =>
                    $"static global::System.ReadOnlySpan<global::IommuConfig.ProviderId> {contract.FullName}.Providers => {_name}.Providers.All;",
                TableMemberKind.Select =>
                    $"static void {contract.FullName}.Select(global::IommuConfig.ProviderId provider) => {_name}.Select(provider);",
                TableMemberKind.IsAvailable => $"static bool {contract.FullName}.IsAvailable => {_name}.IsAvailable;",
                _ => $"static bool {contract.FullName}.IsMixed => {_name}.IsMixed;",
            });
        }

        for (int i = 0; i < contract.Symbols.Count; i++)
        {
            SymbolMemberModel symbol = contract.Symbols[i];
            Separate(ref first);
            writer.Line($"static {symbol.Type} {contract.FullName}.{symbol.Name} => {resolved.SymbolValues[firstSymbol + i]};");
        }

        foreach (HookModel hook in contract.Hooks)
        {
            Separate(ref first);
            Forward(hook.Signature, contract, $"{_name}.{SignatureWriter.Call(hook.Signature)}");
        }

        foreach (BridgeModel bridge in contract.Bridges)
        {
            Separate(ref first);
            if (implemented.Contains(bridge.Contract))
            {
                string types = bridge.Signature.TypeParameters.Length == 0 ? "<Table>" : "<Table, " + bridge.Signature.TypeParameters.Substring(1);
                Forward(bridge.Signature, contract, bridge.Target + types + SignatureWriter.Arguments(bridge.Signature));
            }
            else
            {
                writer.Line($"// {bridge.Signature.Name}: the contract's default answers, since the table does not implement {bridge.ContractName}.");
            }
        }
    }

    private void Forward(SignatureModel signature, ContractModel contract, string call)
    {
        SignatureWriter.Attributes(writer, signature);
        writer.Line(SignatureWriter.Inline);
        writer.Line($"{SignatureWriter.Explicit(signature, contract.FullName)} =>");
        using (writer.Indent())
        {
            writer.Line($"{call};");
        }
    }

    private void Separate(ref bool first)
    {
        if (!first)
        {
            writer.Line();
        }

        first = false;
    }
}
