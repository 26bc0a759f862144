using System;

namespace IommuConfig.Kconfig;

/// <content>
/// The grammar of Linux 4.11 recovers in the lines of an entry, which then goes on, and outside all blocks; a statement that is wrong in a block ends the
/// blocks.
/// </content>
internal sealed partial class MalformedTree
{
    private bool _hasDependency;

    private bool ReadLegacyLine()
    {
        ConfToken first = _tokens.Current;
        _line.Quiet -= Math.Min(_line.Quiet, _tokens.EmptyLines);
        if (first.Kind == ConfTokenKind.Word && IsLegacyLineOf(_entry, first.Keyword))
        {
            _hasDependency |= first.Keyword == Keyword.Depends;
            _line.Shift();
            return ReadLegacyProperty(first.Keyword) ? Continue() : RecoverLegacy("invalid option");
        }

        if (_entry == Keyword.Choice && first.Kind == ConfTokenKind.Word && IsForeignToChoice(first.Keyword))
        {
            _line.Shift();
            return ReadForeignProperty(first.Keyword) ? RecoverBehindLine() : RecoverLegacy("invalid option");
        }

        if (first.Kind != ConfTokenKind.EndOfInput && _entry != Keyword.None && !EndsLegacyEntry(first))
        {
            bool isWord = first.IsPlainWord;
            _line.Shift();
            return RecoverLegacy(isWord ? $"unknown option \"{first.Text}\"" : "invalid option");
        }

        bool isOpening = _entry is Keyword.Menu or Keyword.Choice;
        if (first.Kind == ConfTokenKind.EndOfInput && isOpening)
        {
            return RecoverLegacy("");
        }

        LeaveEntry();
        _hasDependency = false;
        if (first.Kind == ConfTokenKind.EndOfInput)
        {
            return _blocks.Count > 0 && RecoverLegacy("");
        }

        if (_blocks.Count == 0 && first is { Kind: ConfTokenKind.Word, Keyword: Keyword.EndMenu or Keyword.EndIf or Keyword.EndChoice })
        {
            _line.Shift();
            if (!_line.TryEnd())
            {
                return RecoverLegacy("invalid statement");
            }

            _output.WriteErrorLine($"{_tokens.Position}: unexpected end statement");
            return Continue();
        }

        if (IsLegacyStatement(first))
        {
            _line.Shift();
            return ReadStatement(first.Keyword) ? _output.HasEnded || Continue() : RecoverOutside("invalid statement");
        }

        if (_blocks.Count == 0 && first.Kind == ConfTokenKind.Word && (first.IsPlainWord || IsOptionName(first.Keyword)))
        {
            _line.Shift();
            return RecoverLegacy(first.IsPlainWord ? $"unknown statement \"{first.Text}\"" : $"unexpected option \"{first.Text}\"");
        }

        return RecoverOutside("invalid statement");
    }

    private bool ReadLegacyProperty(Keyword keyword)
    {
        if (keyword != Keyword.Option)
        {
            return ReadProperty(keyword);
        }

        if (!_line.TryName(out string name))
        {
            return false;
        }

        string? value = null;
        if (_tokens.Current.Kind == ConfTokenKind.Equal)
        {
            _line.Shift();
            if (!_line.TryText(out value) && !_line.TryName(out value))
            {
                return false;
            }
        }

        if (!_line.TryEnd())
        {
            return false;
        }

        _options.Set(_tokens.Position, name, value);
        return true;
    }

    /// <summary>Lines whose form is right in a choice and whose meaning is not.</summary>
    private static bool IsForeignToChoice(Keyword line) =>
        line is Keyword.Int or Keyword.Hex or Keyword.String or Keyword.DefBool or Keyword.DefTristate;

    private bool ReadForeignProperty(Keyword line)
    {
        if (line is Keyword.DefBool or Keyword.DefTristate)
        {
            return _line.TryName(out _) && _line.TryCondition() && _line.TryEnd();
        }

        if (_line.TryText(out string text))
        {
            if (!_line.TryCondition())
            {
                return false;
            }

            _entries.AddPrompt(text);
        }

        return _line.TryEnd();
    }

    /// <summary>Recovers from a line that was read to its end: the next one is lost, even an empty one, and no syntax error is said.</summary>
    private bool RecoverBehindLine()
    {
        ConfPosition last = _tokens.Position;
        _tokens.Read();
        _line.Quiet = QuietTokens;
        if (_tokens.EmptyLines == 0)
        {
            return RecoverLegacy("invalid option");
        }

        _output.WriteErrorLine($"{last}: invalid option");
        return true;
    }

    /// <summary>A path with the values of symbols.</summary>
    private string WithValues(string path) => SymbolReferences.Expand(path, _options.Value);

    private bool Continue()
    {
        _tokens.Read();
        return true;
    }

    private bool IsLegacyLineOf(Keyword entry, Keyword line) => entry switch
    {
        Keyword.Menu => line == Keyword.Depends || (line == Keyword.Visible && !_hasDependency),
        Keyword.Config or Keyword.MenuConfig => line == Keyword.Option || IsLineOf(entry, line),
        _ => line != Keyword.None && IsLineOf(entry, line),
    };

    private static bool EndsLegacyEntry(in ConfToken token, Keyword entry) => token.Kind == ConfTokenKind.Word && (token.Keyword is Keyword.Config
        or Keyword.MenuConfig or Keyword.Choice or Keyword.Menu or Keyword.Comment or Keyword.If or Keyword.Source or Keyword.EndMenu or Keyword.EndIf
        or Keyword.EndChoice || (entry is Keyword.Comment or Keyword.Config or Keyword.MenuConfig && IsOptionName(token.Keyword)));

    private bool EndsLegacyEntry(in ConfToken token) => EndsLegacyEntry(token, _entry);

    private static bool IsOptionName(Keyword keyword) => keyword is Keyword.Depends or Keyword.Prompt or Keyword.Bool or Keyword.Tristate or Keyword.Int
        or Keyword.Hex or Keyword.String or Keyword.DefBool or Keyword.DefTristate or Keyword.Select or Keyword.Imply or Keyword.Optional or Keyword.Range
        or Keyword.Default or Keyword.Visible;

    private bool IsLegacyStatement(in ConfToken token) => token.Kind == ConfTokenKind.Word && token.Keyword switch
    {
        Keyword.Menu or Keyword.Choice => _blocks.Count == 0 || _blocks.Peek().Name != "choice",
        Keyword.EndMenu or Keyword.EndIf or Keyword.EndChoice => _blocks.Count > 0,
        Keyword.Config or Keyword.MenuConfig or Keyword.Comment or Keyword.If or Keyword.Source => true,
        _ => false,
    };

    private bool RecoverOutside(string message) => RecoverLegacy(message, leavesBlocks: true);

    /// <summary>Goes on with the next line. False at the end of the input.</summary>
    private bool RecoverLegacy(string message, bool leavesBlocks = false)
    {
        if (_line.Quiet == 0)
        {
            SaySyntaxError();
        }

        if (leavesBlocks)
        {
            _entry = Keyword.None;
            Abandon();
        }

        while (_tokens.Current.Kind is not (ConfTokenKind.EndOfLine or ConfTokenKind.EndOfInput) && !_output.HasEnded)
        {
            _tokens.Read();
        }

        if (_output.HasEnded || _tokens.Current.Kind == ConfTokenKind.EndOfInput)
        {
            Abandon();
            return false;
        }

        _line.Quiet = QuietTokens - 1;
        _output.WriteErrorLine($"{_tokens.Position}: {message}");
        return Continue();
    }
}
