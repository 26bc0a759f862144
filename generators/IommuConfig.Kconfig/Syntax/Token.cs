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
}

/// <summary>A token: a kind and a span, no text of its own.</summary>
internal readonly record struct Token(TokenKind Kind, Keyword Keyword, TextSpan Span, bool HasMacro);
