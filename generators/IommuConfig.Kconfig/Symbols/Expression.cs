using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>An expression whose names are resolved. Immutable. <see cref="object.ToString"/> gives Kconfig with only the parentheses it needs.</summary>
/// <remarks>
/// Its value is n, m or y (<see cref="Configuration.Evaluate"/>): <c>&amp;&amp;</c> is the lesser, <c>||</c> the greater, <c>!</c> swaps n and y. A
/// comparison is y or n: as numbers if both sides are numbers, else as texts. The kinds: <see cref="SymbolExpression"/>,
/// <see cref="ConstantExpression"/>, <see cref="ModuleConditionExpression"/>, <see cref="NotExpression"/>, <see cref="ComparisonExpression"/>,
/// <see cref="AndExpression"/> and <see cref="OrExpression"/>. In a condition that C's old choice rules made, a choice without a name
/// prints as <c>&lt;choice&gt;</c>, which no Kconfig can say.
/// </remarks>
/// <example><code>
/// Expression condition = Expression.Parse("NET &amp;&amp; SIZE > 32", tree, out _)!;
/// configuration.Evaluate(condition) == Tristate.Y
/// </code></example>
public abstract class Expression
{
    /// <summary>
    /// A conjunction up to this length is copied into one around it. A longer one is shared, or many entries in a long condition would need memory for
    /// the product of both.
    /// </summary>
    private const int MaximumCopied = 16;

    private protected Expression()
    {
    }

    /// <summary>The constant y: what a missing condition means.</summary>
    public static Expression Yes { get; } = new ConstantExpression("y", isQuoted: false);

    /// <summary>The constant n.</summary>
    public static Expression No { get; } = new ConstantExpression("n", isQuoted: false);

    /// <summary>The constant m as a value.</summary>
    internal static Expression Module { get; } = new ConstantExpression("m", isQuoted: false);

    /// <summary>The symbols it reads, in order of first mention, each once. Words that are only numbers are not symbols.</summary>
    public IReadOnlyList<Symbol> Symbols
    {
        get
        {
            var symbols = new SymbolCollector();
            Collect(symbols);
            return symbols.Symbols;
        }
    }

    /// <summary>Parses an expression that does not come from a file of the tree, such as the argument of an attribute.</summary>
    /// <param name="text">The expression, for example <c>HAS_PCI &amp;&amp; !ARM</c>.</param>
    /// <param name="tree">The tree that defines its symbols.</param>
    /// <param name="diagnostics">
    /// What is wrong, at places in <paramref name="text"/> (the path is empty): syntax errors and KC0080 for each unknown symbol.
    /// </param>
    /// <returns>The expression, or null after a syntax error. Unknown symbols in it read as n.</returns>
    public static Expression? Parse(string text, KconfigTree tree, out IReadOnlyList<KconfigDiagnostic> diagnostics) =>
        ExternalExpression.Parse(text, tree, out diagnostics);

    /// <summary>The expression in Kconfig syntax.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        AppendTo(text);
        return text.ToString();
    }

    /// <summary>Writes the expression in Kconfig syntax.</summary>
    internal abstract void AppendTo(StringBuilder text);

    /// <summary>Names the symbols it reads.</summary>
    internal abstract void Collect(SymbolCollector symbols);

    /// <summary>
    /// The conjunction of any number of conditions in one node. What surrounds an entry makes it one level deeper at most, so that expressions are no
    /// deeper than blocks and parentheses may be nested.
    /// </summary>
    internal static Expression And(params IReadOnlyList<Expression> conditions)
    {
        int count = 0;
        for (int i = 0; i < conditions.Count; i++)
        {
            count += conditions[i] is AndExpression { Items.Length: <= MaximumCopied } and ? and.Items.Length : ReferenceEquals(conditions[i], Yes) ? 0 : 1;
        }

        if (count == 0)
        {
            return Yes;
        }

        var operands = new Expression[count];
        count = 0;
        for (int i = 0; i < conditions.Count; i++)
        {
            if (conditions[i] is AndExpression { Items.Length: <= MaximumCopied } and)
            {
                and.Items.CopyTo(operands, count);
                count += and.Items.Length;
            }
            else if (!ReferenceEquals(conditions[i], Yes))
            {
                operands[count++] = conditions[i];
            }
        }

        return count == 1 ? operands[0] : new AndExpression(operands);
    }

    /// <summary>The disjunction of any number of conditions; y if there is none.</summary>
    internal static Expression Or(Expression[] operands) => operands.Length switch
    {
        0 => Yes,
        1 => operands[0],
        _ => new OrExpression(operands),
    };
}
