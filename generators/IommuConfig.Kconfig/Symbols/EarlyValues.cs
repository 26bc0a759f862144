using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Values of symbols while the tree is still being read, which paths of <c>source</c> in older trees may name. There are no user values yet, and the
/// conditions around an entry do not count yet: a value is the first default whose own condition holds.
/// </summary>
internal sealed class EarlyValues(SymbolTable symbols, Dialect dialect)
{
    /// <summary>Of a longer chain of defaults the end counts as having none.</summary>
    private const int MaximumDepth = 200;

    private readonly HashSet<Symbol> _isOpen = [];

    /// <summary>What this expansion has found out; the next line may change it.</summary>
    private readonly Dictionary<Symbol, string> _known = [];

    /// <summary>Replaces the references <c>$NAME</c> in a text.</summary>
    public string Expand(string text)
    {
        _known.Clear();
        return SymbolReferences.Expand(text, name => symbols.Find(name, 0, name.Length) is { } symbol ? Text(symbol) : null);
    }

    private string Text(Symbol symbol)
    {
        if (symbol.Type == SymbolType.Unknown)
        {
            return symbol.Name;
        }

        if (_known.TryGetValue(symbol, out string? known))
        {
            return known;
        }

        string text = SymbolTypes.IsLogical(symbol.Type) ? "n" : "";
        if (_isOpen.Count < MaximumDepth && _isOpen.Add(symbol))
        {
            foreach (DefaultProperty item in symbol.Defaults)
            {
                Tristate condition = Evaluate(item.If);
                if (condition != Tristate.N)
                {
                    text = SymbolTypes.IsLogical(symbol.Type) ? TristateNames.Name(Promote(symbol, Min(Evaluate(item.Value), condition)))
                        : item.Value is SymbolExpression or ConstantExpression ? Text(item.Value) : "";
                    break;
                }
            }

            _isOpen.Remove(symbol);
            _known[symbol] = text;
        }

        return text;
    }

    private string Text(Expression operand) => operand switch
    {
        SymbolExpression symbol => Text(symbol.Symbol),
        ConstantExpression constant => constant.Text,
        _ => TristateNames.Name(Evaluate(operand)),
    };

    private Tristate Evaluate(Expression expression)
    {
        switch (expression)
        {
            case SymbolExpression { Symbol: { Type: SymbolType.Bool or SymbolType.Tristate } symbol }:
                return Text(symbol) switch { "y" => Tristate.Y, "m" => Tristate.M, _ => Tristate.N };
            case ConstantExpression constant:
                return constant.Tristate;
            case NotExpression not:
                return Tristate.Y - (byte)Evaluate(not.Operand);
            case ComparisonExpression comparison:
                return ExpressionEvaluator.Holds(comparison, Text(comparison.Left), Text(comparison.Right), dialect) ? Tristate.Y : Tristate.N;
            case ChainExpression chain:
                bool isAnd = chain is AndExpression;
                Tristate result = isAnd ? Tristate.Y : Tristate.N;
                foreach (Expression operand in chain.Operands)
                {
                    Tristate next = Evaluate(operand);
                    result = isAnd == next < result ? next : result;
                }

                return result;
            default:
                return Tristate.N;
        }
    }

    private static Tristate Promote(Symbol symbol, Tristate value) => value == Tristate.M && symbol.Type == SymbolType.Bool ? Tristate.Y : value;

    private static Tristate Min(Tristate a, Tristate b) => a < b ? a : b;
}
