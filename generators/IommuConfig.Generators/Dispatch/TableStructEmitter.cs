using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the nested struct that generic code takes as a type argument.</summary>
internal sealed class TableStructEmitter(SourceWriter writer, ResolvedTable resolved)
{
    private readonly TableModel _table = resolved.Table;
    private readonly ContractMembers _members = new(writer, resolved);
    private readonly string _name = SignatureReader.Escape(resolved.Table.Name);

    public void Emit()
    {
        HashSet<string> implemented = [.. resolved.Implemented];
        writer.Line("/// <summary>The table as a type argument for generic code: it implements the contracts all of whose hooks exist.</summary>");
        string bases = string.Join(", ", Outermost());
        writer.Line(bases.Length == 0 ? "public readonly struct Table" : $"public readonly struct Table : {bases}");
        using (writer.Braces())
        {
            foreach (ContractModel contract in _table.Contracts.Where(contract => implemented.Contains(contract.FullName)))
            {
                Members(contract, implemented);
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

    private void Members(ContractModel contract, HashSet<string> implemented)
    {
        _members.Emit(contract);
        foreach (HookModel hook in contract.Hooks)
        {
            _members.Separate();
            Forward(hook.Signature, contract, $"{_name}.{SignatureWriter.Call(hook.Signature)}");
        }

        foreach (BridgeModel bridge in contract.Bridges)
        {
            _members.Separate();
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
}
