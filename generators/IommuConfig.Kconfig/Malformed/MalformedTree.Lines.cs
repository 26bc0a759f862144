namespace IommuConfig.Kconfig;

/// <content>The lines that belong to entries.</content>
internal sealed partial class MalformedTree
{
    private bool IsLineOf(Keyword entry, Keyword line) => entry switch
    {
        Keyword.Config or Keyword.MenuConfig => line is Keyword.Bool or Keyword.Tristate or Keyword.Int or Keyword.Hex or Keyword.String or Keyword.Prompt
            or Keyword.Default or Keyword.DefBool or Keyword.DefTristate or Keyword.Select or Keyword.Imply or Keyword.Range or Keyword.Modules
            or Keyword.Depends or Keyword.Help or Keyword.Transitional,
        Keyword.Choice => line is Keyword.Prompt or Keyword.Default or Keyword.Depends or Keyword.Help
            || (_dialect.Choices == ChoiceRules.Classic && line is Keyword.Bool or Keyword.Tristate or Keyword.Optional),
        Keyword.Menu => line is Keyword.Depends or Keyword.Visible,
        Keyword.Comment => line == Keyword.Depends,
        _ => false,
    };

    private bool ReadProperty(Keyword keyword)
    {
        string text = "";
        switch (keyword)
        {
            case Keyword.Bool or Keyword.Tristate or Keyword.Int or Keyword.Hex or Keyword.String:
                // A prompt counts as soon as it is complete, whatever follows on the line.
                if (_line.TryText(out text))
                {
                    if (!_line.TryCondition())
                    {
                        return false;
                    }

                    _entries.AddPrompt(text);
                }

                if (!_line.TryEnd())
                {
                    return false;
                }

                _entries.SetType(TypeOf(keyword));
                return true;
            case Keyword.Prompt:
                if (!_line.TryText(out text) || !_line.TryCondition() || !_line.TryEnd())
                {
                    return false;
                }

                _entries.AddPrompt(text);
                return true;
            case Keyword.Default when _entry == Keyword.Choice:
            case Keyword.Select or Keyword.Imply:
                return _line.TryName(out _) && _line.TryCondition() && _line.TryEnd();
            case Keyword.Default or Keyword.DefBool or Keyword.DefTristate:
                if (!_line.TryExpression() || !_line.TryCondition() || !_line.TryEnd())
                {
                    return false;
                }

                if (keyword != Keyword.Default)
                {
                    _entries.SetType(keyword == Keyword.DefBool ? SymbolType.Bool : SymbolType.Tristate);
                }

                return true;
            case Keyword.Range:
                return _line.TrySymbol() && _line.TrySymbol() && _line.TryCondition() && _line.TryEnd();
            case Keyword.Depends:
                return _line.TryKeyword(Keyword.On) && _line.TryExpression()
                    && (!_dialect.HasConditionalDependencies || _line.TryCondition()) && _line.TryEnd();
            case Keyword.Visible:
                return _line.TryCondition() && _line.TryEnd();
            case Keyword.Help:
                return ReadHelp();
            default:
                if (!_line.TryEnd())
                {
                    return false;
                }

                if (keyword == Keyword.Modules)
                {
                    _entries.SetModules();
                }

                return true;
        }
    }

    private bool ReadHelp()
    {
        if (!_line.TryEnd())
        {
            return false;
        }

        _tokens.BeginHelp();
        _tokens.Read();
        _line.Count();
        _entries.AddHelp(_tokens.Current.Text);
        return true;
    }

    private static SymbolType TypeOf(Keyword keyword) => keyword switch
    {
        Keyword.Bool => SymbolType.Bool,
        Keyword.Tristate => SymbolType.Tristate,
        Keyword.Int => SymbolType.Int,
        Keyword.Hex => SymbolType.Hex,
        _ => SymbolType.String,
    };
}
