using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// An expression as written, over symbols and constants whose values are n (0), m (1) and y (2):
/// <c>A</c>, <c>A = "text"</c>, <c>!E</c>, <c>E &amp;&amp; E</c> (the lesser), <c>E || E</c> (the greater), <c>(E)</c>, in falling order of binding
/// except that <c>!A = B</c> is <c>!(A = B)</c>. Parentheses leave no node.
/// </summary>
public abstract class ExpressionSyntax
{
    /// <summary>Its part of the file.</summary>
    public abstract TextSpan Span { get; }
}

/// <summary>
/// A symbol or a constant: <c>NAME</c>, <c>y</c>, <c>m</c>, <c>n</c>, <c>0x10</c>, <c>"text"</c>. A word names a symbol, even one that nothing
/// defines (which is n, and as a text its own name); a quoted text is a constant.
/// </summary>
/// <param name="text">The word or string.</param>
public sealed class OperandSyntax(TextSyntax text) : ExpressionSyntax
{
    /// <summary>The word or string.</summary>
    public TextSyntax Text { get; } = text;

    /// <inheritdoc/>
    public override TextSpan Span => Text.Span;
}

/// <summary><c>!E</c>: n becomes y, y becomes n, m stays.</summary>
/// <param name="span">From the exclamation mark on.</param>
/// <param name="operand">What is negated.</param>
public sealed class NotSyntax(TextSpan span, ExpressionSyntax operand) : ExpressionSyntax
{
    /// <summary>What is negated.</summary>
    public ExpressionSyntax Operand { get; } = operand;

    /// <inheritdoc/>
    public override TextSpan Span { get; } = span;
}

/// <summary><c>A = B</c>, <c>A != B</c>, <c>A &lt; B</c> and so on: y or n. Both sides are single symbols or constants.</summary>
/// <param name="left">Left side.</param>
/// <param name="operator">The relation.</param>
/// <param name="right">Right side.</param>
public sealed class ComparisonSyntax(OperandSyntax left, ComparisonOperator @operator, OperandSyntax right) : ExpressionSyntax
{
    /// <summary>Left side.</summary>
    public OperandSyntax Left { get; } = left;

    /// <summary>The relation.</summary>
    public ComparisonOperator Operator { get; } = @operator;

    /// <summary>Right side.</summary>
    public OperandSyntax Right { get; } = right;

    /// <inheritdoc/>
    public override TextSpan Span => TextSpan.FromBounds(Left.Span.Start, Right.Span.End);
}

/// <summary><c>A &amp;&amp; B &amp;&amp; C</c> or <c>A || B || C</c>: one node however many operands, so that a long chain is not a deep tree.</summary>
/// <param name="span">From the first operand to the last.</param>
/// <param name="isAnd">Whether it is a conjunction.</param>
/// <param name="operands">Two or more operands.</param>
public sealed class ChainSyntax(TextSpan span, bool isAnd, IReadOnlyList<ExpressionSyntax> operands) : ExpressionSyntax
{
    /// <summary>Whether it is a conjunction; otherwise a disjunction.</summary>
    public bool IsAnd { get; } = isAnd;

    /// <summary>Two or more operands.</summary>
    public IReadOnlyList<ExpressionSyntax> Operands { get; } = operands;

    /// <inheritdoc/>
    public override TextSpan Span { get; } = span;
}
