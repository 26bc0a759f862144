using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Says of a tree with syntax errors what the C program says. That program has a grammar with error recovery, and its messages follow from where the
/// recovery takes it rather than from what is wrong; nobody but a caller who replaces it wants them (the messages with ids are better). So the files
/// are gone through once more, token by token, and nothing is built.
/// </summary>
/// <remarks>
/// After an error the tokens up to the line end are dropped, and so is the entry they belong to, but not the blocks around it; then the line is called
/// invalid (or its first word unknown). "syntax error" is said before that unless fewer than three tokens were read since the last such line.
/// </remarks>
internal sealed partial class MalformedTree
{
    private const int QuietTokens = 3;

    private readonly ConfTokens _tokens;
    private readonly ConfLine _line;
    private readonly ConfEntries _entries;
    private readonly ConfFiles _files;
    private readonly ConfOutput _output;
    private readonly Dialect _dialect;
    private readonly ConfSymbolOptions _options;
    private readonly Stack<Block> _blocks = new();

    /// <summary>What the line lists' lines may belong to: the keyword of the entry, or none.</summary>
    private Keyword _entry;

    private MalformedTree(ISyntaxTreeProvider trees, LoadOptions options, IConfConsole console)
    {
        _output = new ConfOutput(console);
        _dialect = options.Dialect;
        _tokens = new ConfTokens(options, _output);
        _line = new ConfLine(_tokens);
        _entries = new ConfEntries(_tokens, options.Dialect, _output);
        _options = new ConfSymbolOptions(_entries, _output, options.Environment);
        _files = new ConfFiles(trees, _tokens, options.Dialect, _output);
    }

    /// <summary>A block that is open in the grammar.</summary>
    /// <param name="Name">menu, if or choice.</param>
    /// <param name="Entry">Its entry.</param>
    /// <param name="IsInChoice">Whether only what a choice may contain may stand in it.</param>
    private readonly record struct Block(string Name, ConfEntry Entry, bool IsInChoice);

    /// <summary>Writes what the C program writes while it reads such a tree. The program then ends with exit code 1.</summary>
    /// <param name="rootPath">The root file.</param>
    /// <param name="trees">The files.</param>
    /// <param name="options">What the tree is read with. Macros are expanded anew.</param>
    /// <param name="console">What is written to.</param>
    /// <returns>
    /// Whether the C program refuses the tree. It takes some that are refused here: a line that belongs to the last entry of a file that was sourced just
    /// before it.
    /// </returns>
    public static bool Report(string rootPath, ISyntaxTreeProvider trees, LoadOptions options, IConfConsole console)
    {
        var tree = new MalformedTree(trees, options, console);
        tree.Run(rootPath);
        return tree._output.HasErrors;
    }

    private bool IsInChoice => _blocks.Count > 0 && _blocks.Peek().IsInChoice;

    private void Run(string rootPath)
    {
        _files.OpenRoot(rootPath);
        _tokens.Read();
        if (_tokens.Current is { Kind: ConfTokenKind.Word, Keyword: Keyword.MainMenu } && !_output.HasEnded && !ReadMainMenu())
        {
            return;
        }

        while (!_output.HasEnded && (_dialect.HasLegacySyntax ? ReadLegacyLine() : ReadLine()))
        {
        }
    }

    /// <summary>Reads the title. What is wrong in it ends everything, since there is nothing yet to go back to.</summary>
    private bool ReadMainMenu()
    {
        _line.Shift();
        if (_line.TryText(out string text) && _line.TryEnd())
        {
            _entries.AddPrompt(text);
            _tokens.Read();
            return true;
        }

        SaySyntaxError();
        return false;
    }

    /// <summary>Reads a line that begins with the current token. False at the end of the input.</summary>
    private bool ReadLine()
    {
        ConfToken first = _tokens.Current;
        if (first.Kind == ConfTokenKind.Word && first.Keyword != Keyword.None && IsLineOf(_entry, first.Keyword))
        {
            _line.Shift();
            if (!ReadProperty(first.Keyword))
            {
                return Recover(null);
            }

            _tokens.Read();
            return true;
        }

        LeaveEntry();
        if (first.Kind == ConfTokenKind.EndOfInput)
        {
            return _blocks.Count > 0 && Recover(null);
        }

        if (first.IsPlainWord && !IsInChoice)
        {
            return ReadAssignment(first.Text);
        }

        if (!IsStatement(first))
        {
            return Recover(null);
        }

        _line.Shift();
        if (!ReadStatement(first.Keyword))
        {
            return Recover(null);
        }

        if (!_output.HasEnded)
        {
            _tokens.Read();
        }

        return true;
    }

