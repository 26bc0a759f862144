using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Reads the assignments of a .config, or of the auto.conf that was written last, as the C program does and with its warnings. The located
/// messages of <see cref="DotConfig"/> are for everybody else.
/// </summary>
/// <param name="files">Whose files.</param>
/// <param name="isAutoConf">Whether it is auto.conf: strings have no quotes, and wrong values need no word.</param>
internal sealed class AssignmentLoader(ConfigurationFiles files, bool isAutoConf)
{
    private const string NotSet = "is not set";

    private readonly ConfigFileRules _rules = files.Rules;
    private readonly string _prefix = files.Prefix;
    private readonly bool _reportsUnknown = files.Rules.ReportsUnknownSymbols && files.IsSet("KCONFIG_WARN_UNKNOWN_SYMBOLS");
    private readonly Dictionary<Symbol, UserValue> _values = [];
    private readonly List<string> _unknown = [];
    private readonly ClassicChoiceStates? _choices = files.Tree.Dialect.Choices == ChoiceRules.Classic ? new ClassicChoiceStates(files) : null;
    private SourceFile _file = null!;
    private string _text = "";
    private TextLines _lines;
    private int _line;

    /// <summary>The values, of each symbol the last.</summary>
    public IReadOnlyDictionary<Symbol, UserValue> Values => _values;

    /// <summary>The assigned names that no Kconfig file mentions, in order.</summary>
    public IReadOnlyList<string> UnknownNames => _unknown;

    /// <summary>What the assignments mean for choices, where those have values of their own.</summary>
    public ClassicChoiceStates? Choices => _choices;

    public void Load(SourceFile file)
    {
        _file = file;
        _text = file.Text;
        _lines = new TextLines(_text, isExact: true);
        while (_lines.Next())
        {
            _line++;
            if (_lines.Start == _lines.End)
            {
                continue;
            }

            if (_text[_lines.Start] == '#')
            {
                ReadComment();
            }
            else if (_lines.HasAt(_lines.Start, _prefix))
            {
                ReadAssignment();
            }
            else
            {
                WarnUnexpected();
            }
        }
    }

    private void ReadComment()
    {
        int name = _lines.Start + 2 + _prefix.Length;
        if (!_lines.HasAt(_lines.Start + 2, _prefix) || (_text[_lines.Start + 1] != ' ' && !_rules.AllowsAnyCharacterBehindHash))
        {
            return;
        }

        int nameEnd = _lines.Find(' ', name);
        if (nameEnd >= 0 && _lines.HasAt(nameEnd + 1, NotSet)
            && (_rules.AllowsTextBehindNotSet || nameEnd + 1 + NotSet.Length == _lines.End)
            && Find(name, nameEnd) is { } symbol)
        {
            WarnOfReassignment(symbol);
            if (_rules.NotSetIsValue || SymbolTypes.IsLogical(symbol.Type))
            {
                Set(symbol, "n");
            }
        }
    }

    private void ReadAssignment()
    {
        int name = _lines.Start + _prefix.Length;
        int equals = _lines.Find('=', name);
        if (equals < 0)
        {
            if (_rules.ReportsMissingEquals)
            {
                WarnUnexpected();
            }
        }
        else if (Find(name, equals) is { } symbol)
        {
            WarnOfReassignment(symbol);
            Set(symbol, _text.Substring(equals + 1, _lines.End - equals - 1));
        }
    }

    private Symbol? Find(int start, int end)
    {
        Symbol? symbol = files.Tree.FindMentioned(_text, start, end - start) ?? (isAutoConf ? null : _choices?.Find(_text, start, end - start));
        if (symbol is null)
        {
            string name = _text.Substring(start, end - start);
            if (name.Length > 0 || !isAutoConf)
            {
                // No file stands for a symbol without a name.
                _unknown.Add(name);
            }

            if (_reportsUnknown && !isAutoConf)
            {
                Warn("unknown symbol: " + name);
            }
        }

        return symbol;
    }

    private void Set(Symbol symbol, string text)
    {
        if (Parse(symbol, text) is { } value)
        {
            _values[symbol] = value;
            if (symbol.OwnChoice is { } own)
            {
                _choices?.Assign(own, value);
            }
            else if (symbol.Choice is { } choice && _choices?.Assign(choice, symbol, value) is { } warning)
            {
                Warn(warning);
            }
        }
    }

    private UserValue? Parse(Symbol symbol, string text)
    {
        var location = new SourceLocation(_file, TextSpan.FromBounds(_lines.Start, _lines.End));
        int sequence = isAutoConf ? 0 : files.Configuration.NextSequence();
        switch (symbol.Type)
        {
            case SymbolType.Bool or SymbolType.Tristate:
                if (AssignmentReader.ReadTristate(symbol.Type, text) is { } tristate)
                {
                    return new UserValue(tristate, "", location, sequence);
                }

                break;
            case SymbolType.String when isAutoConf && !_rules.IsLegacyLayout:
                return new UserValue(Tristate.N, text, location, sequence);
            case SymbolType.String:
                if (text.Length == 0 || text[0] != '"')
                {
                    return null;
                }

                if (AssignmentReader.Unquote(text) is { } content)
                {
                    return new UserValue(Tristate.N, content, location, sequence);
                }

                if (!isAutoConf)
                {
                    Warn("invalid string found");
                }

                return null;
            case SymbolType.Int when KconfigNumber.IsInt(text):
            case SymbolType.Hex when KconfigNumber.IsHex(text):
                return new UserValue(Tristate.N, text, location, sequence);
            case SymbolType.Unknown:
                return null;
        }

        if (!isAutoConf)
        {
            Warn("symbol value '" + text + "' invalid for " + symbol.Name);
        }

        return null;
    }

    private void WarnOfReassignment(Symbol symbol)
    {
        // A choice counts as assigned before anything is.
        if (_values.ContainsKey(symbol) || symbol.OwnChoice is not null)
        {
            Warn("override: reassigning to symbol " + symbol.Name);
        }
    }

    private void WarnUnexpected()
    {
        int end = _rules.CutsAtReturn && _lines.Find('\r', _lines.Start) is >= 0 and var cut ? cut : _lines.End;
        if (end > _lines.Start)
        {
            Warn("unexpected data: " + _text.Substring(_lines.Start, end - _lines.Start));
        }
    }

    private void Warn(string text) => files.Warn(FormattableString.Invariant($"{_file.Path}:{_line}:warning: {text}\n"));
}
