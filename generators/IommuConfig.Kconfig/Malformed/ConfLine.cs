namespace IommuConfig.Kconfig;

/// <summary>
/// Recognises the parts of a line token by token, reading no token before it is needed. Each part that is there moves on to the token behind it; the
/// line end does not, because what the line does comes before the next token is read.
/// </summary>
internal sealed class ConfLine(ConfTokens tokens)
{
    /// <summary>How many more tokens must be accepted before "syntax error" is said again.</summary>
    public int Quiet { get; set; }

    /// <summary>Accepts the current token.</summary>
    public void Shift()
    {
        Count();
        tokens.Read();
    }

    /// <summary>Counts a token that was accepted.</summary>
    public void Count() => Quiet -= Quiet > 0 ? 1 : 0;

    public bool TryEnd()
    {
        if (tokens.Current.Kind != ConfTokenKind.EndOfLine)
        {
            return false;
        }

        Count();
        return true;
    }

    public bool TryKeyword(Keyword keyword) => tokens.Current.Kind == ConfTokenKind.Word && tokens.Current.Keyword == keyword && Accept(out _);

    /// <summary>A text in quotes.</summary>
    public bool TryText(out string text)
    {
        text = "";
        return tokens.Current.Kind == ConfTokenKind.String && Accept(out text);
    }

    /// <summary>A word that is no keyword.</summary>
    public bool TryName(out string name)
    {
        name = "";
        return tokens.Current.IsPlainWord && Accept(out name);
    }

    /// <summary>A symbol or constant.</summary>
    public bool TrySymbol() => TryName(out _) || TryText(out _);

    /// <summary><c>if E</c>, or nothing.</summary>
    public bool TryCondition() => !TryKeyword(Keyword.If) || TryExpression();

    /// <summary>An expression. Nothing of its structure matters but whether it can go on, so that a count of parentheses is enough.</summary>
    public bool TryExpression()
    {
        int open = 0;
        while (true)
        {
            while (tokens.Current.Kind is ConfTokenKind.Not or ConfTokenKind.OpenParenthesis)
            {
                open += tokens.Current.Kind == ConfTokenKind.OpenParenthesis ? 1 : 0;
                Shift();
            }

            if (!TrySymbol())
            {
                return false;
            }

            if (tokens.Current.Kind is ConfTokenKind.Relation or ConfTokenKind.Equal)
            {
                Shift();
                if (!TrySymbol())
                {
                    return false;
                }
            }

            while (open > 0 && tokens.Current.Kind == ConfTokenKind.CloseParenthesis)
            {
                open--;
                Shift();
            }

            if (tokens.Current.Kind != ConfTokenKind.AndOr)
            {
                return open == 0;
            }

            Shift();
        }
    }

    private bool Accept(out string text)
    {
        text = tokens.Current.Text;
        Shift();
        return true;
    }
}
