using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Computes every value once, in dependency order, by the rules of docs/kconfig-semantics.md.</summary>
internal sealed class Evaluator(KconfigTree tree, UserValue?[] userValues)
{
    private readonly ValueStore _values = new(tree);
    private readonly Symbol?[] _chosen = new Symbol?[tree.Choices.Count];

    public ValueStore Values => _values;

    public ExpressionEvaluator Expressions => field ??= new ExpressionEvaluator(_values);

    public UserValue? User(Symbol symbol) => symbol.IsDefined ? userValues[symbol.Index] : null;

    /// <summary>The member that is y, or null if no member is visible.</summary>
    public Symbol? Chosen(Choice choice) => _chosen[choice.Index];

    public void Run()
    {
        foreach (int node in tree.Order.Nodes)
        {
            if (node < tree.Symbols.Count)
            {
                Compute(tree.Symbols[node]);
            }
            else
            {
                _chosen[node - tree.Symbols.Count] = ChoiceEvaluator.Choose(tree.Choices[node - tree.Symbols.Count], this);
            }
        }
    }

    /// <summary>How visible its prompts are: what the user can set it to at most.</summary>
    public Tristate Visibility(Symbol symbol)
    {
        Tristate visibility = symbol.IsTransitional ? Tristate.Y : Tristate.N;
        foreach (MenuNode node in symbol.Definitions)
        {
            if (node.Prompt is { } prompt && visibility != Tristate.Y)
            {
                Tristate value = Expressions.Evaluate(prompt.Condition);
                visibility = value > visibility ? value : visibility;
            }
        }

        return _values.Promote(symbol, visibility);
    }

    /// <summary>The greatest value that selects (or implies) give it.</summary>
    public Tristate Strongest(IReadOnlyList<SelectProperty> selects, out SelectProperty? strongest)
    {
        strongest = null;
        Tristate result = Tristate.N;
        foreach (SelectProperty select in selects)
        {
            Tristate value = Min(_values.Tristate(select.Selector), Expressions.Evaluate(select.Condition));
            if (value > result)
            {
                result = value;
                strongest = select;
            }
        }

        return result;
    }

    /// <summary>The default that applies.</summary>
    public DefaultProperty? ActiveDefault(Symbol symbol)
    {
        foreach (DefaultProperty item in symbol.Defaults)
        {
            if (Expressions.Evaluate(item.Condition) != Tristate.N)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>What a default gives a bool or tristate: no more than its condition.</summary>
    public Tristate DefaultValue(DefaultProperty item) => Min(Expressions.Evaluate(item.Value), Expressions.Evaluate(item.Condition));

    /// <summary>The default that an int, hex or string copies; one that is an expression gives no text, and no other default takes its place.</summary>
    public DefaultProperty? ActiveTextDefault(Symbol symbol) =>
        ActiveDefault(symbol) is { Value: SymbolExpression or ConstantExpression } item ? item : null;

    /// <summary>The range that applies.</summary>
    public RangeProperty? ActiveRange(Symbol symbol)
    {
        foreach (RangeProperty range in symbol.Ranges)
        {
            if (Expressions.Evaluate(range.Condition) != Tristate.N)
            {
                return range;
            }
        }

        return null;
    }

    public Tristate DirectDependency(Symbol symbol) => _values.Promote(symbol, Expressions.Evaluate(symbol.DirectDependency));

    private void Compute(Symbol symbol)
    {
        Tristate visibility = Visibility(symbol);
        _values.SetVisibility(symbol, visibility);
        switch (symbol.Type)
        {
            case SymbolType.Bool or SymbolType.Tristate when symbol.Choice is { } choice:
                _values.Set(symbol, _chosen[choice.Index] == symbol ? Tristate.Y : Tristate.N, visibility != Tristate.N);
                break;
            case SymbolType.Bool or SymbolType.Tristate:
                ComputeLogical(symbol, visibility);
                break;
            case SymbolType.Int or SymbolType.Hex or SymbolType.String:
                ComputeText(symbol, visibility);
                break;
        }
    }

    private void ComputeLogical(Symbol symbol, Tristate visibility)
    {
        Tristate selected = _values.Promote(symbol, Strongest(symbol.SelectedBy, out _));
        bool isWritten = visibility != Tristate.N;
        Tristate value = Tristate.N;
        if (visibility != Tristate.N && User(symbol) is { } user)
        {
            value = Min(user.Tristate, visibility);
        }
        else
        {
            isWritten |= selected != Tristate.N;
            if (ActiveDefault(symbol) is { } item)
            {
                value = DefaultValue(item);
                isWritten |= value != Tristate.N;
            }

            Tristate implied = _values.Promote(symbol, Strongest(symbol.ImpliedBy, out _));
            if (implied != Tristate.N)
            {
                isWritten = true;
                value = Min(Max(value, implied), DirectDependency(symbol));
            }
        }

        _values.Set(symbol, _values.Promote(symbol, Max(value, selected)), isWritten);
    }

    private void ComputeText(Symbol symbol, Tristate visibility)
    {
        bool isWritten = visibility != Tristate.N;
        string text;
        if (visibility != Tristate.N && User(symbol) is { } user)
        {
            text = user.Text;
        }
        else if (ActiveTextDefault(symbol) is { } item)
        {
            text = Expressions.RawText(item.Value);
            isWritten = true;
        }
        else
        {
            text = symbol.Type switch { SymbolType.Int => "0", SymbolType.Hex => "0x0", _ => "" };
        }

        _values.Set(symbol, Clamp(symbol, text), isWritten);
    }

    /// <summary>The bound of the range that a number is beyond, else the number.</summary>
    private string Clamp(Symbol symbol, string text)
    {
        if (symbol.Type == SymbolType.String || ActiveRange(symbol) is not { } range)
        {
            return text;
        }

        string low = Expressions.RawText(range.Low), high = Expressions.RawText(range.High);
        long number = Number(text, symbol.Type);
        return number < Number(low, BoundType(range.Low, symbol.Type)) ? low
            : number > Number(high, BoundType(range.High, symbol.Type)) ? high
            : text;
    }

    /// <summary>A bound that is a number symbol is read by its own type, anything else by the type of the symbol that has the range.</summary>
    private static SymbolType BoundType(Expression bound, SymbolType ranged) =>
        bound is SymbolExpression { Symbol.Type: SymbolType.Int or SymbolType.Hex } number ? number.Symbol.Type : ranged;

    private static long Number(string text, SymbolType type) => KconfigNumber.ParseSigned(text, type == SymbolType.Hex ? 16 : 10, out _);

    private static Tristate Min(Tristate a, Tristate b) => a < b ? a : b;

    private static Tristate Max(Tristate a, Tristate b) => a > b ? a : b;
}
