using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// The tokens of a whole tree in the order in which the C program reads them, across files and with macros expanded on the way, so that what the macros
/// and the lexer say comes at the same moments. Empty lines give no token, and where a file ends, the line does.
/// </summary>
internal sealed class ConfTokens
{
    private readonly Stack<(SourceFile File, Lexer Lexer, SyntaxMessages Messages, Inclusion Inclusion)> _files = new();
    private readonly ConfOutput _output;
    private readonly Dialect _dialect;
    private readonly Preprocessor _preprocessor;
    private Lexer? _lexer;
    private SyntaxMessages? _messages;
    private SourceFile? _file;
    private SourceFile? _root;
    private Inclusion? _inclusion;
    private Inclusion? _statementInclusion;
    private ConfToken _previous = new(ConfTokenKind.EndOfLine, Keyword.None, "");
    private ConfToken _beforePrevious;
    private bool _isInAssignment;
    private bool _isInHelp;
    private int _lastLine;

    /// <summary>A file and where it was sourced from.</summary>
    private sealed record Inclusion(string Path, Inclusion? From);

    public ConfTokens(LoadOptions options, ConfOutput output)
    {
        _output = output;
        _dialect = options.Dialect;
        _preprocessor = new Preprocessor(options with { Console = output }, new MessageLog(_dialect, output));
        _beforePrevious = _previous;
    }

    /// <summary>The file that is being read. Behind the end of the root file that is still the root file, but in Linux 6.1 none.</summary>
    public SourceFile? File => _file ?? (_dialect.Messages == MessageShapes.Linux61 ? null : _root);

    /// <summary>The token read last.</summary>
    public ConfToken Current => _previous;

    /// <summary>How many empty lines were passed before that token.</summary>
    public int EmptyLines { get; private set; }

    /// <summary>Where the statement of that token begins.</summary>
    public ConfPosition Position { get; private set; }

    /// <summary>The files that are open, innermost first, and the line that each is read at.</summary>
    public IEnumerable<(string Path, int Line)> OpenFiles
    {
        get
        {
            if (_file is not null)
            {
                yield return (_file.Path, LineAt(_file, _lexer!.Position));
            }

            foreach ((SourceFile file, Lexer lexer, _, _) in _files)
            {
                yield return (file.Path, LineAt(file, lexer.Position));
            }
        }
    }

