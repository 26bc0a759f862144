namespace IommuConfig.Kconfig;

/// <summary>Parses the lines that belong to an entry.</summary>
internal sealed class PropertyParser(TokenReader reader, ExpressionParser expressions)
{
    public static bool IsProperty(Keyword keyword) => keyword is
        Keyword.Bool or Keyword.Tristate or Keyword.Int or Keyword.Hex or Keyword.String or Keyword.DefBool or Keyword.DefTristate or Keyword.DefInt
        or Keyword.DefHex or Keyword.DefString or Keyword.Prompt or Keyword.Default or Keyword.Depends or Keyword.Select or Keyword.Imply
        or Keyword.Range or Keyword.Visible or Keyword.Help or Keyword.Modules or Keyword.Transitional;

    /// <summary>Parses the line at the current token into <paramref name="entry"/>; the entry is null where a line belongs to nothing.</summary>
    public void Parse(EntrySyntax? entry)
    {
        Token keyword = reader.Current;
        if (WhyNot(entry, keyword.Keyword) is { } why)
        {
            reader.Report(KconfigDiagnostics.MisplacedStatement, keyword.Span, reader.File.GetText(keyword.Span), why);
            SkipProperty(keyword);
            return;
        }

        reader.Advance();
        if (ParseBehind(keyword) is { } property)
        {
            if (property is HelpSyntax && HasHelp(entry!))
            {
                reader.Report(KconfigDiagnostics.DuplicateHelp, keyword.Span);
            }

            entry!.Add(property);
        }
    }

    private static string? WhyNot(EntrySyntax? entry, Keyword keyword) => entry switch
    {
        null => "it belongs to no config, choice, menu or comment",
        ConfigSyntax => keyword == Keyword.Visible ? "only a menu can have it" : null,
        ChoiceSyntax => keyword is Keyword.Prompt or Keyword.Default or Keyword.Depends or Keyword.Help
            ? null : "a choice has only prompt, default, depends on and help",
        MenuSyntax => keyword is Keyword.Depends or Keyword.Visible ? null : "a menu has only depends on and visible if",
        _ => keyword == Keyword.Depends ? null : "a comment has only depends on",
    };

