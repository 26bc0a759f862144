namespace IommuConfig.Kconfig;

/// <content>What a person's answers do.</content>
public sealed partial class Configuration
{
    /// <summary>The value that the user gave a symbol; null if there is none, or the user is to be asked again.</summary>
    internal UserValue? GetUserValue(Symbol symbol) => _evaluator.User(symbol);

    /// <summary>The value that the user gave a symbol, even if the user is to be asked again.</summary>
    internal UserValue? GetRememberedValue(Symbol symbol) => _evaluator.Remembered(symbol);

    /// <summary>Sets what the user asked for, unchecked, and leaves all computed values as they are.</summary>
    internal void SetUserValueRaw(Symbol symbol, UserValue? value) => _evaluator.SetUser(symbol, value);

    /// <summary>The next number in the order of assignments.</summary>
    internal int NextSequence() => _sequence++;

    /// <summary>Whether a bool or tristate may be given a value at present.</summary>
    internal bool Allows(Symbol symbol, Tristate value)
    {
        Calculate(symbol);
        ref readonly SymbolState state = ref _evaluator.State(symbol);
        if (!SymbolTypes.IsLogical(symbol.Type) || state.Visibility == Tristate.N || state.Visibility <= state.Selected
            || (value == Tristate.M && (_evaluator.IsBool(symbol) || _evaluator.IsImpliedFully(state))))
        {
            return false;
        }

        return symbol.Choice is not null && Tree.Dialect.Choices == ChoiceRules.Classic && state.Visibility == Tristate.Y
            ? value == Tristate.Y
            : value >= state.Selected && value <= state.Visibility;
    }

    /// <summary>Whether a text is a value of the symbol's type and in its range.</summary>
    internal bool Allows(Symbol symbol, string value) => symbol.Type switch
    {
        SymbolType.String => true,
        SymbolType.Int => KconfigNumber.IsInt(value) && NumberRange.Contains(_evaluator, symbol, value),
        SymbolType.Hex => KconfigNumber.IsHex(value) && NumberRange.Contains(_evaluator, symbol, value),
        SymbolType.Bool or SymbolType.Tristate => ReadTristate(value) is { } tristate && Allows(symbol, tristate),
        _ => false,
    };

    /// <summary>Gives a bool or tristate a value, if it may have it.</summary>
    internal bool TrySet(Symbol symbol, Tristate value)
    {
        Tristate old = GetTristate(symbol);
        if (old != value && !Allows(symbol, value))
        {
            return false;
        }

        if (symbol.Choice is { } choice && value == Tristate.Y && Tree.Dialect.Choices == ChoiceRules.Classic)
        {
            TakeMember(choice, symbol);
        }

        _evaluator.SetUser(symbol, UserValue.Of(value) with { Sequence = _sequence++ });
        if (old != value)
        {
            InvalidateAll();
        }

        return true;
    }

    /// <summary>Gives a symbol a value, if it may have it; a hex without 0x gets it.</summary>
    internal bool TrySet(Symbol symbol, string value)
    {
        if (SymbolTypes.IsLogical(symbol.Type))
        {
            return ReadTristate(value) is { } tristate && TrySet(symbol, tristate);
        }

        if (!Allows(symbol, value))
        {
            return false;
        }

        bool needsPrefix = symbol.Type == SymbolType.Hex && !(value.Length > 1 && value[0] == '0' && value[1] is 'x' or 'X');
        string text = needsPrefix ? "0x" + value : value;
        UserValue? old = _evaluator.Remembered(symbol);
        _evaluator.SetUser(symbol, new UserValue(Tristate.N, text, null, _sequence++));
        if (old is null || old.Text != text || needsPrefix)
        {
            InvalidateAll();
        }

        return true;
    }

    /// <summary>Makes a visible member of a choice its y and the other visible members n.</summary>
    internal void Choose(Choice choice, Symbol member)
    {
        if (Tree.Dialect.Choices == ChoiceRules.Classic)
        {
            TrySet(member, Tristate.Y);
            return;
        }

        bool hasChanged = false;
        foreach (Symbol other in choice.Members)
        {
            if (_evaluator.Visibility(other) == Tristate.N)
            {
                continue;
            }

            Tristate value = other == member ? Tristate.Y : Tristate.N;
            hasChanged |= _evaluator.Tristate(other) != value;
            _evaluator.SetUser(other, UserValue.Of(value) with { Sequence = _sequence++ });
        }

        if (hasChanged)
        {
            InvalidateAll();
        }
    }

    private void TakeMember(Choice choice, Symbol member)
    {
        _evaluator.SetUser(choice.Symbol, (_evaluator.Remembered(choice.Symbol) ?? UserValue.Of(Tristate.N)) with { Chosen = member, IsNew = false });
        foreach (Symbol other in choice.Members)
        {
            if (_evaluator.State(other).Visibility != Tristate.N)
            {
                _evaluator.SetUser(other, (_evaluator.Remembered(other) ?? UserValue.OfMember(other, Tristate.N)) with { IsNew = false });
            }
        }
    }

    private static Tristate? ReadTristate(string value) => value.Length == 0 ? null : value[0] switch
    {
        'y' or 'Y' => Tristate.Y,
        'm' or 'M' => Tristate.M,
        'n' or 'N' => Tristate.N,
        _ => null,
    };
}
