using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>An expression whose names are resolved. Immutable. <see cref="object.ToString"/> gives Kconfig with only the parentheses it needs.</summary>
public abstract class Expression
{
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
            var symbols = new List<Symbol>();
            Collect(symbols);
            return symbols;
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
    public abstract override string ToString();

    /// <summary>Adds the symbols that are not in the list yet.</summary>
    internal abstract void Collect(List<Symbol> symbols);

    internal static Expression And(Expression left, Expression right) =>
        ReferenceEquals(left, Yes) ? right : ReferenceEquals(right, Yes) ? left : new AndExpression([left, right]);

    internal static Expression Or(IReadOnlyList<Expression> operands) => operands.Count switch
    {
        0 => No,
        1 => operands[0],
        _ => new OrExpression(operands),
    };
}
