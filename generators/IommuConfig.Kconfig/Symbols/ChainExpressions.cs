using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Operands joined by one operator.</summary>
public abstract class ChainExpression : Expression
{
    private protected ChainExpression(IReadOnlyList<Expression> operands) => Operands = operands;

    /// <summary>Two or more operands.</summary>
    public IReadOnlyList<Expression> Operands { get; }

    internal override void AppendTo(StringBuilder text)
    {
        for (int i = 0; i < Operands.Count; i++)
        {
            text.Append(i == 0 ? "" : this is AndExpression ? " && " : " || ");
            bool needsParentheses = this is AndExpression && Operands[i] is OrExpression;
            text.Append(needsParentheses ? "(" : "");
            Operands[i].AppendTo(text);
            text.Append(needsParentheses ? ")" : "");
        }
    }

    internal override void Collect(SymbolCollector symbols)
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
