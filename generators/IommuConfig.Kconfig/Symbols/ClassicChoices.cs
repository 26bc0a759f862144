using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Choices of older dialects, whose type and members are known only once everything is read: a choice has the type of its first typed entry, and
/// its members are the entries that stand in it once what depends on another entry has moved below that one.
/// </summary>
internal sealed class ClassicChoices(KconfigTree tree)
{
    private readonly Dictionary<Symbol, MenuNode> _typedBy = [];

    /// <summary>Whether what is said of an entry may depend on how much is known when it is said: on members that join later, or types given later.</summary>
    public bool DependsOnOrder { get; private set; }

    /// <summary>The node of the choice that gave a symbol its type; null if an entry of its own did.</summary>
    public MenuNode? TypedBy(Symbol symbol) => _typedBy.TryGetValue(symbol, out MenuNode? node) ? node : null;

    /// <summary>Gives the choice, and its entries that have none, a type.</summary>
    public void SetTypes(MenuNode node)
    {
        Symbol choice = node.Choice!.Symbol;
        DependsOnOrder |= choice.Definitions.Count > 1;
        foreach (MenuNode part in node.Parts)
        {
            if (choice.Type == SymbolType.Unknown && part.Subject is { } symbol)
            {
                choice.Type = symbol.Type;
                Note(choice, node);
            }
        }

        foreach (MenuNode part in node.Parts)
        {
            if (part.Subject is { Type: SymbolType.Unknown } symbol)
            {
                symbol.Type = choice.Type;
                Note(symbol, node);
                DependsOnOrder = true;
            }
        }
    }

    /// <summary>Finds the members.</summary>
    public void AddMembers(MenuNode node)
    {
        Choice choice = node.Choice!;
        foreach (MenuNode entry in MenuLayout.Of(tree).Entries(node))
        {
            if (entry.Symbol is { Choice: null } member)
            {
                member.Choice = choice;
                choice.Add(member, entry);
                if (choice.Symbol.Type == SymbolType.Tristate && member.Type != SymbolType.Tristate)
                {
                    entry.Guard = new ComparisonExpression(choice.Symbol.Reference, ComparisonOperator.Equal, Expression.Yes);
                }
            }
        }
    }

    private void Note(Symbol symbol, MenuNode node)
    {
        if (symbol.Type != SymbolType.Unknown)
        {
            _typedBy[symbol] = node;
        }
    }
}
