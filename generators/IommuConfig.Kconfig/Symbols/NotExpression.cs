using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary><c>!E</c></summary>
public sealed class NotExpression : Expression
{
    internal NotExpression(Expression operand) => Operand = operand;

    /// <summary>What is negated.</summary>
    public Expression Operand { get; }

    /// <inheritdoc/>
    public override string ToString() => Operand is AndExpression or OrExpression or ComparisonExpression ? "!(" + Operand + ")" : "!" + Operand;

    internal override void Collect(List<Symbol> symbols) => Operand.Collect(symbols);
}
