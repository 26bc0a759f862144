using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>A comparison of two symbols or constants; y or n.</summary>
public sealed class ComparisonExpression : Expression
{
    internal ComparisonExpression(Expression left, ComparisonOperator @operator, Expression right)
    {
        Left = left;
        Operator = @operator;
        Right = right;
    }

    /// <summary>Left side, a symbol or a constant.</summary>
    public Expression Left { get; }

    /// <summary>The relation.</summary>
    public ComparisonOperator Operator { get; }

    /// <summary>Right side, a symbol or a constant.</summary>
    public Expression Right { get; }

    internal override void AppendTo(StringBuilder text)
    {
        Left.AppendTo(text);
        text.Append(ComparisonOperators.Sign(Operator));
        Right.AppendTo(text);
    }

    internal override void Collect(SymbolCollector symbols)
    {
        Left.Collect(symbols);
        Right.Collect(symbols);
    }
}
