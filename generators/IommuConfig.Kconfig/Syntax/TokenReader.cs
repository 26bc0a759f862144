using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>One token of lookahead over the lexer, and the messages of a file.</summary>
internal sealed class TokenReader
{
    private readonly Lexer _lexer;
    private readonly SyntaxMessages _messages;
    private Token _current;
    private Token _markedToken;
    private int _markedEnd;
    private int _markedMessages;

    public TokenReader(SyntaxMessages messages, Dialect dialect, System.Func<TextSpan, string>? expand = null)
    {
        _messages = messages;
        Dialect = dialect;
        _lexer = new Lexer(messages, dialect) { Expand = expand };
    }

    /// <summary>Reads a text of its own, such as an expression.</summary>
    public TokenReader(SourceFile file, Dialect dialect)
        : this(new SyntaxMessages(file, isExact: !dialect.IsExtended), dialect)
    {
    }

    public SourceFile File => _messages.File;

    public Dialect Dialect { get; }

    public List<KconfigDiagnostic> Diagnostics => _messages.Diagnostics;

    /// <summary>What messages call the end of the text.</summary>
    public string EndName { get; init; } = "the end of the file";

    public bool HasErrors => _messages.HasErrors;

    public Lexer Lexer => _lexer;

    /// <summary>The token to look at.</summary>
    public ref readonly Token Current => ref _current;

    /// <summary>End of the token before it.</summary>
    public int PreviousEnd { get; private set; }

    public bool AtLineEnd => _current.Kind is TokenKind.EndOfLine or TokenKind.EndOfFile;

    public bool At(Keyword keyword) => _current.Kind == TokenKind.Word && _current.Keyword == keyword;

    /// <summary>Whether the current token can name a symbol, or be a text that needs no quotes.</summary>
    public bool AtPlainWord => _current.Kind == TokenKind.Word && _current.Keyword == Keyword.None;

    public Token Advance()
    {
        Token token = _current;
        PreviousEnd = token.Span.End;
        _current = _lexer.Next();
        return token;
    }

    /// <summary>Continues from a place that the parser chose, for text that is not made of tokens.</summary>
    public void Restart(int position, bool atLineStart = true)
    {
        PreviousEnd = position;
        _lexer.Restart(position, atLineStart);
        _current = _lexer.Next();
    }

    /// <summary>Remembers the place, for <see cref="Reset"/> and <see cref="ForgetMessages"/>.</summary>
    public void Mark()
    {
        _markedToken = _current;
        _markedEnd = PreviousEnd;
        _markedMessages = Diagnostics.Count;
        _lexer.Mark();
    }

    /// <summary>Goes back to the place that was remembered, as if nothing had been read since.</summary>
    public void Reset()
    {
        ForgetMessages();
        _lexer.Reset();
        _current = _markedToken;
        PreviousEnd = _markedEnd;
    }

    /// <summary>Takes back what the lexer has reported since the place that was remembered.</summary>
    public void ForgetMessages() => Diagnostics.RemoveRange(_markedMessages, Diagnostics.Count - _markedMessages);

    /// <summary>The word or string that a token is.</summary>
    public TextSyntax Text(in Token token) =>
        new(token.Span, token.Kind == TokenKind.String, token.HasMacro, token.HasMacro ? _lexer.ExpansionAt(token.Span.Start) : null);

    public void Report(KconfigDiagnosticDescriptor descriptor, TextSpan span, params object[] arguments) => _messages.Report(descriptor, span, arguments);

    /// <summary>Reports what was expected instead of the current token, and skips the rest of the line.</summary>
    public void ReportExpected(string expected)
    {
        TextSpan span = _current.Span;
        string found = _current.Kind switch
        {
            TokenKind.EndOfFile => EndName,
            TokenKind.EndOfLine => "the end of the line",
            TokenKind.String => "the string " + File.GetText(span),
            _ when _current.Keyword != Keyword.None => "the keyword '" + File.GetText(span) + "'",
            _ => "'" + File.GetText(span) + "'",
        };
        Report(KconfigDiagnostics.SyntaxError, _current.Kind == TokenKind.EndOfLine ? span with { Length = 0 } : span, expected, found);
        SkipLine();
    }

    public void SkipLine()
    {
        if (!AtLineEnd)
        {
            _lexer.SkipLine();
            _current = _lexer.Next();
        }
    }
}
