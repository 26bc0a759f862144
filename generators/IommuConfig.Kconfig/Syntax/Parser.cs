using System;

namespace IommuConfig.Kconfig;

/// <summary>
/// Parses one file line by line. Open blocks are on a stack of its own rather than the call stack. Lines that belong to an entry are read by
/// <see cref="PropertyParser"/>, first lines of statements by <see cref="StatementParser"/>, expressions by <see cref="ExpressionParser"/>; lines that
/// cannot be read before their macros are expanded are recognised by <see cref="DeferredLines"/>.
/// </summary>
internal sealed class Parser
{
    /// <summary>Menus, ifs and choices inside each other in one file.</summary>
    public const int MaximumDepth = 100;

    private readonly Dialect _dialect;
    private readonly TokenReader _reader;
    private readonly PropertyParser _properties;
    private readonly StatementParser _statements;
    private readonly DeferredLines _deferred;
    private readonly BlockStack _blocks;
    private bool _atStart = true;

    public Parser(SourceFile file, Dialect dialect)
    {
        _dialect = dialect;
        _reader = new TokenReader(file, dialect);
        var expressions = new ExpressionParser(_reader);
        _properties = new PropertyParser(_reader, expressions);
        _statements = new StatementParser(_reader, expressions, _properties);
        _deferred = new DeferredLines(_reader);
        _blocks = new BlockStack(new RootSyntax(new TextSpan(0, file.Text.Length)));
        if (file.FirstReplacement is >= 0 and int replacement)
        {
            _reader.Report(KconfigDiagnostics.NotUtf8, new TextSpan(replacement, 1), replacement);
        }
    }

    public KconfigSyntaxTree ParseFile()
    {
        _reader.Restart(_reader.Lexer.Position);
        while (_reader.Current.Kind != TokenKind.EndOfFile)
        {
            ParseLine();
        }

        while (_blocks.Innermost is not RootSyntax)
        {
            BlockSyntax open = _blocks.Close();
            _reader.Report(KconfigDiagnostics.MissingEnd, open.Span, BlockName(open), "end" + BlockName(open));
        }

        var root = (RootSyntax)_blocks.Close();
        return new KconfigSyntaxTree(_reader.File, root, _reader.Lexer.Macros, _reader.Diagnostics.Count == 0 ? Array.Empty<KconfigDiagnostic>() : _reader.Diagnostics);
    }

    private void ParseLine()
    {
        Token token = _reader.Current;
        if (token.Kind == TokenKind.EndOfLine)
        {
            _reader.Advance();
            return;
        }

        if (_deferred.IsAt(token) && _deferred.TryRead(token, out DeferredLines.Line line))
        {
            ParseDeferred(line);
        }
        else if (token.Kind != TokenKind.Word)
        {
            _reader.ReportExpected("a statement");
        }
        else if (token.Keyword == Keyword.None)
        {
            ParseUnknownWord(token);
        }
        else if (PropertyParser.IsProperty(token.Keyword))
        {
            ParseProperty(token);
        }
        else
        {
            ParseStatement(token);
        }

        if (!_reader.AtLineEnd)
        {
            _reader.ReportExpected("the end of the line");
        }
    }

    private void ParseProperty(Token keyword)
    {
        _atStart = false;
        if (!_properties.Allows(_blocks.Entry, keyword))
        {
            return;
        }

        if (_properties.Parse(_blocks.Entry is ChoiceSyntax) is { } property)
        {
            AddProperty(property);
            while (property is OptionSyntax && !_reader.AtLineEnd && _properties.ParseOption() is { } option)
            {
                AddProperty(option);
            }
        }
    }

    private void AddProperty(PropertySyntax property)
    {
        _blocks.Add(property);
    }

    private void ParseStatement(Token keyword)
    {
        _reader.Advance();
        if (!AllowsStatement(keyword))
        {
            return;
        }

        switch (keyword.Keyword)
        {
            case Keyword.EndMenu or Keyword.EndIf or Keyword.EndChoice:
                Close(keyword);
                break;
            case Keyword.On:
                Misplace(keyword, "it belongs behind 'depends'", opensBlock: false);
                break;
            default:
                Add(_statements.Parse(keyword) ?? Replacement(keyword), keyword);
                break;
        }
    }

    /// <summary>Adds a statement and makes it the entry that the lines behind it belong to.</summary>
    private void Add(StatementSyntax? statement, Token keyword)
    {
        _atStart = false;
        switch (statement)
        {
            case BlockSyntax block when _blocks.Depth > MaximumDepth:
                _reader.Report(KconfigDiagnostics.TooDeep, block.Span, "Menus, ifs and choices", MaximumDepth);
                _reader.Restart(_reader.File.Text.Length);
                _blocks.CloseAll();
                break;
            case BlockSyntax block:
                _blocks.Open(block, isInTree: true);
                break;
            case null when keyword.Keyword is Keyword.Config or Keyword.MenuConfig:
                Discard(keyword);
                break;
            case null:
                _blocks.Entry = null;
                break;
            default:
                _blocks.Add(statement);
                break;
        }
    }

    /// <summary>The block that stands in for one whose first line has an error, so that its end finds it.</summary>
    private static BlockSyntax? Replacement(Token keyword)
    {
        var nothing = new TextSyntax(new TextSpan(keyword.Span.Start, 0), false, false);
        return keyword.Keyword switch
        {
            Keyword.Menu => new MenuSyntax(keyword.Span, nothing),
            Keyword.If => new IfSyntax(keyword.Span, new OperandSyntax(nothing)),
            _ => null,
        };
    }

