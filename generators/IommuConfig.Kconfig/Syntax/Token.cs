namespace IommuConfig.Kconfig;

/// <summary>What a token is. Keywords are words with a <see cref="Keyword"/>.</summary>
internal enum TokenKind : byte
{
    EndOfFile,
    EndOfLine,
    Word,
    String,
    OpenParenthesis,
    CloseParenthesis,
    Not,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    ColonEqual,
    PlusEqual,
}

/// <summary>A token: a kind and a span, no text of its own.</summary>
internal readonly record struct Token(TokenKind Kind, Keyword Keyword, TextSpan Span, bool HasMacro)
{
    /// <summary>Whether it assigns to a variable where it stands behind a line's first word.</summary>
    public bool IsAssignment => Kind is TokenKind.Equal or TokenKind.ColonEqual or TokenKind.PlusEqual;

    /// <summary>Whether it is a word whose text is known only after macros were expanded.</summary>
    public bool IsMacroWord => Kind == TokenKind.Word && HasMacro;
}
