using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Cuts one file into tokens, on demand and without evaluating anything. A backslash before a line end joins two lines, '#' begins a comment,
/// and "$(" begins a macro whose parentheses are followed to their end wherever it stands. Lines without a token do not appear.
/// </summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly SyntaxMessages _messages;
    private readonly ulong _firstKeywords;
    private readonly ulong _otherKeywords;
    private readonly bool _isExact;
    private readonly bool _isLegacy;
    private readonly bool _warnsOfMissingLineEnd;
    private bool _atLineStart = true;
    private SpanList _macros;
    private Dictionary<int, string>? _expansions;
    private int _markedPosition;
    private int _markedMacros;
    private bool _markedLineStart;

    public Lexer(SyntaxMessages messages, Dialect dialect)
    {
        _messages = messages;
        _text = messages.File.Text;
        _firstKeywords = Keywords.FirstOf(dialect);
        _otherKeywords = Keywords.OthersOf(dialect);
        _isExact = !dialect.IsExtended;
        _isLegacy = dialect.HasLegacySyntax;
        _warnsOfMissingLineEnd = _isExact && dialect.WarnsOfOddText;
        Position = dialect.IsExtended && _text.Length > 0 && _text[0] == '\uFEFF' ? 1 : 0;
    }

    /// <summary>Offset of the next character.</summary>
    public int Position { get; private set; }

    /// <summary>Gives words with macros their text, in order; a word whose text is empty does not appear. Null: they appear as they are.</summary>
    public Func<TextSpan, string>? Expand { get; init; }

    /// <summary>Whether <c>$(...)</c> is a macro: not in exact legacy Kconfig, which has none.</summary>
    public bool HasMacros => !(_isLegacy && _isExact);

    /// <summary>The macros seen so far, outermost only.</summary>
    public ref readonly SpanList Macros => ref _macros;

    /// <summary>The text that a word with macros became, or null.</summary>
    public string? ExpansionAt(int start) => _expansions is not null && _expansions.TryGetValue(start, out string? text) ? text : null;

    /// <summary>Continues from a place that the parser chose.</summary>
    public void Restart(int position, bool atLineStart)
    {
        Position = position;
        _atLineStart = atLineStart;
    }

    /// <summary>Remembers the place, for <see cref="Reset"/>.</summary>
    public void Mark()
    {
        _markedPosition = Position;
        _markedLineStart = _atLineStart;
        _markedMacros = _macros.Count;
    }

    /// <summary>Goes back to the place that was remembered.</summary>
    public void Reset()
    {
        Restart(_markedPosition, _markedLineStart);
        _macros.Truncate(_markedMacros);
    }

    /// <summary>Moves to the line end (or the file's end) without looking at what is skipped.</summary>
    public void SkipLine() => Position = TextScan.LineEnd(_text, Position);

    public Token Next()
    {
        string text = _text;
        int i = _isLegacy && _isExact && _atLineStart ? PassStray(Position) : Position;
        while ((uint)i < (uint)text.Length)
        {
            char c = text[i];
            if (TextScan.IsWord(c))
            {
                return LexWord(i);
            }

            switch (c)
            {
                case ' ' or '\t':
                case '\r' when !_isExact:
                    i++;
                    continue;
                case '\n' when _atLineStart && Expand is null:
                    i++;
                    continue;
                case '\n':
                    _atLineStart = true;
                    return Make(TokenKind.EndOfLine, i, 1);
                case '#':
                    i = TextScan.LineEnd(text, i);
                    continue;
                case '"' or '\'':
                    return LexString(i, c);
                case '\\' when Peek(i + 1) == '\n':
                    i += 2;
                    continue;
                case '\\' when !_isExact && Peek(i + 1) == '\r' && Peek(i + 2) == '\n':
                    i += 3;
                    continue;
                case '.' or '/' when IsPathCharacter(c):
                case '$' when HasMacros:
                    if (LexMacroWord(i) is { Span.Length: > 0 } word)
                    {
                        return word;
                    }

                    i = Position;
                    continue;
            }

            Token token = LexOperator(i, c);
            if (token.Span.Length > 0)
            {
                _atLineStart = false;
                return token;
            }

            i += Ignore(i);
        }

        return LexEnd(i);
    }

    /// <summary>Passes over what can begin no statement of Linux 4.11: anything but a word, with the blanks behind it.</summary>
    private int PassStray(int start)
    {
        int i = start;
        while (Peek(i) is ' ' or '\t')
        {
            i++;
        }

        for (bool isStray = false; i < _text.Length; i++)
        {
            char c = _text[i];
            if (TextScan.IsWord(c) || c == '\n' || (!isStray && c is '#' or '\\'))
            {
                break;
            }

            Ignore(i);
            isStray = true;
        }

        return i;
    }

    /// <summary>Says that a character is ignored.</summary>
    /// <returns>Its length.</returns>
    private int Ignore(int start)
    {
        int length = !_isExact && char.IsHighSurrogate(_text[start]) && char.IsLowSurrogate(Peek(start + 1)) ? 2 : 1;
        _messages.Report(KconfigDiagnostics.UnsupportedCharacter, new TextSpan(start, length), _text.Substring(start, length));
        return length;
    }

    public static bool IsWordCharacter(char c) => TextScan.IsWord(c);

    private char Peek(int position) => position < _text.Length ? _text[position] : '\0';

    private Token Make(TokenKind kind, int start, int length)
    {
        Position = start + length;
        return new Token(kind, Keyword.None, new TextSpan(start, length), false);
    }

    private Token LexEnd(int end)
    {
        if (!_atLineStart && _warnsOfMissingLineEnd)
        {
            _messages.Report(KconfigDiagnostics.NoFinalNewLine, new TextSpan(end, 0));
        }

        _atLineStart = true;
        return Make(TokenKind.EndOfFile, end, 0);
    }

    private Token LexOperator(int start, char c)
    {
        bool beforeEqual = Peek(start + 1) == '=';
        return c switch
        {
            '(' => Make(TokenKind.OpenParenthesis, start, 1),
            ')' => Make(TokenKind.CloseParenthesis, start, 1),
            '!' => beforeEqual ? Make(TokenKind.NotEqual, start, 2) : Make(TokenKind.Not, start, 1),
            '=' => Make(TokenKind.Equal, start, 1),
            '<' => beforeEqual ? Make(TokenKind.LessOrEqual, start, 2) : Make(TokenKind.Less, start, 1),
            '>' => beforeEqual ? Make(TokenKind.GreaterOrEqual, start, 2) : Make(TokenKind.Greater, start, 1),
            '&' when Peek(start + 1) == '&' => Make(TokenKind.And, start, 2),
            '|' when Peek(start + 1) == '|' => Make(TokenKind.Or, start, 2),
            ':' when beforeEqual && HasMacros => Make(TokenKind.ColonEqual, start, 2),
            '+' when beforeEqual && HasMacros => Make(TokenKind.PlusEqual, start, 2),
            _ => default,
        };
    }

    private Token LexWord(int start)
    {
        string text = _text;
        int end = start + 1;
        while ((uint)end < (uint)text.Length && TextScan.IsWord(text[end]))
        {
            end++;
        }

        if ((uint)end < (uint)text.Length && ((text[end] == '$' && HasMacros) || IsPathCharacter(text[end])))
        {
            return LexMacroWord(start);
        }

        Keyword keyword = Keyword.None;
        if (text[start] is >= 'a' or '-')
        {
            keyword = Keywords.Find(text, start, end - start);
            ulong known = _atLineStart ? _firstKeywords : _otherKeywords;
            keyword = (known >> (int)keyword & 1) == 0 ? Keyword.None
                : keyword switch { Keyword.Boolean => Keyword.Bool, Keyword.DashedHelp => Keyword.Help, _ => keyword };
        }

        Position = end;
        _atLineStart = false;
        return new Token(TokenKind.Word, keyword, TextSpan.FromBounds(start, end), false);
    }

    /// <summary>Whether a character continues a word behind the first of a line: paths need no quotes in old Kconfig.</summary>
    private bool IsPathCharacter(char c) => c is '/' or '.' && _isLegacy && !_atLineStart;

    /// <summary>A word with macros, or with a dollar that stands for itself, or a path; none (of length 0) if it expands to nothing.</summary>
    private Token LexMacroWord(int start)
    {
        bool hasMacro = false;
        int i = start;
        for (; i < _text.Length; i++)
        {
            char c = _text[i];
            if (c == '$' && HasMacros)
            {
                if (Peek(i + 1) == '(')
                {
                    hasMacro = true;
                    i = PassMacro(i) - 1;
                }
            }
            else if (!TextScan.IsWord(c) && !IsPathCharacter(c))
            {
                break;
            }
        }

        Position = i;
        var span = TextSpan.FromBounds(start, i);
        if (hasMacro && Expand is not null)
        {
            string expansion = Expand(span);
            if (expansion.Length == 0)
            {
                return default;
            }

            (_expansions ??= [])[start] = expansion;
        }

        _atLineStart = false;
        return new Token(TokenKind.Word, Keyword.None, span, hasMacro);
    }

    private Token LexString(int start, char quote)
    {
        bool hasMacro = false;
        string text = _text;
        int i = TextScan.StringStop(text, start + 1, quote);
        _atLineStart = false;
        while (i < text.Length && text[i] != '\n')
        {
            char c = text[i];
            if (c == quote)
            {
                return MakeString(start, i + 1, hasMacro);
            }

            if (c == '$')
            {
                int end = i + 1;
                if (HasMacros && Peek(end) == '(')
                {
                    hasMacro = true;
                    end = PassMacro(i);
                }

                i = end;
            }
            else
            {
                char next = Peek(i + 1);
                i += next is '\n' || (next is '\r' && !_isExact) || i + 1 == text.Length ? 1 : 2;
            }

            i = TextScan.StringStop(text, i, quote);
        }

        return LexOpenString(start, i, quote, hasMacro);
    }

    /// <summary>
    /// A string without its closing quote. The C program says so only if there is a line end; and where a macro has no end, that is the mistake.
    /// </summary>
    private Token LexOpenString(int start, int lineEnd, char quote, bool hasMacro)
    {
        int end = !_isExact && lineEnd > start + 1 && _text[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        bool endsInMacro = hasMacro && _macros[_macros.Count - 1] is var macro && macro.End == lineEnd && !TextScan.IsClosed(_text, macro);
        Token token = MakeString(start, end, hasMacro);
        Position = lineEnd;
        if (!endsInMacro && (!_isExact || lineEnd < _text.Length))
        {
            _messages.Report(KconfigDiagnostics.UnterminatedString, token.Span, quote);
        }

        return token;
    }

    private Token MakeString(int start, int end, bool hasMacro)
    {
        Position = end;
        var span = TextSpan.FromBounds(start, end);
        if (hasMacro && Expand is not null)
        {
            (_expansions ??= [])[start] = new TextSyntax(span, true, true).GetValue(_messages.File, Expand);
        }

        return new Token(TokenKind.String, Keyword.None, span, hasMacro);
    }

    private int PassMacro(int start)
    {
        int end = TextScan.MacroEnd(_text, start);
        _macros.Add(TextSpan.FromBounds(start, end));
        return end;
    }
}