    /// <summary>The lines of the entry are complete: what follows is no line of it.</summary>
    private void LeaveEntry()
    {
        Keyword entry = _entry;
        _entry = Keyword.None;
        switch (entry)
        {
            case Keyword.Config or Keyword.MenuConfig:
                _entries.EndLines(IsInChoice);
                break;
            case Keyword.Choice:
                _entries.EndChoiceLines();
                _blocks.Push(new Block("choice", _entries.BeginMenu(), IsInChoice: true));
                break;
            case Keyword.Menu:
                _blocks.Push(new Block("menu", _entries.BeginMenu(), IsInChoice: false));
                break;
        }
    }

    private bool IsStatement(in ConfToken token) => token.Kind == ConfTokenKind.Word && token.Keyword switch
    {
        Keyword.Config or Keyword.Comment or Keyword.If => true,
        Keyword.MenuConfig or Keyword.Choice or Keyword.Menu or Keyword.Source => !IsInChoice,
        Keyword.EndMenu or Keyword.EndIf or Keyword.EndChoice => _blocks.Count > 0,
        _ => false,
    };

    private bool ReadStatement(Keyword keyword)
    {
        string text = "";
        switch (keyword)
        {
            case Keyword.Config or Keyword.MenuConfig:
                return _line.TryName(out text) && _line.TryEnd() && Begin(keyword, text);
            case Keyword.Choice:
                string? name = _dialect.Choices == ChoiceRules.Classic && _line.TryName(out text) ? text : null;
                return _line.TryEnd() && Begin(keyword, name);
            case Keyword.Menu or Keyword.Comment:
                if (!_line.TryText(out text) || !_line.TryEnd())
                {
                    return false;
                }

                Begin(keyword, null);
                _entries.AddPrompt(text);
                return true;
            case Keyword.If:
                if (!_line.TryExpression() || !_line.TryEnd())
                {
                    return false;
                }

                // Linux 4.11 remembers the line behind.
                Begin(Keyword.None, null, linesFurther: _dialect.Messages == MessageShapes.Legacy ? 1 : 0);
                _blocks.Push(new Block("if", _entries.BeginMenu(), IsInChoice));
                return true;
            case Keyword.Source:
                if ((!_line.TryText(out text) && !(_dialect.HasLegacySyntax && _line.TryName(out text))) || !_line.TryEnd())
                {
                    return false;
                }

                _files.Open(_dialect.HasLegacySyntax ? WithValues(text) : text);
                return true;
            default:
                if (!_line.TryEnd())
                {
                    return false;
                }

                string end = keyword switch { Keyword.EndMenu => "menu", Keyword.EndIf => "if", _ => "choice" };
                _entries.EndMenu(end, _blocks.Pop().Name);
                return true;
        }
    }

    private bool Begin(Keyword keyword, string? name, int linesFurther = 0)
    {
        _entries.Add(keyword, name, linesFurther);
        _entry = keyword;
        return true;
    }

    private bool ReadAssignment(string name)
    {
        _line.Shift();
        if (_tokens.Current is { Kind: ConfTokenKind.Equal or ConfTokenKind.OtherAssignment, Text: var @operator })
        {
            _line.Shift();
            string value = "";
            if (_tokens.Current is { Kind: ConfTokenKind.AssignmentValue, Text: var written })
            {
                value = written;
                _line.Shift();
            }

            if (_line.TryEnd())
            {
                _tokens.Assign(name, @operator, value);
                if (!_output.HasEnded)
                {
                    _tokens.Read();
                }

                return true;
            }
        }

        return Recover(name);
    }

    /// <summary>Goes on behind an error: with the next line, outside any entry. False at the end of the input.</summary>
    /// <param name="unknownWord">The first word of the line, if it is no keyword.</param>
    private bool Recover(string? unknownWord)
    {
        _entry = Keyword.None;
        if (_line.Quiet == 0)
        {
            SaySyntaxError();
        }

        while (_tokens.Current.Kind is not (ConfTokenKind.EndOfLine or ConfTokenKind.EndOfInput) && !_output.HasEnded)
        {
            _tokens.Read();
        }

        if (_output.HasEnded)
        {
            return false;
        }

        if (_tokens.Current.Kind == ConfTokenKind.EndOfInput)
        {
            Abandon();
            return false;
        }

        _line.Quiet = QuietTokens - 1;
        _output.WriteErrorLine($"{_tokens.Position}: {(unknownWord is null ? "invalid statement" : $"unknown statement \"{unknownWord}\"")}");
        _tokens.Read();
        return true;
    }

    private void Abandon()
    {
        while (_blocks.Count > 0)
        {
            _entries.Abandon(_blocks.Pop().Entry);
        }
    }

    /// <summary>Linux 6.1 names the line behind.</summary>
    private void SaySyntaxError() =>
        _output.WriteErrorLine(_tokens.Position.ToString(_dialect.Messages == MessageShapes.Linux ? 0 : 1) + ": syntax error");
}
