using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Cuts one file into tokens, on demand and without evaluating anything. A backslash before a line end joins two lines, '#' begins a comment,
/// and "$(" begins a macro whose parentheses are followed to their end wherever it stands (docs: the Kconfig macro language).
/// </summary>
internal sealed class Lexer(SourceFile file, List<KconfigDiagnostic> diagnostics)
{
    private readonly string _text = file.Text;

    /// <summary>Offset of the next character.</summary>
    public int Position { get; set; } = file.Text.Length > 0 && file.Text[0] == '\uFEFF' ? 1 : 0;

    /// <summary>The macros seen so far, outermost only.</summary>
    public List<MacroReferenceSyntax> Macros { get; } = [];

    public Token Next()
    {
        while (true)
        {
            SkipBlanks();
            int start = Position;
            char c = Peek(0);
            switch (c)
            {
                case '\0' when start >= _text.Length:
                    return Make(TokenKind.EndOfFile, start, 0);
                case '\n':
                    return Make(TokenKind.EndOfLine, start, 1);
                case '(':
                    return Make(TokenKind.OpenParenthesis, start, 1);
                case ')':
                    return Make(TokenKind.CloseParenthesis, start, 1);
                case '!':
                    return Peek(1) == '=' ? Make(TokenKind.NotEqual, start, 2) : Make(TokenKind.Not, start, 1);
                case '=':
                    return Make(TokenKind.Equal, start, 1);
                case '<':
                    return Peek(1) == '=' ? Make(TokenKind.LessOrEqual, start, 2) : Make(TokenKind.Less, start, 1);
                case '>':
                    return Peek(1) == '=' ? Make(TokenKind.GreaterOrEqual, start, 2) : Make(TokenKind.Greater, start, 1);
                case '&' when Peek(1) == '&':
                    return Make(TokenKind.And, start, 2);
                case '|' when Peek(1) == '|':
                    return Make(TokenKind.Or, start, 2);
                case '"' or '\'':
                    return LexString(c);
                case '$' when Peek(1) == '(':
                    return LexWord();
            }

            if (IsWordCharacter(c))
            {
                return LexWord();
            }

            int length = char.IsHighSurrogate(c) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
            var span = new TextSpan(start, length);
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.UnsupportedCharacter, file, span, file.GetText(span)));
            Position += length;
        }
    }

    /// <summary>Moves to the line end (or the file's end) without looking at what is skipped.</summary>
    public void SkipLine()
    {
        int end = _text.IndexOf('\n', Position);
        Position = end < 0 ? _text.Length : end;
    }

    /// <summary>Skips "$(...)" from the dollar on; ends behind its last parenthesis, or at the line end if that is missing.</summary>
    public void SkipMacro()
    {
        int start = Position;
        int depth = 0;
        for (Position++; Position < _text.Length && _text[Position] != '\n'; Position++)
        {
            if (_text[Position] == '(')
            {
                depth++;
            }
            else if (_text[Position] == ')' && --depth == 0)
            {
                Position++;
                break;
            }
        }

        Macros.Add(new MacroReferenceSyntax(TextSpan.FromBounds(start, Position)));
    }

    /// <summary>Skips blanks, comments and joined lines. A carriage return counts as a blank.</summary>
    public void SkipBlanks()
    {
        while (Position < _text.Length)
        {
            char c = _text[Position];
            if (c is ' ' or '\t' or '\r')
            {
                Position++;
            }
            else if (c == '#')
            {
                SkipLine();
                return;
            }
            else if (c == '\\' && Peek(1) == '\n')
            {
                Position += 2;
            }
            else if (c == '\\' && Peek(1) == '\r' && Peek(2) == '\n')
            {
                Position += 3;
            }
            else
            {
                return;
            }
        }
    }

    public static bool IsWordCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';

    private char Peek(int ahead) => Position + ahead < _text.Length ? _text[Position + ahead] : '\0';

    private Token Make(TokenKind kind, int start, int length)
    {
        Position = start + length;
        return new Token(kind, Keyword.None, new TextSpan(start, length), false);
    }

    private Token LexWord()
    {
        int start = Position;
        bool hasMacro = false;
        while (Position < _text.Length)
        {
            if (IsWordCharacter(_text[Position]))
            {
                Position++;
            }
            else if (_text[Position] == '$' && Peek(1) == '(')
            {
                hasMacro = true;
                SkipMacro();
            }
            else
            {
                break;
            }
        }

        int length = Position - start;
        return new Token(TokenKind.Word, hasMacro ? Keyword.None : Keywords.Find(_text, start, length), new TextSpan(start, length), hasMacro);
    }

    private Token LexString(char quote)
    {
        int start = Position++;
        bool hasMacro = false;
        while (Position < _text.Length && _text[Position] != '\n')
        {
            char c = _text[Position];
            if (c == quote)
            {
                Position++;
                return new Token(TokenKind.String, Keyword.None, TextSpan.FromBounds(start, Position), hasMacro);
            }

            if (c == '$' && Peek(1) == '(')
            {
                hasMacro = true;
                SkipMacro();
            }
            else
            {
                Position += c == '\\' && Peek(1) is not ('\n' or '\r' or '\0') ? 2 : 1;
            }
        }

        Position = Math.Min(Position, _text.Length);
        int end = Position > start + 1 && _text[Position - 1] == '\r' ? Position - 1 : Position;
        var span = TextSpan.FromBounds(start, end);
        diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.UnterminatedString, file, span, quote));
        return new Token(TokenKind.String, Keyword.None, span, hasMacro);
    }
}
