using System.Text;

namespace IommuConfig.Kconfig;

/// <summary><c>!E</c></summary>
public sealed class NotExpression : Expression
{
    internal NotExpression(Expression operand) => Operand = operand;

    /// <summary>What is negated.</summary>
    public Expression Operand { get; }

    internal override void AppendTo(StringBuilder text)
    {
        bool needsParentheses = Operand is ChainExpression or ComparisonExpression;
        text.Append(needsParentheses ? "!(" : "!");
        Operand.AppendTo(text);
        text.Append(needsParentheses ? ")" : "");
    }

    internal override void Collect(SymbolCollector symbols) => Operand.Collect(symbols);
}
