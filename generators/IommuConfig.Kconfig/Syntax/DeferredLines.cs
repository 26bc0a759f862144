using System;

namespace IommuConfig.Kconfig;

/// <summary>
/// Recognises lines with a macro outside quotes. What a macro gives is never a keyword or an operator, and where it gives nothing there is no token, so
/// of such a line only the keyword is certain: the first token that is no macro.
/// </summary>
internal sealed class DeferredLines(TokenReader reader)
{
    private readonly string _text = reader.File.Text;

    /// <summary>Offset of the next "$(", or of the text's end.</summary>
    private int _nextMacro = -1;

    /// <summary>A line to be read again when macros can be expanded.</summary>
    /// <param name="Start">Its first token.</param>
    /// <param name="Keyword">The first token that is no macro; of an assignment the name; or none.</param>
    /// <param name="Span">From the keyword, or the first token, to the last.</param>
    /// <param name="IsAssignment">Whether it assigns; the reader is at the operator then, otherwise at the line end.</param>
    internal readonly record struct Line(int Start, Token Keyword, TextSpan Span, bool IsAssignment)
    {
        /// <summary>Where a line begins that must be nothing but macros: at its start, or behind the keyword that ends a block.</summary>
        public int MacrosFrom => Keyword.Keyword == Kconfig.Keyword.None ? Start : Keyword.Span.End;

        /// <summary>The statement without all that is uncertain; null if the keyword is one that ends a block.</summary>
        public StatementSyntax? MakeStatement()
        {
            var nothing = new TextSyntax(new TextSpan(Span.Start, 0), false, false);
            return Keyword.Keyword switch
            {
                Kconfig.Keyword.Config => new ConfigSyntax(Span, nothing, isMenuConfig: false) { DeferredFrom = Start },
                Kconfig.Keyword.MenuConfig => new ConfigSyntax(Span, nothing, isMenuConfig: true) { DeferredFrom = Start },
                Kconfig.Keyword.Menu => new MenuSyntax(Span, nothing) { DeferredFrom = Start },
                Kconfig.Keyword.Choice => new ChoiceSyntax(Span, null) { DeferredFrom = Start },
                Kconfig.Keyword.If => new IfSyntax(Span, new OperandSyntax(nothing)) { DeferredFrom = Start },
                Kconfig.Keyword.Comment => new CommentSyntax(Span, nothing) { DeferredFrom = Start },
                Kconfig.Keyword.MainMenu => new MainMenuSyntax(Span, nothing) { DeferredFrom = Start },
                Kconfig.Keyword.EndMenu or Kconfig.Keyword.EndIf or Kconfig.Keyword.EndChoice => null,
                _ => new SourceSyntax(Span, nothing, isRelative: Keyword.Keyword is Kconfig.Keyword.RelativeSource or Kconfig.Keyword.OptionalRelativeSource,
                    isOptional: Keyword.Keyword is Kconfig.Keyword.OptionalSource or Kconfig.Keyword.OptionalRelativeSource) { DeferredFrom = Start },
            };
        }
    }

    /// <summary>Whether the line of a first token may have such a macro: a quick test that most files and lines end with.</summary>
    public bool IsAt(in Token first)
    {
        if (_nextMacro < first.Span.Start)
        {
            _nextMacro = reader.Lexer.HasMacros ? FindMacro(first.Span.Start) : _text.Length;
        }

        return _nextMacro < _text.Length && LogicalLineEnd(first.Span.Start) > _nextMacro;
    }

    /// <summary>Reads a line to its end if it has a macro outside quotes, otherwise nothing.</summary>
    public bool TryRead(in Token first, out Line line)
    {
        reader.Mark();
        Token keyword = first;
        while (keyword.IsMacroWord)
        {
            keyword = Next();
        }

        int end = Math.Max(keyword.Span.End, first.Span.End);
        bool isDeferred = first.IsMacroWord;
        if (isDeferred && TryReadName(first, keyword, out Token name))
        {
            reader.ForgetMessages();
            line = new Line(first.Span.Start, name, name.Span, IsAssignment: true);
            return true;
        }

        bool hasKeyword = keyword is { Kind: TokenKind.Word, Keyword: not Kconfig.Keyword.None };
        if (!isDeferred && !hasKeyword)
        {
            line = default;
            return false;
        }

        while (!reader.AtLineEnd)
        {
            isDeferred |= reader.Current.IsMacroWord;
            end = reader.Current.Span.End;
            reader.Advance();
        }

        if (!isDeferred)
        {
            reader.Reset();
            line = default;
            return false;
        }

        reader.ForgetMessages();
        int start = hasKeyword ? keyword.Span.Start : first.Span.Start;
        line = new Line(first.Span.Start, hasKeyword ? keyword : default, TextSpan.FromBounds(start, end), IsAssignment: false);
        return true;
    }

    private int FindMacro(int start)
    {
        int dollar = _text.IndexOf('$', start);
        while (dollar >= 0 && (dollar + 1 == _text.Length || _text[dollar + 1] != '('))
        {
            dollar = _text.IndexOf('$', dollar + 1);
        }

        return dollar < 0 ? _text.Length : dollar;
    }

    /// <summary>Reads to the operator if the line is an assignment: behind macros alone, or behind one more word.</summary>
    private bool TryReadName(Token first, Token behindMacros, out Token name)
    {
        name = behindMacros;
        if (behindMacros.IsAssignment)
        {
            name = first with { Span = TextSpan.FromBounds(first.Span.Start, reader.PreviousEnd) };
        }
        else if (behindMacros is { Kind: TokenKind.Word, Keyword: Kconfig.Keyword.None })
        {
            reader.Advance();
        }

        return reader.Current.IsAssignment;
    }

    private Token Next()
    {
        reader.Advance();
        return reader.Current;
    }

    /// <summary>The end of the line with those that a backslash joins to it; it may be one in a comment, which does no harm here.</summary>
    private int LogicalLineEnd(int start)
    {
        int end = TextScan.LineEnd(_text, start);
        while (end > start && end < _text.Length && (_text[end - 1] == '\\' || (_text[end - 1] == '\r' && end > 1 && _text[end - 2] == '\\')))
        {
            end = TextScan.LineEnd(_text, end + 1);
        }

        return end;
    }
}
