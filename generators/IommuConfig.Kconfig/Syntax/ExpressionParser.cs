using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Parses <c>E</c>: ! binds tighter than a comparison's result, then &amp;&amp;, then ||; <c>!A = m</c> is <c>!(A = m)</c>.</summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    /// <summary>Parentheses and negations inside each other; no real tree has more than ten.</summary>
    public const int MaximumDepth = 128;

    /// <summary>Operands of the chains that are being read; each chain takes its own from the end.</summary>
    private readonly List<ExpressionSyntax> _operands = [];
    private int _depth;

    /// <summary>Parses an expression, or reports why there is none, skips the line and returns null.</summary>
    public ExpressionSyntax? Parse()
    {
        _depth = 0;
        _operands.Clear();
        return ParseChain(isAnd: false);
    }

    /// <summary>Parses a word that is no keyword, or a string.</summary>
    public OperandSyntax? ParseOperand(string expected)
    {
        if (reader.Current.Kind == TokenKind.String || reader.AtPlainWord)
        {
            return new OperandSyntax(reader.Text(reader.Advance()));
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

        int start = _operands.Count;
        _operands.Add(first);
        while (reader.Current.Kind == separator)
        {
            reader.Advance();
            ExpressionSyntax? next = isAnd ? ParseUnary() : ParseChain(isAnd: true);
            if (next is null)
            {
                return null;
            }

            _operands.Add(next);
        }

        var operands = new ExpressionSyntax[_operands.Count - start];
        _operands.CopyTo(start, operands, 0, operands.Length);
        _operands.RemoveRange(start, operands.Length);
        return new ChainSyntax(TextSpan.FromBounds(first.Span.Start, reader.PreviousEnd), isAnd, operands);
    }

    private ExpressionSyntax? ParseUnary()
    {
        if (reader.Current.Kind is not (TokenKind.Not or TokenKind.OpenParenthesis))
        {
            return ParseComparison();
        }

        Token token = reader.Current;
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
