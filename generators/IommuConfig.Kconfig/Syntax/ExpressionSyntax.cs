using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>An expression as written.</summary>
/// <param name="span">Its part of the file.</param>
public abstract class ExpressionSyntax(TextSpan span)
{
    /// <summary>Its part of the file.</summary>
    public TextSpan Span { get; } = span;
}

/// <summary>A symbol or a constant.</summary>
/// <param name="text">The word or string.</param>
public sealed class OperandSyntax(TextSyntax text) : ExpressionSyntax(text.Span)
{
    /// <summary>The word or string.</summary>
    public TextSyntax Text { get; } = text;
}

/// <summary><c>!E</c></summary>
/// <param name="span">From the exclamation mark on.</param>
/// <param name="operand">What is negated.</param>
public sealed class NotSyntax(TextSpan span, ExpressionSyntax operand) : ExpressionSyntax(span)
{
    /// <summary>What is negated.</summary>
    public ExpressionSyntax Operand { get; } = operand;
}

/// <summary>A comparison of two symbols or constants.</summary>
/// <param name="left">Left side.</param>
/// <param name="operator">The relation.</param>
/// <param name="right">Right side.</param>
public sealed class ComparisonSyntax(OperandSyntax left, ComparisonOperator @operator, OperandSyntax right)
    : ExpressionSyntax(TextSpan.FromBounds(left.Span.Start, right.Span.End))
{
    /// <summary>Left side.</summary>
    public OperandSyntax Left { get; } = left;

    /// <summary>The relation.</summary>
    public ComparisonOperator Operator { get; } = @operator;

    /// <summary>Right side.</summary>
    public OperandSyntax Right { get; } = right;
}

/// <summary><c>A &amp;&amp; B &amp;&amp; C</c> or <c>A || B || C</c>: one node however many operands, so that a long chain is not a deep tree.</summary>
/// <param name="span">From the first operand to the last.</param>
/// <param name="isAnd">Whether it is a conjunction.</param>
/// <param name="operands">Two or more operands.</param>
public sealed class ChainSyntax(TextSpan span, bool isAnd, IReadOnlyList<ExpressionSyntax> operands) : ExpressionSyntax(span)
{
    /// <summary>Whether it is a conjunction; otherwise a disjunction.</summary>
    public bool IsAnd { get; } = isAnd;

    /// <summary>Two or more operands.</summary>
    public IReadOnlyList<ExpressionSyntax> Operands { get; } = operands;
}