    private static bool HasHelp(EntrySyntax entry)
    {
        foreach (PropertySyntax property in entry.Properties)
        {
            if (property is HelpSyntax)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Skips a misplaced line; the text of a misplaced help must not be taken for statements.</summary>
    private void SkipProperty(Token keyword)
    {
        reader.Advance();
        if (keyword.Keyword == Keyword.Help && reader.Current.Kind == TokenKind.EndOfLine)
        {
            ParseHelp(keyword);
        }

        reader.SkipLine();
    }

    private PropertySyntax? ParseBehind(Token keyword)
    {
        switch (keyword.Keyword)
        {
            case Keyword.Bool:
                return ParseType(keyword, SymbolType.Bool);
            case Keyword.Tristate:
                return ParseType(keyword, SymbolType.Tristate);
            case Keyword.Int:
                return ParseType(keyword, SymbolType.Int);
            case Keyword.Hex:
                return ParseType(keyword, SymbolType.Hex);
            case Keyword.String:
                return ParseType(keyword, SymbolType.String);
            case Keyword.DefBool:
                return ParseDefault(keyword, SymbolType.Bool);
            case Keyword.DefTristate:
                return ParseDefault(keyword, SymbolType.Tristate);
            case Keyword.DefInt:
                return ParseDefault(keyword, SymbolType.Int);
            case Keyword.DefHex:
                return ParseDefault(keyword, SymbolType.Hex);
            case Keyword.DefString:
                return ParseDefault(keyword, SymbolType.String);
            case Keyword.Default:
                return ParseDefault(keyword, SymbolType.Unknown);
            case Keyword.Prompt:
                return ParsePrompt(keyword);
            case Keyword.Depends:
                return ParseDepends(keyword);
            case Keyword.Select or Keyword.Imply:
                return ParseSelect(keyword);
            case Keyword.Range:
                return ParseRange(keyword);
            case Keyword.Visible:
                return TryParseCondition(out ExpressionSyntax? visible) ? new VisibleSyntax(SpanFrom(keyword), visible) : null;
            case Keyword.Help:
                return ParseHelp(keyword);
            case Keyword.Modules:
                return new ModulesSyntax(keyword.Span);
            default:
                return new TransitionalSyntax(keyword.Span);
        }
    }

    private TypeSyntax? ParseType(Token keyword, SymbolType type)
    {
        TextSyntax? prompt = null;
        ExpressionSyntax? condition = null;
        if (reader.Current.Kind == TokenKind.String)
        {
            prompt = ParseString();
            if (!TryParseCondition(out condition))
            {
                return null;
            }
        }

        return new TypeSyntax(SpanFrom(keyword), type, prompt, condition);
    }

    private PromptSyntax? ParsePrompt(Token keyword)
    {
        if (reader.Current.Kind != TokenKind.String)
        {
            reader.ReportExpected("the prompt in quotes");
            return null;
        }

        TextSyntax text = ParseString();
        return TryParseCondition(out ExpressionSyntax? condition) ? new PromptSyntax(SpanFrom(keyword), text, condition) : null;
    }

    private DefaultSyntax? ParseDefault(Token keyword, SymbolType type) =>
        expressions.Parse() is { } value && TryParseCondition(out ExpressionSyntax? condition)
            ? new DefaultSyntax(SpanFrom(keyword), type, value, condition) : null;

    private DependsSyntax? ParseDepends(Token keyword)
    {
        if (!reader.At(Keyword.On))
        {
            reader.ReportExpected("'on'");
            return null;
        }

        reader.Advance();
        return expressions.Parse() is { } dependency && TryParseCondition(out ExpressionSyntax? condition)
            ? new DependsSyntax(SpanFrom(keyword), dependency, condition) : null;
    }

    private SelectSyntax? ParseSelect(Token keyword) =>
        expressions.ParseOperand("the name of a symbol") is { } target && TryParseCondition(out ExpressionSyntax? condition)
            ? new SelectSyntax(SpanFrom(keyword), keyword.Keyword == Keyword.Imply, target.Text, condition) : null;

    private RangeSyntax? ParseRange(Token keyword) =>
        expressions.ParseOperand("the least value") is { } low && expressions.ParseOperand("the greatest value") is { } high
            && TryParseCondition(out ExpressionSyntax? condition)
            ? new RangeSyntax(SpanFrom(keyword), low, high, condition) : null;

    private HelpSyntax? ParseHelp(Token keyword)
    {
        if (!reader.AtLineEnd)
        {
            reader.ReportExpected("the end of the line; the help text begins on the next one");
            return null;
        }

        int start = reader.Current.Span.End;
        string text = HelpParser.Read(reader.File.Text, start, out int end, out int unindented);
        if (unindented >= 0)
        {
            int lineEnd = reader.File.Text.IndexOf('\n', unindented);
            TextSpan line = TextSpan.FromBounds(unindented, lineEnd < 0 ? reader.File.Text.Length : lineEnd);
            reader.Report(KconfigDiagnostics.UnindentedHelp, line);
        }

        if (text.Length == 0)
        {
            reader.Report(KconfigDiagnostics.BlankHelp, keyword.Span);
        }
        else
        {
            reader.Restart(end);
        }

        return new HelpSyntax(TextSpan.FromBounds(keyword.Span.Start, text.Length == 0 ? keyword.Span.End : end), text);
    }

    /// <summary>Parses <c>if E</c> where it may stand. False if there is one and it is wrong.</summary>
    private bool TryParseCondition(out ExpressionSyntax? condition)
    {
        condition = null;
        if (!reader.At(Keyword.If))
        {
            return true;
        }

        reader.Advance();
        condition = expressions.Parse();
        return condition is not null;
    }

    private TextSyntax ParseString()
    {
        Token token = reader.Advance();
        return new TextSyntax(token.Span, true, token.HasMacro);
    }

    private TextSpan SpanFrom(Token keyword) => TextSpan.FromBounds(keyword.Span.Start, reader.PreviousEnd);
}
