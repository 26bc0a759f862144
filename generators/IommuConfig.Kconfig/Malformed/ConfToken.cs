namespace IommuConfig.Kconfig;

/// <summary>A token as the C program's grammar sees it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Keyword">The keyword, of a word that is one.</param>
/// <param name="Text">The text of a word or string, macros expanded; of a help text, the text; of an assignment's value, as written.</param>
internal readonly record struct ConfToken(ConfTokenKind Kind, Keyword Keyword, string Text)
{
    /// <summary>Whether it is the name of a symbol, or another word that is no keyword.</summary>
    public bool IsPlainWord => Kind == ConfTokenKind.Word && Keyword == Keyword.None;
}

/// <summary>What a token of the C program's grammar is.</summary>
internal enum ConfTokenKind : byte
{
    EndOfInput,
    EndOfLine,
    Word,
    String,
    HelpText,
    AssignmentValue,
    OpenParenthesis,
    CloseParenthesis,
    Not,
    AndOr,
    Relation,
    Equal,
    OtherAssignment,
}
