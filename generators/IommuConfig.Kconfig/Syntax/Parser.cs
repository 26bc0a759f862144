using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Parses one file line by line. Open blocks are on a stack of its own rather than the call stack. Lines that belong to an entry are read by
/// <see cref="PropertyParser"/>, expressions by <see cref="ExpressionParser"/>.
/// </summary>
internal sealed class Parser
{
    /// <summary>Menus, ifs and choices inside each other in one file.</summary>
    public const int MaximumDepth = 100;

    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;
    private readonly PropertyParser _properties;
    private readonly RootSyntax _root;
    private readonly Stack<BlockSyntax> _blocks = new();
    private EntrySyntax? _entry;
    private bool _atStart = true;

    public Parser(SourceFile file)
    {
        _reader = new TokenReader(file);
        _expressions = new ExpressionParser(_reader);
        _properties = new PropertyParser(_reader, _expressions);
        _root = new RootSyntax(new TextSpan(0, file.Text.Length));
        _blocks.Push(_root);
    }

    public KconfigSyntaxTree ParseFile()
    {
        _reader.Restart(_reader.Lexer.Position);
        while (_reader.Current.Kind != TokenKind.EndOfFile)
        {
            ParseLine();
        }

        while (_blocks.Peek() is not RootSyntax)
        {
            BlockSyntax open = _blocks.Pop();
            _reader.Report(KconfigDiagnostics.MissingEnd, open.Span, BlockName(open), "end" + BlockName(open));
        }

        ReportMacros();
        return new KconfigSyntaxTree(_reader.File, _root, _reader.Lexer.Macros, _reader.Diagnostics);
    }

    private void ParseLine()
    {
        Token token = _reader.Current;
        if (token.Kind == TokenKind.EndOfLine)
        {
            _reader.Advance();
            return;
        }

        if (token.Kind != TokenKind.Word)
        {
            _reader.ReportExpected("a statement");
        }
        else if (token.Keyword == Keyword.None)
        {
            ParseUnknownWord(token);
        }
        else if (PropertyParser.IsProperty(token.Keyword))
        {
            _properties.Parse(_entry);
        }
        else
        {
            ParseStatement(token);
        }

        _atStart = false;
        if (!_reader.AtLineEnd)
        {
            _reader.ReportExpected("the end of the line");
        }
    }

    private void ParseStatement(Token token)
    {
        bool inChoice = InChoice();
        _reader.Advance();
        switch (token.Keyword)
        {
            case Keyword.MenuConfig when inChoice:
            case Keyword.Menu or Keyword.Choice when inChoice:
                Misplace(token, "a choice holds only config, comment and if", opensBlock: token.Keyword != Keyword.MenuConfig);
                break;
            case Keyword.Source or Keyword.RelativeSource or Keyword.OptionalSource or Keyword.OptionalRelativeSource when inChoice:
                Misplace(token, "a choice holds only config, comment and if", opensBlock: false);
                break;
            case Keyword.Config or Keyword.MenuConfig:
                ParseConfig(token);
                break;
            case Keyword.Menu when ParseText("the menu's text in quotes") is { } prompt:
                Open(new MenuSyntax(SpanFrom(token), prompt));
                break;
            case Keyword.Choice:
                Open(new ChoiceSyntax(SpanFrom(token)));
                break;
            case Keyword.If when _expressions.Parse() is { } condition:
                Open(new IfSyntax(SpanFrom(token), condition));
                break;
            case Keyword.Menu:
                Open(new MenuSyntax(SpanFrom(token), new TextSyntax(new TextSpan(token.Span.End, 0), false, false)));
                break;
            case Keyword.If:
                // The condition was reported; the block stays, so that its endif finds it.
                Open(new IfSyntax(SpanFrom(token), new OperandSyntax(new TextSyntax(new TextSpan(token.Span.Start, 0), false, false))));
                break;
            case Keyword.Comment when ParseText("the comment's text in quotes") is { } text:
                Append(new CommentSyntax(SpanFrom(token), text));
                break;
            case Keyword.MainMenu:
                ParseMainMenu(token);
                break;
            case Keyword.Source or Keyword.RelativeSource or Keyword.OptionalSource or Keyword.OptionalRelativeSource:
                ParseSource(token);
                break;
            case Keyword.EndMenu or Keyword.EndIf or Keyword.EndChoice:
                Close(token);
                break;
            case Keyword.On:
                Misplace(token, "it belongs behind 'depends'", opensBlock: false);
                break;
        }
    }

    private void ParseConfig(Token keyword)
    {
        OperandSyntax? name = _expressions.ParseOperand("the symbol's name");
        if (name is null)
        {
            Discard(keyword);
        }
        else if (name.Text.IsQuoted)
        {
            _reader.Report(KconfigDiagnostics.SyntaxError, name.Span, "the symbol's name without quotes", _reader.File.GetText(name.Span));
            Discard(keyword);
        }
        else
        {
            Append(new ConfigSyntax(SpanFrom(keyword), name.Text, keyword.Keyword == Keyword.MenuConfig));
        }
    }

