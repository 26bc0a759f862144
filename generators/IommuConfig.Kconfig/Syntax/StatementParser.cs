namespace IommuConfig.Kconfig;

/// <summary>Parses the first lines of statements, without regard to where they stand.</summary>
internal sealed class StatementParser(TokenReader reader, ExpressionParser expressions, PropertyParser properties)
{
    private const ulong Sources = 1UL << (int)Keyword.Source | 1UL << (int)Keyword.RelativeSource | 1UL << (int)Keyword.OptionalSource
        | 1UL << (int)Keyword.OptionalRelativeSource;

    public static bool IsSource(Keyword keyword) => (Sources >> (int)keyword & 1) != 0;

    /// <summary>Parses behind the keyword, which was just read. Null after an error, which was reported, and for a keyword that begins no statement.</summary>
    public StatementSyntax? Parse(Token keyword)
    {
        switch (keyword.Keyword)
        {
            case Keyword.Config or Keyword.MenuConfig:
                return properties.ParseName("the symbol's name") is { } name
                    ? new ConfigSyntax(SpanFrom(keyword), name, keyword.Keyword == Keyword.MenuConfig) : null;
            case Keyword.Menu:
                return properties.ParseText("the menu's text in quotes") is { } prompt ? new MenuSyntax(SpanFrom(keyword), prompt) : null;
            case Keyword.Choice:
                TextSyntax? choice = reader.AtPlainWord && reader.Dialect.Choices == ChoiceRules.Classic ? reader.Text(reader.Advance()) : null;
                return new ChoiceSyntax(SpanFrom(keyword), choice);
            case Keyword.If:
                return expressions.Parse() is { } condition ? new IfSyntax(SpanFrom(keyword), condition) : null;
            case Keyword.Comment:
                return properties.ParseText("the comment's text in quotes") is { } text ? new CommentSyntax(SpanFrom(keyword), text) : null;
            case Keyword.MainMenu:
                return properties.ParseText("the title in quotes") is { } title ? new MainMenuSyntax(SpanFrom(keyword), title) : null;
            case Keyword.Source or Keyword.RelativeSource or Keyword.OptionalSource or Keyword.OptionalRelativeSource:
                return properties.ParseText("the file's path in quotes") is { } path
                    ? new SourceSyntax(SpanFrom(keyword), path,
                        keyword.Keyword is Keyword.RelativeSource or Keyword.OptionalRelativeSource,
                        keyword.Keyword is Keyword.OptionalSource or Keyword.OptionalRelativeSource)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Parses an assignment, whose value is the rest of the line and not made of tokens. The current token is the operator.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="deferredFrom">Where a line begins whose name has macros, or -1.</param>
    public AssignmentSyntax ParseAssignment(Token name, int deferredFrom)
    {
        AssignmentOperator @operator = reader.Current.Kind switch
        {
            TokenKind.ColonEqual => AssignmentOperator.Simple,
            TokenKind.PlusEqual => AssignmentOperator.Append,
            _ => AssignmentOperator.Recursive,
        };
        string text = reader.File.Text;
        int start = reader.Current.Span.End;
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        int lineEnd = TextScan.LineEnd(text, start);
        int end = reader.Dialect.IsExtended && lineEnd > start && text[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        reader.Restart(lineEnd, atLineStart: false);
        return new AssignmentSyntax(TextSpan.FromBounds(name.Span.Start, end), reader.Text(name), @operator, TextSpan.FromBounds(start, end))
        {
            DeferredFrom = deferredFrom,
        };
    }

    private TextSpan SpanFrom(Token keyword) => TextSpan.FromBounds(keyword.Span.Start, reader.PreviousEnd);
}
