namespace IommuConfig.Kconfig;

/// <content>Values as the C program's modes need them.</content>
public sealed partial class Configuration
{
    /// <summary>Whether the symbol has a line in a .config.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public bool IsWritten(Symbol symbol) => Evaluator.IsWritten(symbol);

    /// <summary>Whether the user can give the symbol another value: a prompt is visible, and no select forces it.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public bool IsChangeable(Symbol symbol)
    {
        Calculate(symbol);
        ref readonly SymbolState state = ref _evaluator.State(symbol);
        return symbol.OwnChoice is null && state.Visibility > state.Selected;
    }

    /// <summary>Whether the symbol has a value from the user, whether it takes effect or not.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public bool HasUserValue(Symbol symbol) => _evaluator.User(symbol) is not null;

    /// <summary>Whether, as the C program sees it, there is something to write: a value was changed, or the file that was read says something else.</summary>
    internal bool IsChanged { get; set; }

    /// <summary>How often a warning of unmet dependencies was given.</summary>
    internal int UnmetCount => _evaluator.UnmetCount;

    /// <summary>The value of a bool or tristate; n for others.</summary>
    internal Tristate GetTristate(Symbol symbol) => _evaluator.Tristate(symbol);

    /// <summary>The value as text: n, m, y, or the text.</summary>
    internal string GetText(Symbol symbol) => _evaluator.Text(symbol);

    /// <summary>The member that a choice has without the user.</summary>
    internal Symbol? GetChoiceDefault(Choice choice)
    {
        Calculate(choice.Symbol);
        return _evaluator.DefaultMember(choice);
    }

    /// <summary>Whether a node is shown: its prompt is visible, or that of something below it.</summary>
    internal bool IsVisible(MenuNode node)
    {
        if (node.Prompt is not { } prompt || _evaluator.Expressions.Evaluate(node.HeadingVisibleIf) == Tristate.N)
        {
            return false;
        }

        if (node.Subject is not { } symbol)
        {
            return _evaluator.Expressions.Evaluate(prompt) != Tristate.N;
        }

        _evaluator.Calculate(symbol);
        if (_evaluator.WasShown(symbol, node))
        {
            return true;
        }

        if (_evaluator.Tristate(symbol) == Tristate.N)
        {
            return false;
        }

        foreach (MenuNode child in Tree.Layout.Children(node))
        {
            if (IsVisible(child))
            {
                // The C program takes the symbol as answered then.
                SetUserValueRaw(symbol, (GetRememberedValue(symbol) ?? UserValue.Of(Tristate.N)) with { IsNew = false });
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What a symbol is without the user, as savedefconfig sees it: the default that applies, raised by selects and implies; ranges are left out.
    /// </summary>
    internal string GetDefaultText(Symbol symbol)
    {
        _evaluator.CalculateVisibility(symbol);
        _evaluator.CalculateModules();
        DefaultProperty? item = _evaluator.ActiveDefault(symbol);
        ref readonly SymbolState state = ref _evaluator.State(symbol);
        if (!SymbolTypes.IsLogical(symbol.Type))
        {
            string text = item?.Value is SymbolExpression or ConstantExpression ? _evaluator.Expressions.RawText(item.Value) : "";
            return text.Length > 0 || !Tree.Dialect.NumbersDefaultToZero ? text : symbol.Type switch { SymbolType.Int => "0", SymbolType.Hex => "0x0", _ => "" };
        }

        Tristate value = item is null ? Tristate.N : _evaluator.DefaultValue(item);
        value = state.Selected > value ? state.Selected : value;
        bool isBool = symbol.Type == SymbolType.Bool || (symbol.Choice is null && _evaluator.Modules == Tristate.N);
        value = value == Tristate.M && isBool ? Tristate.Y : value;
        return TristateNames.Name(state.Implied > value ? state.Implied : value);
    }

    /// <summary>Computes a symbol, and what it depends on, unless they are known.</summary>
    internal void Calculate(Symbol symbol) => _evaluator.Calculate(symbol);

    /// <summary>Forgets all values; that of the symbol marked <c>modules</c> is computed at once.</summary>
    internal void InvalidateAll()
    {
        IsChanged = true;
        _evaluator.InvalidateAll();
        _checked = null;
    }

    /// <summary>Forgets one value.</summary>
    internal void Invalidate(Symbol symbol) => _evaluator.Invalidate(symbol);

    /// <summary>Whether the value of a symbol is known.</summary>
    internal bool IsKnown(Symbol symbol) => _evaluator.IsKnown(symbol);

    /// <summary>In older dialects: the next time that a choice is computed, its unanswered members become n.</summary>
    internal void RequireChoiceValues(Symbol symbol) => _evaluator.Change(symbol).NeedsChoiceValues = true;
}
