using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Bools and tristates that no configuration can make anything but n: no visible prompt, default, select or imply could ever do it. Starts from
/// nothing being possible and adds what becomes possible until nothing more does; where values would have to be compared it assumes that anything
/// may be, so what it reports is certain.
/// </summary>
internal sealed class DeadSymbols
{
    private readonly KconfigTree _tree;
    private readonly HashSet<Symbol> _possible = [];

    private DeadSymbols(KconfigTree tree) => _tree = tree;

    public static IEnumerable<LintFinding> Find(KconfigTree tree)
    {
        var search = new DeadSymbols(tree);
        search.Search();
        foreach (Symbol symbol in tree.Symbols)
        {
            if (IsLogical(symbol) && !search._possible.Contains(symbol))
            {
                yield return new LintFinding("dead", symbol, symbol.Definitions[0].Location,
                    $"'{symbol.Name}' is n in every configuration: {search.Reason(symbol)}");
            }
        }
    }

    private static bool IsLogical(Symbol symbol) => symbol.Type is SymbolType.Bool or SymbolType.Tristate;

    private void Search()
    {
        bool hasChanged = true;
        while (hasChanged)
        {
            hasChanged = false;
            foreach (Symbol symbol in _tree.Symbols)
            {
                hasChanged |= IsLogical(symbol) && !_possible.Contains(symbol) && CanBeSet(symbol) && _possible.Add(symbol);
            }
        }
    }

    private bool CanBeSet(Symbol symbol)
    {
        if (symbol.IsTransitional)
        {
            return true;
        }

        foreach (KconfigProperty line in symbol.Properties)
        {
            if (line is Prompt or DefaultProperty && CanHold(line.Condition) && (line is not DefaultProperty item || CanHold(item.Value)))
            {
                return true;
            }
        }

        return CanBeSelected(symbol.SelectedBy) || CanBeSelected(symbol.ImpliedBy);
    }

    private bool CanBeSelected(IReadOnlyList<SelectProperty> selects)
    {
        foreach (SelectProperty select in selects)
        {
            if (_possible.Contains(select.Selector) && CanHold(select.Condition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an expression can be anything but n, as far as is known.</summary>
    private bool CanHold(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Tristate != Tristate.N;
            case SymbolExpression symbol:
                return _possible.Contains(symbol.Symbol);
            case ModuleConditionExpression:
                return _tree.ModulesSymbol is { } modules && _possible.Contains(modules);
            case NotExpression { Operand: ConstantExpression constant }:
                return constant.Tristate != Tristate.Y;
            case ComparisonExpression { Operator: ComparisonOperator.Equal, Left: SymbolExpression left, Right: ConstantExpression right }:
                return right.Tristate == Tristate.N || !IsLogical(left.Symbol) || _possible.Contains(left.Symbol);
            case ComparisonExpression { Operator: ComparisonOperator.NotEqual, Left: SymbolExpression left, Right: ConstantExpression { Text: "n" } }:
                return !IsLogical(left.Symbol) || _possible.Contains(left.Symbol);
            case AndExpression and:
                foreach (Expression operand in and.Operands)
                {
                    if (!CanHold(operand))
                    {
                        return false;
                    }
                }

                return true;
            case OrExpression or:
                foreach (Expression operand in or.Operands)
                {
                    if (CanHold(operand))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return true;
        }
    }

    private string Reason(Symbol symbol)
    {
        foreach (KconfigProperty line in symbol.Properties)
        {
            if (line is Prompt or DefaultProperty && Impossible(line.Condition) is { } part)
            {
                return $"it needs '{part}', which can never be; drop the symbol, or mend the condition";
            }
        }

        return symbol.SelectedBy.Count > 0
            ? "nothing that selects it can be enabled; drop it, or give it a prompt"
            : "it has no prompt, no default that is not n, and nothing selects it; give it one of these, or drop it";
    }

    private Expression? Impossible(Expression condition)
    {
        while (condition is AndExpression and)
        {
            Expression? part = null;
            foreach (Expression operand in and.Operands)
            {
                part ??= CanHold(operand) ? null : operand;
            }

            if (part is null)
            {
                return null;
            }

            condition = part;
        }

        return CanHold(condition) ? null : condition;
    }
}
