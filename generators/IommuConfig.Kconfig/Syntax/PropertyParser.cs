namespace IommuConfig.Kconfig;

/// <summary>Parses the lines that belong to an entry.</summary>
internal sealed class PropertyParser(TokenReader reader, ExpressionParser expressions)
{
    private const ulong Properties = 1UL << (int)Keyword.Bool | 1UL << (int)Keyword.Tristate | 1UL << (int)Keyword.Int | 1UL << (int)Keyword.Hex
        | 1UL << (int)Keyword.String | 1UL << (int)Keyword.DefBool | 1UL << (int)Keyword.DefTristate | 1UL << (int)Keyword.DefInt
        | 1UL << (int)Keyword.DefHex | 1UL << (int)Keyword.DefString | 1UL << (int)Keyword.Prompt | 1UL << (int)Keyword.Default
        | 1UL << (int)Keyword.Depends | 1UL << (int)Keyword.Select | 1UL << (int)Keyword.Imply | 1UL << (int)Keyword.Range
        | 1UL << (int)Keyword.Visible | 1UL << (int)Keyword.Help | 1UL << (int)Keyword.Modules | 1UL << (int)Keyword.Transitional
        | 1UL << (int)Keyword.Optional | 1UL << (int)Keyword.Option;

    private readonly bool _hasClassicChoices = reader.Dialect.Choices == ChoiceRules.Classic;

    public static bool IsProperty(Keyword keyword) => (Properties >> (int)keyword & 1) != 0;

    /// <summary>Whether a line may belong to an entry; the entry is null where a line belongs to nothing. If not, reports it and skips the line.</summary>
    public bool Allows(EntrySyntax? entry, Token keyword)
    {
        if (WhyNot(entry, keyword.Keyword) is not { } why)
        {
            return true;
        }

        reader.Report(KconfigDiagnostics.MisplacedStatement, keyword.Span, reader.File.GetText(keyword.Span), why);
        reader.Advance();
        if (keyword.Keyword == Keyword.Help && reader.Current.Kind == TokenKind.EndOfLine)
        {
            // The text of a misplaced help must not be taken for statements.
            ParseHelp(keyword);
        }

        reader.SkipLine();
        return false;
    }

