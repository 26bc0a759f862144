using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Operands joined by one operator.</summary>
public abstract class ChainExpression : Expression
{
    private protected ChainExpression(Expression[] operands) => Items = operands;

    /// <summary>Two or more operands.</summary>
    public IReadOnlyList<Expression> Operands => Items;

    /// <summary>The operands for loops that run often.</summary>
    internal Expression[] Items { get; }

    internal override void AppendTo(StringBuilder text)
    {
        for (int i = 0; i < Items.Length; i++)
        {
            text.Append(i == 0 ? "" : this is AndExpression ? " && " : " || ");
            bool needsParentheses = this is AndExpression && Items[i] is OrExpression;
            text.Append(needsParentheses ? "(" : "");
            Items[i].AppendTo(text);
            text.Append(needsParentheses ? ")" : "");
        }
    }

    internal override void Collect(SymbolCollector symbols)
    {
        foreach (Expression operand in Items)
        {
            operand.Collect(symbols);
        }
    }
}

/// <summary><c>A &amp;&amp; B</c>: the least operand.</summary>
public sealed class AndExpression : ChainExpression
{
    internal AndExpression(Expression[] operands)
        : base(operands)
    {
    }
}

/// <summary><c>A || B</c>: the greatest operand.</summary>
public sealed class OrExpression : ChainExpression
{
    internal OrExpression(Expression[] operands)
        : base(operands)
    {
    }
}
