using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <content>Editing, one symbol at a time.</content>
public sealed partial class Configuration
{
    private static readonly Tristate[] s_tristates = [Tristate.N, Tristate.M, Tristate.Y];

    /// <summary>
    /// Tells of symbols whose value or visibility changed by <see cref="Set"/> or <see cref="Reset"/>, after everything is up to date. Where somebody
    /// listens, all values are kept computed; otherwise they are computed when asked for.
    /// </summary>
    public event EventHandler<ValuesChangedEventArgs>? ValuesChanged;

    /// <summary>
    /// Gives a symbol a value as a person would: only if it takes effect. Only what depends on the symbol is computed again. In a choice, y takes the
    /// y from the member that had it.
    /// </summary>
    /// <param name="symbol">A symbol that the tree defines.</param>
    /// <param name="value">y, m or n for bool and tristate; otherwise the text, without quotes.</param>
    /// <returns>Whether it was accepted, or why not: then nothing has changed.</returns>
    public SetResult Set(Symbol symbol, string value)
    {
        if (symbol is null || !symbol.IsDefined)
        {
            throw new ArgumentException("The tree does not define this symbol.", nameof(symbol));
        }

        if (AssignmentReader.ReadTyped(symbol, value, _sequence) is not { } user)
        {
            return new SetResult(false, AssignmentReader.InvalidValue(symbol, value, symbol.Definitions[0].Location));
        }

        Change change = Begin(symbol);
        Apply(symbol, user);
        _sequence++;
        string text = GetText(symbol);
        if (text == (SymbolTypes.IsLogical(symbol.Type) ? value : user.Text))
        {
            End(change);
            return SetResult.Accepted;
        }

        KconfigDiagnostic reason = ValueChecks.Explain(symbol, user, Evaluator)
            ?? AssignmentReader.InvalidValue(symbol, value, symbol.Definitions[0].Location);
        Undo(symbol, change);
        return new SetResult(false, reason);
    }

    /// <summary>Takes the user's value away: the symbol has its default again.</summary>
    /// <param name="symbol">A symbol that the tree defines.</param>
    public void Reset(Symbol symbol)
    {
        if (_evaluator.Remembered(symbol) is not null)
        {
            Change change = Begin(symbol);
            Apply(symbol, null);
            End(change);
        }
    }

    /// <summary>
    /// What a bool or tristate may be set to at present, from n to y; only its value, if the user cannot change it. Empty for other types, whose
    /// values <see cref="Set"/> checks.
    /// </summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public IReadOnlyList<Tristate> GetAllowedValues(Symbol symbol)
    {
        var allowed = new List<Tristate>();
        if (SymbolTypes.IsLogical(symbol.Type))
        {
            Tristate value = Evaluator.Tristate(symbol);
            foreach (Tristate candidate in s_tristates)
            {
                if (candidate == value || Allows(symbol, candidate))
                {
                    allowed.Add(candidate);
                }
            }
        }

        return allowed;
    }

    /// <summary>What is needed to tell of a change, or to undo it.</summary>
    /// <param name="Before">All values, if somebody listens.</param>
    /// <param name="Users">The user values of the symbol, or of its choice and all members.</param>
    private sealed record Change(List<(Symbol Symbol, string Text, Tristate Visibility)>? Before, List<(Symbol Symbol, UserValue? Value)> Users);

    private Change Begin(Symbol symbol)
    {
        List<(Symbol, string, Tristate)>? before = null;
        if (ValuesChanged is not null)
        {
            CalculateAll();
            before = Snapshot();
        }

        List<(Symbol, UserValue?)> users = [(symbol, _evaluator.Remembered(symbol))];
        if (symbol.Choice is { } choice && IsClassic)
        {
            users.Add((choice.Symbol, _evaluator.Remembered(choice.Symbol)));
            foreach (Symbol member in choice.Members)
            {
                users.Add((member, _evaluator.Remembered(member)));
            }
        }

        return new Change(before, users);
    }

    private void Apply(Symbol symbol, UserValue? user)
    {
        if (symbol.Choice is { } choice && IsClassic)
        {
            // Members of older choices take part in the choice's own value.
            if (user?.Tristate == Tristate.Y)
            {
                Calculate(symbol);
                TakeMember(choice, symbol);
            }

            _evaluator.SetUser(symbol, user);
            _evaluator.InvalidateAll();
        }
        else
        {
            _evaluator.SetUser(symbol, user);
            new ChangePropagation(Evaluator).Run(symbol);
        }

        _checked = null;
    }

    private void Undo(Symbol symbol, Change change)
    {
        for (int i = change.Users.Count - 1; i > 0; i--)
        {
            _evaluator.SetUser(change.Users[i].Symbol, change.Users[i].Value);
        }

        Apply(symbol, change.Users[0].Value);
        if (change.Users.Count > 1)
        {
            foreach ((Symbol other, UserValue? value) in change.Users)
            {
                _evaluator.SetUser(other, value);
            }

            _evaluator.InvalidateAll();
        }
    }

    private void End(Change change)
    {
        IsChanged = true;
        if (change.Before is null)
        {
            return;
        }

        CalculateAll();
        var changes = new List<ValueChange>();
        foreach ((Symbol symbol, string text, Tristate visibility) in change.Before)
        {
            string newText = _evaluator.TextAsIs(symbol);
            Tristate newVisibility = _evaluator.State(symbol).Visibility;
            if (newText != text || newVisibility != visibility)
            {
                changes.Add(new ValueChange(symbol, text, newText, visibility, newVisibility));
            }
        }

        if (changes.Count > 0)
        {
            ValuesChanged?.Invoke(this, new ValuesChangedEventArgs(changes));
        }
    }

    private bool IsClassic => Tree.Dialect.Choices == ChoiceRules.Classic;

    private void CalculateAll()
    {
        Evaluator evaluator = Evaluator;
        foreach (Symbol symbol in Tree.Symbols)
        {
            evaluator.Calculate(symbol);
        }
    }

    private List<(Symbol Symbol, string OldText, Tristate OldVisibility)> Snapshot()
    {
        var values = new List<(Symbol, string, Tristate)>(Tree.Symbols.Count);
        foreach (Symbol symbol in Tree.Symbols)
        {
            values.Add((symbol, _evaluator.TextAsIs(symbol), _evaluator.State(symbol).Visibility));
        }

        return values;
    }
}
