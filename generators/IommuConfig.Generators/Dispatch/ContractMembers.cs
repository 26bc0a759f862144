using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the members of contracts that are no hooks, into a struct that implements them. Members are separated by an empty line.</summary>
internal sealed class ContractMembers(SourceWriter writer, ResolvedTable resolved)
{
    private readonly string _table = SignatureReader.Escape(resolved.Table.Name);
    private bool _first = true;

    /// <summary>Writes what separates the next member from the one before.</summary>
    public void Separate()
    {
        if (!_first)
        {
            writer.Line();
        }

        _first = false;
    }

    /// <summary>Writes what the contract has the table itself answer, and its symbols.</summary>
    public void Emit(ContractModel contract)
    {
        foreach (TableMemberModel member in contract.TableMembers)
        {
            Separate();
            writer.Line(member.Kind switch
            {
                TableMemberKind.Providers =>
                    $"static global::System.ReadOnlySpan<global::IommuConfig.ProviderId> {contract.FullName}.Providers => {_table}.Providers.All;",
                TableMemberKind.Select =>
                    $"static void {contract.FullName}.Select(global::IommuConfig.ProviderId provider) => {_table}.Select(provider);",
                TableMemberKind.IsAvailable => $"static bool {contract.FullName}.IsAvailable => {_table}.IsAvailable;",
                _ => $"static bool {contract.FullName}.IsMixed => {_table}.IsMixed;",
            });
        }

        int value = resolved.Table.Contracts.TakeWhile(other => other.FullName != contract.FullName).Sum(other => other.Symbols.Count);
        foreach (SymbolMemberModel symbol in contract.Symbols)
        {
            Separate();
            writer.Line($"static {symbol.Type} {contract.FullName}.{symbol.Name} => {resolved.SymbolValues[value++]};");
        }
    }
}
