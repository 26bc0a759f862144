using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>One token of lookahead over the lexer, and the messages of a file.</summary>
internal sealed class TokenReader
{
    private readonly Lexer _lexer;

    public TokenReader(SourceFile file)
    {
        File = file;
        _lexer = new Lexer(file, Diagnostics);
        int replacement = file.Text.IndexOf('\uFFFD');
        if (replacement >= 0)
        {
            Report(KconfigDiagnostics.NotUtf8, new TextSpan(replacement, 1), replacement);
        }
    }

    public SourceFile File { get; }

    public List<KconfigDiagnostic> Diagnostics { get; } = [];

    public Lexer Lexer => _lexer;

    /// <summary>The token to look at.</summary>
    public Token Current { get; private set; }

    /// <summary>End of the token before it.</summary>
    public int PreviousEnd { get; private set; }

    public bool AtLineEnd => Current.Kind is TokenKind.EndOfLine or TokenKind.EndOfFile;

    public bool At(Keyword keyword) => Current.Kind == TokenKind.Word && Current.Keyword == keyword;

    public Token Advance()
    {
        Token token = Current;
        PreviousEnd = token.Span.End;
        Current = _lexer.Next();
        return token;
    }

    /// <summary>Continues from a place that the parser chose, for text that is not made of tokens.</summary>
    public void Restart(int position)
    {
        PreviousEnd = position;
        _lexer.Position = position;
        Current = _lexer.Next();
    }

    public void Report(KconfigDiagnosticDescriptor descriptor, TextSpan span, params object[] arguments) =>
        Diagnostics.Add(KconfigDiagnostic.Create(descriptor, File, span, arguments));

    /// <summary>Reports what was expected instead of the current token, and skips the rest of the line.</summary>
    public void ReportExpected(string expected)
    {
        TextSpan span = Current.Span;
        string found = Current.Kind switch
        {
            TokenKind.EndOfFile => "the end of the file",
            TokenKind.EndOfLine => "the end of the line",
            TokenKind.String => "the string " + File.GetText(span),
            _ when Current.Keyword != Keyword.None => "the keyword '" + File.GetText(span) + "'",
            _ => "'" + File.GetText(span) + "'",
        };
        Report(KconfigDiagnostics.SyntaxError, Current.Kind == TokenKind.EndOfLine ? span with { Length = 0 } : span, expected, found);
        SkipLine();
    }

    public void SkipLine()
    {
        if (!AtLineEnd)
        {
            _lexer.SkipLine();
            Current = _lexer.Next();
        }
    }
}