    /// <summary>
    /// Whether a file is being read, or has ended with the very statement that sources another: of the latter the C program knows nothing any more, and
    /// reads on for ever.
    /// </summary>
    public bool IsIncluding(string path)
    {
        for (Inclusion? i = _statementInclusion; i is not null; i = i.From)
        {
            if (i.Path == path)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads on in another file, and then here again.</summary>
    public void Enter(SourceFile file)
    {
        if (_file is not null)
        {
            _files.Push((_file, _lexer!, _messages!, _inclusion!));
        }

        _file = file;
        _root ??= file;
        _inclusion = new Inclusion(file.Path, _statementInclusion);
        _messages = new SyntaxMessages(file);
        _lexer = new Lexer(_messages, _dialect) { Expand = span => Expand(file, span) };
    }

    /// <summary>The next token is the text of a help statement.</summary>
    public void BeginHelp() => _isInHelp = true;

    /// <summary>Assigns a variable, when its line has been read.</summary>
    public void Assign(string name, string @operator, string value)
    {
        AssignmentOperator operation = @operator switch { ":=" => AssignmentOperator.Simple, "+=" => AssignmentOperator.Append, _ => AssignmentOperator.Recursive };
        SourceFile file = Position.File!;
        int start = file.GetOffset(Position.Line - 1);
        _preprocessor.Assign(name, operation, value, new SourceLocation(file, TextSpan.FromBounds(start, TextScan.LineEnd(file.Text, start))));
        EndIfFailed();
    }

    /// <summary>Reads one more token.</summary>
    public ConfToken Read()
    {
        bool isFirst = _previous.Kind is ConfTokenKind.EndOfLine or ConfTokenKind.HelpText;
        ConfToken token;
        int line;
        EmptyLines = -1;
        do
        {
            token = ReadAny(out line);
            EmptyLines++;
        }
        while (isFirst && token.Kind == ConfTokenKind.EndOfLine);

        // In Linux 4.11 the place stays where the last statement began when nothing but its help text follows.
        bool isNoStatement = token.Kind is ConfTokenKind.EndOfInput or ConfTokenKind.HelpText && _dialect.Messages == MessageShapes.Legacy;
        if (isFirst && !isNoStatement)
        {
            Position = new ConfPosition(File, line);
            _statementInclusion = _inclusion;
        }

        // As in the C program, a variable cannot be assigned directly behind a help text.
        _isInAssignment = _beforePrevious.Kind == ConfTokenKind.EndOfLine && _previous.IsPlainWord
            && token.Kind is ConfTokenKind.Equal or ConfTokenKind.OtherAssignment;
        _beforePrevious = _previous;
        return _previous = token;
    }

    private ConfToken ReadAny(out int line)
    {
        if (_isInHelp)
        {
            _isInHelp = false;
            return ReadHelp(out line);
        }

        line = _lastLine;
        if (_file is null)
        {
            return new ConfToken(ConfTokenKind.EndOfInput, Keyword.None, "");
        }

        if (_isInAssignment && TryReadValue(out ConfToken value))
        {
            return value;
        }

        SourceFile file = _file;
        Token token = _lexer!.Next();
        SayMessages(file);
        line = LineAt(file, token.Span.Start);
        if (token.Kind == TokenKind.EndOfFile)
        {
            Leave(line);
            return _dialect.Messages == MessageShapes.Linux ? EndFile() : new ConfToken(ConfTokenKind.EndOfLine, Keyword.None, "");
        }

        return Convert(file, token);
    }

    /// <summary>In Linux 7.3 the end of the root file ends no line, and that of another file ends its last line when it has been left.</summary>
    private ConfToken EndFile()
    {
        if (_file is null)
        {
            return new ConfToken(ConfTokenKind.EndOfInput, Keyword.None, "");
        }

        if (_previous.Kind is not (ConfTokenKind.EndOfLine or ConfTokenKind.HelpText))
        {
            Position = new ConfPosition(_file, Position.Line);
        }

        return new ConfToken(ConfTokenKind.EndOfLine, Keyword.None, "");
    }

    private ConfToken ReadHelp(out int line)
    {
        line = _lastLine;
        if (_file is null)
        {
            return new ConfToken(ConfTokenKind.HelpText, Keyword.None, "");
        }

        var lines = HelpText.Find(_file.Text, _lexer!.Position, isExact: true);
        _lexer.Restart(lines.Stop, atLineStart: true);
        line = LineAt(_file, lines.Stop);
        return new ConfToken(ConfTokenKind.HelpText, Keyword.None, lines.IsBlank ? "" : lines.Read(_file.Text, isExact: true));
    }

    /// <summary>The value of an assignment: the rest of the line without the blanks before it. False if there is none.</summary>
    private bool TryReadValue(out ConfToken value)
    {
        string text = _file!.Text;
        int start = _lexer!.Position;
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        int end = TextScan.LineEnd(text, start);
        _lexer.Restart(end, atLineStart: false);
        value = new ConfToken(ConfTokenKind.AssignmentValue, Keyword.None, text.Substring(start, end - start));
        return end > start;
    }

    private void Leave(int line)
    {
        _lastLine = line;
        (_file, _lexer, _messages, _inclusion) = _files.Count > 0 ? _files.Pop() : default((SourceFile?, Lexer?, SyntaxMessages?, Inclusion?));
    }

    private ConfToken Convert(SourceFile file, in Token token)
    {
        ConfTokenKind kind = token.Kind switch
        {
            TokenKind.EndOfLine => ConfTokenKind.EndOfLine,
            TokenKind.Word => ConfTokenKind.Word,
            TokenKind.String => ConfTokenKind.String,
            TokenKind.OpenParenthesis => ConfTokenKind.OpenParenthesis,
            TokenKind.CloseParenthesis => ConfTokenKind.CloseParenthesis,
            TokenKind.Not => ConfTokenKind.Not,
            TokenKind.And or TokenKind.Or => ConfTokenKind.AndOr,
            TokenKind.Equal => ConfTokenKind.Equal,
            TokenKind.ColonEqual or TokenKind.PlusEqual => ConfTokenKind.OtherAssignment,
            _ => ConfTokenKind.Relation,
        };
        string? expansion = token.HasMacro ? _lexer!.ExpansionAt(token.Span.Start) : null;
        return new ConfToken(kind, token.Keyword, new TextSyntax(token.Span, token.Kind == TokenKind.String, token.HasMacro, expansion).GetValue(file));
    }

    private string Expand(SourceFile file, TextSpan span)
    {
        SayMessages(file);
        string expansion = _preprocessor.Expand(file.GetText(span), new SourceLocation(file, span));
        EndIfFailed();
        return expansion;
    }

    /// <summary>Says what the lexer has found. A string that is not closed is placed where the statement before the current token begins.</summary>
    private void SayMessages(SourceFile file)
    {
        foreach (KconfigDiagnostic message in _messages!.Diagnostics)
        {
            // Linux 4.11 knows no other place than where the last statement began.
            bool isLegacy = _dialect.Messages == MessageShapes.Legacy;
            ConfPosition place = isLegacy ? Position : new ConfPosition(file, message.Start.Line + 1);
            if (message.Descriptor == KconfigDiagnostics.UnterminatedString && isLegacy)
            {
                _output.WriteOutput($"{Position}:warning: multi-line strings not supported\n");
                continue;
            }

            _output.WriteWarningLine(message.Descriptor == KconfigDiagnostics.UnterminatedString ? $"{Position}:warning: multi-line strings not supported"
                : message.Descriptor == KconfigDiagnostics.NoFinalNewLine ? $"{place}:warning: no new line at end of file"
                : $"{place}:warning: ignoring unsupported character '{file.GetText(message.Span)}'");
        }

        _messages.Diagnostics.Clear();
    }

    /// <summary>The C program ends at the first error in a macro.</summary>
    private void EndIfFailed()
    {
        if (_preprocessor.HasFailed)
        {
            _output.End();
        }
    }

    private static int LineAt(SourceFile file, int offset) => file.GetLinePosition(offset).Line + 1;
}

/// <summary>A line of a file as the C program's messages name it.</summary>
/// <param name="File">The file; null behind the end of the root file.</param>
/// <param name="Line">The line, counted from 1.</param>
internal readonly record struct ConfPosition(SourceFile? File, int Line)
{
    public override string ToString() => ToString(0);

    /// <summary>The place, some lines further on.</summary>
    public string ToString(int further) => FormattableString.Invariant($"{File?.Path ?? "<none>"}:{Line + further}");
}
