using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Operands joined by one operator.</summary>
public abstract class ChainExpression : Expression
{
    private protected ChainExpression(IReadOnlyList<Expression> operands) => Operands = operands;

    /// <summary>Two or more operands.</summary>
    public IReadOnlyList<Expression> Operands { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (Expression operand in Operands)
        {
            text.Append(text.Length == 0 ? "" : this is AndExpression ? " && " : " || ");
            bool needsParentheses = this is AndExpression && operand is OrExpression;
            text.Append(needsParentheses ? "(" : "").Append(operand).Append(needsParentheses ? ")" : "");
        }

        return text.ToString();
    }

    internal override void Collect(List<Symbol> symbols)
    {
        foreach (Expression operand in Operands)
        {
            operand.Collect(symbols);
        }
    }
}

/// <summary><c>A &amp;&amp; B</c>: the least operand.</summary>
public sealed class AndExpression : ChainExpression
{
    internal AndExpression(IReadOnlyList<Expression> operands)
        : base(operands)
    {
    }
}

/// <summary><c>A || B</c>: the greatest operand.</summary>
public sealed class OrExpression : ChainExpression
{
    internal OrExpression(IReadOnlyList<Expression> operands)
        : base(operands)
    {
    }
}