    private bool AllowsStatement(Token keyword)
    {
        const string InChoice = "a choice holds only config, comment and if";
        switch (keyword.Keyword)
        {
            case Keyword.MenuConfig when !_dialect.HasLegacySyntax && _blocks.InChoice(allowsIf: true):
                Misplace(keyword, InChoice, opensBlock: false);
                return false;
            case Keyword.Menu or Keyword.Choice when _blocks.InChoice(allowsIf: !_dialect.HasLegacySyntax):
                Misplace(keyword, InChoice, opensBlock: true);
                return false;
            case Keyword.MainMenu when !_atStart:
                Misplace(keyword, "it must be the first statement of the root file", opensBlock: false);
                return false;
            default:
                if (StatementParser.IsSource(keyword.Keyword) && !_dialect.HasLegacySyntax && _blocks.InChoice(allowsIf: true))
                {
                    Misplace(keyword, InChoice, opensBlock: false);
                    return false;
                }

                return true;
        }
    }

    private void ParseUnknownWord(Token word)
    {
        _atStart = false;
        _reader.Advance();
        if (_reader.Current.IsAssignment && _reader.Lexer.HasMacros)
        {
            AddAssignment(_statements.ParseAssignment(word, deferredFrom: -1), word);
            return;
        }

        string written = _reader.File.GetText(word.Span);
        _reader.Report(KconfigDiagnostics.UnknownStatement, word.Span, written, DidYouMean.Hint(written, Keywords.Statements(_dialect)));
        _reader.SkipLine();
        if (word.Span.Start == 0 || _reader.File.Text[word.Span.Start - 1] == '\n')
        {
            Discard(word);
        }
    }

    private void AddAssignment(AssignmentSyntax assignment, Token name)
    {
        if (!_dialect.IsExtended && _blocks.EndsWithHelp && assignment.Value.Length > 0)
        {
            Misplace(name, "directly behind a help text the C program takes no assignment; put another statement in between", opensBlock: false);
        }
        else if (_blocks.InChoice(allowsIf: true))
        {
            Misplace(name, "a choice holds only config, comment and if", opensBlock: false);
        }
        else
        {
            _blocks.Add(assignment);
        }
    }

    private void ParseDeferred(DeferredLines.Line line)
    {
        if (line.IsAssignment)
        {
            _atStart = false;
            AddAssignment(_statements.ParseAssignment(line.Keyword, line.Start), line.Keyword);
            return;
        }

        if (line.Keyword.Keyword == Keyword.None)
        {
            // What is nothing but macros may stand anywhere, even before mainmenu, since it must come to nothing.
            _blocks.AddMacros(line);
            return;
        }

        if (PropertyParser.IsProperty(line.Keyword.Keyword))
        {
            _atStart = false;
            if (_properties.Allows(_blocks.Entry, line.Keyword))
            {
                _blocks.Add(new DeferredPropertySyntax(line.Span, line.Start, _blocks.Entry is ChoiceSyntax));
                if (line.Keyword.Keyword == Keyword.Help)
                {
                    SkipHelp();
                }
            }
        }
        else if (AllowsStatement(line.Keyword))
        {
            if (line.MakeStatement() is { } statement)
            {
                Add(statement, line.Keyword);
            }
            else
            {
                _blocks.AddMacros(line);
                Close(line.Keyword);
            }
        }
    }

    /// <summary>Skips the text of a help line that has macros behind the keyword.</summary>
    private void SkipHelp()
    {
        string text = _reader.File.Text;
        var lines = HelpText.Find(text, _reader.Current.Span.End, !_dialect.IsExtended);
        if (!lines.IsBlank)
        {
            _reader.Restart(lines.End, atLineStart: lines.End == text.Length);
        }
    }

    /// <summary>Gives the lines behind a broken entry something to belong to, so that one mistake is one message.</summary>
    private void Discard(Token token) =>
        _blocks.Entry = new ConfigSyntax(token.Span, new TextSyntax(token.Span, false, false), isMenuConfig: false);

    private void Close(Token end)
    {
        _atStart = false;
        _blocks.Entry = null;
        string name = _reader.File.GetText(end.Span);
        BlockSyntax open = _blocks.Innermost;
        if (open is RootSyntax)
        {
            _reader.Report(KconfigDiagnostics.UnexpectedEnd, end.Span, name, "no block is open in this file; remove it");
        }
        else if ("end" + BlockName(open) != name)
        {
            _reader.Report(KconfigDiagnostics.UnexpectedEnd, end.Span, name,
                $"the innermost open block is the '{BlockName(open)}' at {new SourceLocation(_reader.File, open.Span)}; close that first");
        }
        else
        {
            _blocks.Close();
            if (_reader.Current.Kind == TokenKind.EndOfFile && _dialect is { IsExtended: false, Messages: not MessageShapes.Linux })
            {
                _reader.Report(KconfigDiagnostics.UnexpectedEnd, end.Span, name, "the file has ended before this line, which has no line end; add one");
            }
        }
    }

    /// <summary>Reports a statement that may not stand here. A block is opened all the same, outside the tree, so that its end matches.</summary>
    private void Misplace(Token keyword, string why, bool opensBlock)
    {
        _reader.Report(KconfigDiagnostics.MisplacedStatement, keyword.Span, _reader.File.GetText(keyword.Span), why);
        _reader.SkipLine();
        _blocks.Entry = null;
        if (opensBlock)
        {
            _blocks.Open(Replacement(keyword) ?? new ChoiceSyntax(keyword.Span, null), isInTree: false);
        }
    }

    private static string BlockName(BlockSyntax block) => block switch { IfSyntax => "if", MenuSyntax => "menu", _ => "choice" };
}
