using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Parses <c>E</c>: ! binds tighter than a comparison's result, then &amp;&amp;, then ||; <c>!A = m</c> is <c>!(A = m)</c>.</summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    /// <summary>Parentheses and negations inside each other; no real tree has more than ten.</summary>
    public const int MaximumDepth = 128;

    private int _depth;

    /// <summary>Parses an expression, or reports why there is none, skips the line and returns null.</summary>
    public ExpressionSyntax? Parse()
    {
        _depth = 0;
        return ParseChain(isAnd: false);
    }

    /// <summary>Parses a word that is no keyword, or a string.</summary>
    public OperandSyntax? ParseOperand(string expected)
    {
        Token token = reader.Current;
        if (token.Kind == TokenKind.String || (token.Kind == TokenKind.Word && token.Keyword == Keyword.None))
        {
            reader.Advance();
            return new OperandSyntax(new TextSyntax(token.Span, token.Kind == TokenKind.String, token.HasMacro));
        }

        reader.ReportExpected(expected);
        return null;
    }

    private ExpressionSyntax? ParseChain(bool isAnd)
    {
        ExpressionSyntax? first = isAnd ? ParseUnary() : ParseChain(isAnd: true);
        TokenKind separator = isAnd ? TokenKind.And : TokenKind.Or;
        if (first is null || reader.Current.Kind != separator)
        {
            return first;
        }

        var operands = new List<ExpressionSyntax> { first };
        while (reader.Current.Kind == separator)
        {
            reader.Advance();
            ExpressionSyntax? next = isAnd ? ParseUnary() : ParseChain(isAnd: true);
            if (next is null)
            {
                return null;
            }

            operands.Add(next);
        }

        return new ChainSyntax(TextSpan.FromBounds(first.Span.Start, reader.PreviousEnd), isAnd, operands);
    }

    private ExpressionSyntax? ParseUnary()
    {
        Token token = reader.Current;
        if (token.Kind is not (TokenKind.Not or TokenKind.OpenParenthesis))
        {
            return ParseComparison();
        }

        if (_depth == MaximumDepth)
        {
            reader.Report(KconfigDiagnostics.TooDeep, token.Span, "Parentheses and negations", MaximumDepth);
            reader.SkipLine();
            return null;
        }

        _depth++;
        reader.Advance();
        ExpressionSyntax? inner = token.Kind == TokenKind.Not ? ParseUnary() : ParseChain(isAnd: false);
        _depth--;
        if (inner is null)
        {
            return null;
        }

        if (token.Kind == TokenKind.Not)
        {
            return new NotSyntax(TextSpan.FromBounds(token.Span.Start, reader.PreviousEnd), inner);
        }

        if (reader.Current.Kind != TokenKind.CloseParenthesis)
        {
            reader.ReportExpected("')', '&&' or '||'");
            return null;
        }

        reader.Advance();
        return inner;
    }

    private ExpressionSyntax? ParseComparison()
    {
        OperandSyntax? left = ParseOperand("a symbol, a constant, '!' or '('");
        if (left is null || reader.Current.Kind is < TokenKind.Equal or > TokenKind.GreaterOrEqual)
        {
            return left;
        }

        var comparison = (ComparisonOperator)(reader.Advance().Kind - TokenKind.Equal);
        OperandSyntax? right = ParseOperand("a symbol or a constant to compare with");
        return right is null ? null : new ComparisonSyntax(left, comparison, right);
    }
}
