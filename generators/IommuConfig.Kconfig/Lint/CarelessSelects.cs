using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig;

/// <summary>
/// Selects whose target has dependencies that the select does not make sure of: neither the selecting entry's dependencies, nor the select's
/// condition, nor what the selecting symbol selects as well. Such a select can force the target on where it does not work.
/// </summary>
internal static class CarelessSelects
{
    public static IEnumerable<LintFinding> Find(KconfigTree tree)
    {
        foreach (Symbol selector in tree.Symbols)
        {
            foreach (SelectProperty select in selector.Selects)
            {
                if (Missing(tree, select) is { } missing)
                {
                    yield return new LintFinding("select", selector, select.Location,
                        $"'{selector.Name}' selects '{select.Target.Name}' without making sure of '{missing}', which that depends on "
                        + $"({select.Target.Definitions[0].Location}); add 'if {missing}' to the select, or the dependency to '{selector.Name}'");
                }
            }
        }
    }

    private static Expression? Missing(KconfigTree tree, SelectProperty select)
    {
        if (!select.Target.IsDefined)
        {
            return null;
        }

        HashSet<string> ensured = Ensured(tree, select);
        return Parts(select.Target.DirectDependency).FirstOrDefault(part => !Holds(part, ensured));
    }

    private static bool Holds(Expression part, HashSet<string> ensured) => ensured.Contains(part.ToString())
        || (part is ConstantExpression { Tristate: Tristate.Y })
        || (part is OrExpression or && or.Operands.Any(operand => Parts(operand).All(one => Holds(one, ensured))));

    /// <summary>What holds whenever the select takes effect: conditions, and the symbols in them with what those depend on and select.</summary>
    private static HashSet<string> Ensured(KconfigTree tree, SelectProperty select)
    {
        var ensured = new HashSet<string> { select.Selector.Name };
        var waiting = new Stack<Expression>([.. Parts(select.Condition), .. Parts(select.Selector.DirectDependency)]);
        foreach (Symbol also in Always(select.Selector))
        {
            waiting.Push(also.Reference);
        }

        while (waiting.Count > 0)
        {
            Expression part = waiting.Pop();
            if (ensured.Add(part.ToString()) && part is SymbolExpression { Symbol: { IsDefined: true } symbol })
            {
                foreach (Expression next in symbol.SelectedBy.Count == 0 ? Parts(symbol.DirectDependency) : [])
                {
                    waiting.Push(next);
                }

                foreach (Symbol also in Always(symbol))
                {
                    waiting.Push(also.Reference);
                }
            }
        }

        foreach (Symbol symbol in tree.Symbols)
        {
            if (symbol.Definitions[0].Prompt is null && symbol.Defaults.Count == 1 && symbol.Defaults[0] is { Value: ConstantExpression { Tristate: Tristate.Y } } item
                && ReferenceEquals(item.Condition, Expression.Yes))
            {
                ensured.Add(symbol.Name);
            }
        }

        return ensured;
    }

    private static IEnumerable<Symbol> Always(Symbol symbol) =>
        symbol.Selects.Where(select => ReferenceEquals(select.If, Expression.Yes) && select.Target.IsDefined).Select(select => select.Target);

    private static IEnumerable<Expression> Parts(Expression expression) => expression is AndExpression and ? and.Operands.SelectMany(Parts) : [expression];
}
