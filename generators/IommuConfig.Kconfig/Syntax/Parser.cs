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

    private readonly TokenReader reader;
    private readonly ExpressionParser expressions;
    private readonly PropertyParser properties;
    private readonly RootSyntax root;
    private readonly Stack<BlockSyntax> blocks = new();
    private EntrySyntax? entry;
    private bool atStart = true;

    public Parser(SourceFile file)
    {
        reader = new TokenReader(file);
        expressions = new ExpressionParser(reader);
        properties = new PropertyParser(reader, expressions);
        root = new RootSyntax(new TextSpan(0, file.Text.Length));
        blocks.Push(root);
    }

    public KconfigSyntaxTree ParseFile()
    {
        reader.Restart(reader.Lexer.Position);
        while (reader.Current.Kind != TokenKind.EndOfFile)
        {
            ParseLine();
        }

        while (blocks.Peek() is not RootSyntax)
        {
            BlockSyntax open = blocks.Pop();
            reader.Report(KconfigDiagnostics.MissingEnd, open.Span, BlockName(open), "end" + BlockName(open));
        }

        ReportMacros();
        return new KconfigSyntaxTree(reader.File, root, reader.Lexer.Macros, reader.Diagnostics);
    }

    private void ParseLine()
    {
        Token token = reader.Current;
        if (token.Kind == TokenKind.EndOfLine)
        {
            reader.Advance();
            return;
        }

        if (token.Kind != TokenKind.Word)
        {
            reader.ReportExpected("a statement");
        }
        else if (token.Keyword == Keyword.None)
        {
            ParseUnknownWord(token);
        }
        else if (PropertyParser.IsProperty(token.Keyword))
        {
            properties.Parse(entry);
        }
        else
        {
            ParseStatement(token);
        }

        atStart = false;
        if (!reader.AtLineEnd)
        {
            reader.ReportExpected("the end of the line");
        }
    }

    private void ParseStatement(Token token)
    {
        bool inChoice = InChoice();
        reader.Advance();
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
            case Keyword.If when expressions.Parse() is { } condition:
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
        OperandSyntax? name = expressions.ParseOperand("the symbol's name");
        if (name is null)
        {
            Discard(keyword);
        }
        else if (name.Text.IsQuoted)
        {
            reader.Report(KconfigDiagnostics.SyntaxError, name.Span, "the symbol's name without quotes", reader.File.GetText(name.Span));
            Discard(keyword);
        }
        else
        {
            Append(new ConfigSyntax(SpanFrom(keyword), name.Text, keyword.Keyword == Keyword.MenuConfig));
        }
    }

    private void ParseMainMenu(Token keyword)
    {
        if (!atStart)
        {
            Misplace(keyword, "it must be the first statement of the root file", opensBlock: false);
        }
        else if (ParseText("the title in quotes") is { } text)
        {
            blocks.Peek().Add(new MainMenuSyntax(SpanFrom(keyword), text));
        }
    }

    private void ParseSource(Token keyword)
    {
        entry = null;
        if (ParseText("the file's path in quotes") is { } path)
        {
            blocks.Peek().Add(new SourceSyntax(SpanFrom(keyword), path,
                keyword.Keyword is Keyword.RelativeSource or Keyword.OptionalRelativeSource,
                keyword.Keyword is Keyword.OptionalSource or Keyword.OptionalRelativeSource));
        }
    }

    private void ParseUnknownWord(Token word)
    {
        reader.Advance();
        if (VariableParser.TryParse(reader, word) is { } assignment)
        {
            entry = null;
            blocks.Peek().Add(assignment);
        }
        else if (word.HasMacro && reader.AtLineEnd)
        {
            blocks.Peek().Add(new MacroStatementSyntax(word.Span));
        }
        else
        {
            string written = reader.File.GetText(word.Span);
            reader.Report(KconfigDiagnostics.UnknownStatement, word.Span, written, DidYouMean.Hint(written, Keywords.Statements));
            reader.SkipLine();
            if (word.Span.Start == 0 || reader.File.Text[word.Span.Start - 1] == '\n')
            {
                Discard(word);
            }
        }
    }

    private TextSyntax? ParseText(string expected)
    {
        Token token = reader.Current;
        if (token.Kind != TokenKind.String)
        {
            reader.ReportExpected(expected);
            entry = null;
            return null;
        }

        reader.Advance();
        return new TextSyntax(token.Span, true, token.HasMacro);
    }

    private void Append(EntrySyntax statement)
    {
        blocks.Peek().Add(statement);
        entry = statement;
    }

    /// <summary>Gives the lines behind a broken entry something to belong to, so that one mistake is one message.</summary>
    private void Discard(Token token) => entry = new ConfigSyntax(token.Span, new TextSyntax(token.Span, false, false), isMenuConfig: false);

    private void Open(BlockSyntax block)
    {
        if (blocks.Count > MaximumDepth)
        {
            reader.Report(KconfigDiagnostics.TooDeep, block.Span, "Menus, ifs and choices", MaximumDepth);
            reader.Restart(reader.File.Text.Length);
            blocks.Clear();
            blocks.Push(root);
            return;
        }

        blocks.Peek().Add(block);
        blocks.Push(block);
        entry = block is IfSyntax ? null : block;
    }

    private void Close(Token end)
    {
        entry = null;
        string name = reader.File.GetText(end.Span);
        if (blocks.Peek() is RootSyntax)
        {
            reader.Report(KconfigDiagnostics.UnexpectedEnd, end.Span, name, "no block is open in this file; remove it");
        }
        else if ("end" + BlockName(blocks.Peek()) != name)
        {
            BlockSyntax open = blocks.Peek();
            reader.Report(KconfigDiagnostics.UnexpectedEnd, end.Span, name,
                $"the innermost open block is the '{BlockName(open)}' at {new SourceLocation(reader.File, open.Span)}; close that first");
        }
        else
        {
            blocks.Pop();
        }
    }

    /// <summary>Reports a statement that may not stand here. A block is opened all the same, outside the tree, so that its end matches.</summary>
    private void Misplace(Token keyword, string why, bool opensBlock)
    {
        reader.Report(KconfigDiagnostics.MisplacedStatement, keyword.Span, reader.File.GetText(keyword.Span), why);
        reader.SkipLine();
        entry = null;
        if (opensBlock)
        {
            BlockSyntax block = keyword.Keyword == Keyword.Menu
                ? new MenuSyntax(keyword.Span, new TextSyntax(keyword.Span, false, false))
                : new ChoiceSyntax(keyword.Span);
            entry = block;
            blocks.Push(block);
        }
    }

    private bool InChoice()
    {
        foreach (BlockSyntax block in blocks)
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
        foreach (MacroReferenceSyntax macro in reader.Lexer.Macros)
        {
            reader.Report(KconfigDiagnostics.MacroNotSupported, macro.Span, "Macros such as " + reader.File.GetText(macro.Span));
        }
    }

    private TextSpan SpanFrom(Token keyword) => TextSpan.FromBounds(keyword.Span.Start, reader.PreviousEnd);

    private static string BlockName(BlockSyntax block) => block switch { IfSyntax => "if", MenuSyntax => "menu", _ => "choice" };
}