    /// <summary>Parses the line whose keyword is the current token. Null after an error, which was reported.</summary>
    /// <param name="ofChoice">Whether it belongs to a choice, whose defaults name members.</param>
    public PropertySyntax? Parse(bool ofChoice)
    {
        Token keyword = reader.Advance();
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
                return ofChoice ? ParseChoiceDefault(keyword) : ParseDefault(keyword, SymbolType.Unknown);
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
            case Keyword.Optional:
                return new OptionalSyntax(keyword.Span);
            case Keyword.Option:
                return ParseOption();
            default:
                return new TransitionalSyntax(keyword.Span);
        }
    }

    /// <summary>Parses one more option of an option line; null after an error, which was reported.</summary>
    public OptionSyntax? ParseOption()
    {
        if (!reader.AtPlainWord)
        {
            reader.ReportExpected("the name of an option");
            return null;
        }

        Token name = reader.Advance();
        TextSyntax? value = null;
        if (reader.Current.Kind == TokenKind.Equal)
        {
            reader.Advance();
            if (ParseText("the option's value in quotes") is not { } text)
            {
                return null;
            }

            value = text;
        }

        string written = reader.File.GetText(name.Span);
        if (written is not ("env" or "modules" or "defconfig_list" or "allnoconfig_y"))
        {
            reader.Report(KconfigDiagnostics.UnknownOption, name.Span, written);
        }

        return new OptionSyntax(SpanFrom(name), reader.Text(name), value);
    }

    /// <summary>Parses a text in quotes, or in old Kconfig a word; null after an error, which was reported.</summary>
    public TextSyntax? ParseText(string expected)
    {
        if (reader.Current.Kind == TokenKind.String || (reader.AtPlainWord && reader.Dialect.HasLegacySyntax))
        {
            return reader.Text(reader.Advance());
        }

        reader.ReportExpected(expected);
        return null;
    }

    /// <summary>Parses a symbol's name, which has no quotes; null after an error, which was reported.</summary>
    public TextSyntax? ParseName(string expected)
    {
        if (reader.AtPlainWord)
        {
            return reader.Text(reader.Advance());
        }

        reader.ReportExpected(expected);
        return null;
    }

    private string? WhyNot(EntrySyntax? entry, Keyword keyword) => entry switch
    {
        null => "it belongs to no config, choice, menu or comment",
        ConfigSyntax => keyword switch
        {
            Keyword.Visible => "only a menu can have it",
            Keyword.Optional => "only a choice can have it",
            _ => null,
        },
        ChoiceSyntax => keyword is Keyword.Prompt or Keyword.Default or Keyword.Depends or Keyword.Help
            || (_hasClassicChoices && keyword is Keyword.Bool or Keyword.Tristate or Keyword.Optional) ? null
            : _hasClassicChoices ? "a choice has only bool, tristate, optional, prompt, default, depends on and help"
            : "a choice has only prompt, default, depends on and help",
        MenuSyntax => keyword is Keyword.Depends or Keyword.Visible ? null : "a menu has only depends on and visible if",
        _ => keyword == Keyword.Depends ? null : "a comment has only depends on",
    };

    private TypeSyntax? ParseType(Token keyword, SymbolType type)
    {
        TextSyntax? prompt = null;
        ExpressionSyntax? condition = null;
        if (reader.Current.Kind == TokenKind.String || (reader.AtPlainWord && reader.Dialect.HasLegacySyntax))
        {
            prompt = reader.Text(reader.Advance());
            if (!TryParseCondition(out condition))
            {
                return null;
            }
        }

        return new TypeSyntax(SpanFrom(keyword), type, prompt, condition);
    }

    private PromptSyntax? ParsePrompt(Token keyword) =>
        ParseText("the prompt in quotes") is { } text && TryParseCondition(out ExpressionSyntax? condition)
            ? new PromptSyntax(SpanFrom(keyword), text, condition) : null;

    private DefaultSyntax? ParseDefault(Token keyword, SymbolType type) =>
        expressions.Parse() is { } value && TryParseCondition(out ExpressionSyntax? condition)
            ? new DefaultSyntax(SpanFrom(keyword), type, value, condition) : null;

    private DefaultSyntax? ParseChoiceDefault(Token keyword) =>
        ParseName("the name of a member of the choice") is { } member && TryParseCondition(out ExpressionSyntax? condition)
            ? new DefaultSyntax(SpanFrom(keyword), SymbolType.Unknown, new OperandSyntax(member), condition) : null;

    private DependsSyntax? ParseDepends(Token keyword)
    {
        if (!reader.At(Keyword.On))
        {
            reader.ReportExpected("'on'");
            return null;
        }

        reader.Advance();
        ExpressionSyntax? condition = null;
        return expressions.Parse() is { } dependency && (!reader.Dialect.HasConditionalDependencies || TryParseCondition(out condition))
            ? new DependsSyntax(SpanFrom(keyword), dependency, condition) : null;
    }

    private SelectSyntax? ParseSelect(Token keyword) =>
        ParseName("the name of a symbol") is { } target && TryParseCondition(out ExpressionSyntax? condition)
            ? new SelectSyntax(SpanFrom(keyword), keyword.Keyword == Keyword.Imply, target, condition) : null;

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

        string text = reader.File.Text;
        var lines = HelpText.Find(text, reader.Current.Span.End, !reader.Dialect.IsExtended);
        if (lines.Unindented >= 0)
        {
            reader.Report(KconfigDiagnostics.UnindentedHelp, TextSpan.FromBounds(lines.Unindented, TextScan.LineEnd(text, lines.Unindented)));
        }

        if (lines.IsBlank)
        {
            return new HelpSyntax(keyword.Span, reader.File, lines);
        }

        // Where the text ends is a line end, on which the caller finds itself, or the file's end, which then needs no line end before it.
        reader.Restart(lines.End, atLineStart: lines.End == text.Length);
        return new HelpSyntax(TextSpan.FromBounds(keyword.Span.Start, lines.End), reader.File, lines);
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

    private TextSpan SpanFrom(Token keyword) => TextSpan.FromBounds(keyword.Span.Start, reader.PreviousEnd);
}