    private void ParseMainMenu(Token keyword)
    {
        if (!_atStart)
        {
            Misplace(keyword, "it must be the first statement of the root file", opensBlock: false);
        }
        else if (ParseText("the title in quotes") is { } text)
        {
            _blocks.Peek().Add(new MainMenuSyntax(SpanFrom(keyword), text));
        }
    }

    private void ParseSource(Token keyword)
    {
        _entry = null;
        if (ParseText("the file's path in quotes") is { } path)
        {
            _blocks.Peek().Add(new SourceSyntax(SpanFrom(keyword), path,
                keyword.Keyword is Keyword.RelativeSource or Keyword.OptionalRelativeSource,
                keyword.Keyword is Keyword.OptionalSource or Keyword.OptionalRelativeSource));
        }
    }

    private void ParseUnknownWord(Token word)
    {
        _reader.Advance();
        if (VariableParser.TryParse(_reader, word) is { } assignment)
        {
            _entry = null;
            _blocks.Peek().Add(assignment);
        }
        else if (word.HasMacro && _reader.AtLineEnd)
        {
            _blocks.Peek().Add(new MacroStatementSyntax(word.Span));
        }
        else
        {
            string written = _reader.File.GetText(word.Span);
            _reader.Report(KconfigDiagnostics.UnknownStatement, word.Span, written, DidYouMean.Hint(written, Keywords.Statements));
            _reader.SkipLine();
            if (word.Span.Start == 0 || _reader.File.Text[word.Span.Start - 1] == '\n')
            {
                Discard(word);
            }
        }
    }

    private TextSyntax? ParseText(string expected)
    {
        Token token = _reader.Current;
        if (token.Kind != TokenKind.String)
        {
            _reader.ReportExpected(expected);
            _entry = null;
            return null;
        }

        _reader.Advance();
        return new TextSyntax(token.Span, true, token.HasMacro);
    }

    private void Append(EntrySyntax statement)
    {
        _blocks.Peek().Add(statement);
        _entry = statement;
    }

    /// <summary>Gives the lines behind a broken entry something to belong to, so that one mistake is one message.</summary>
    private void Discard(Token token) => _entry = new ConfigSyntax(token.Span, new TextSyntax(token.Span, false, false), isMenuConfig: false);

    private void Open(BlockSyntax block)
    {
        if (_blocks.Count > MaximumDepth)
        {
            _reader.Report(KconfigDiagnostics.TooDeep, block.Span, "Menus, ifs and choices", MaximumDepth);
            _reader.Restart(_reader.File.Text.Length);
            _blocks.Clear();
            _blocks.Push(_root);
            return;
        }

        _blocks.Peek().Add(block);
        _blocks.Push(block);
        _entry = block is IfSyntax ? null : block;
    }

    private void Close(Token end)
    {
        _entry = null;
        string name = _reader.File.GetText(end.Span);
        if (_blocks.Peek() is RootSyntax)
        {
            _reader.Report(KconfigDiagnostics.UnexpectedEnd, end.Span, name, "no block is open in this file; remove it");
        }
        else if ("end" + BlockName(_blocks.Peek()) != name)
        {
            BlockSyntax open = _blocks.Peek();
            _reader.Report(KconfigDiagnostics.UnexpectedEnd, end.Span, name,
                $"the innermost open block is the '{BlockName(open)}' at {new SourceLocation(_reader.File, open.Span)}; close that first");
        }
        else
        {
            _blocks.Pop();
        }
    }

    /// <summary>Reports a statement that may not stand here. A block is opened all the same, outside the tree, so that its end matches.</summary>
    private void Misplace(Token keyword, string why, bool opensBlock)
    {
        _reader.Report(KconfigDiagnostics.MisplacedStatement, keyword.Span, _reader.File.GetText(keyword.Span), why);
        _reader.SkipLine();
        _entry = null;
        if (opensBlock)
        {
            BlockSyntax block = keyword.Keyword == Keyword.Menu
                ? new MenuSyntax(keyword.Span, new TextSyntax(keyword.Span, false, false))
                : new ChoiceSyntax(keyword.Span);
            _entry = block;
            _blocks.Push(block);
        }
    }

    private bool InChoice()
    {
        foreach (BlockSyntax block in _blocks)
        {
            if (block is not IfSyntax)
            {
                return block is ChoiceSyntax;
            }
        }

        return false;
    }

    private void ReportMacros()
    {
        foreach (MacroReferenceSyntax macro in _reader.Lexer.Macros)
        {
            _reader.Report(KconfigDiagnostics.MacroNotSupported, macro.Span, "Macros such as " + _reader.File.GetText(macro.Span));
        }
    }

    private TextSpan SpanFrom(Token keyword) => TextSpan.FromBounds(keyword.Span.Start, _reader.PreviousEnd);

    private static string BlockName(BlockSyntax block) => block switch { IfSyntax => "if", MenuSyntax => "menu", _ => "choice" };
}
