using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What the assignments of a file say about choices where these have values of their own (<see cref="ChoiceRules.Classic"/>).</summary>
internal sealed class ClassicChoiceStates(ConfigurationFiles files)
{
    private readonly State[] _states = new State[files.Tree.Choices.Count];

    private readonly Dictionary<string, Symbol> _named = NamedChoices(files.Tree);

    /// <summary>The symbol of a choice by its name, which a .config may assign to.</summary>
    public Symbol? Find(string text, int start, int length) =>
        _named.Count > 0 && _named.TryGetValue(text.Substring(start, length), out Symbol? symbol) ? symbol : null;

    private static Dictionary<string, Symbol> NamedChoices(KconfigTree tree)
    {
        var named = new Dictionary<string, Symbol>(StringComparer.Ordinal);
        foreach (Choice choice in tree.Choices)
        {
            if (choice.Symbol.Name.Length > 0 && !named.ContainsKey(choice.Symbol.Name))
            {
                named.Add(choice.Symbol.Name, choice.Symbol);
            }
        }

        return named;
    }

    /// <summary>Takes a value of the choice itself into account.</summary>
    public void Assign(Choice choice, UserValue value)
    {
        ref State state = ref _states[choice.Index];
        state.Value = value.Tristate;
        state.IsDropped = false;
    }

    /// <summary>Takes a member's value into account.</summary>
    /// <returns>The C program's warning, if the value does not agree with an earlier one.</returns>
    public string? Assign(Choice choice, Symbol member, UserValue value)
    {
        ref State state = ref _states[choice.Index];
        string? warning = null;
        switch (value.Tristate)
        {
            case Tristate.M when state.Value == Tristate.Y:
                warning = member.Name + " creates inconsistent choice state";
                state.IsDropped = true;
                break;
            case Tristate.Y:
                warning = state.Value != Tristate.N ? "override: " + member.Name + " changes choice state" : null;
                state.Member = member;
                state.Location = value.Location;
                break;
        }

        state.Value = value.Tristate > state.Value ? value.Tristate : state.Value;
        return warning;
    }

    /// <summary>Gives all choices their values.</summary>
    public void Apply(Configuration configuration)
    {
        foreach (Choice choice in files.Tree.Choices)
        {
            State state = _states[choice.Index];
            configuration.SetUserValueRaw(
                choice.Symbol, new UserValue(state.Value, "", state.Location, 0) { Chosen = state.Member, IsNew = state.IsDropped });
        }
    }

    private struct State
    {
        public Tristate Value;
        public Symbol? Member;
        public SourceLocation? Location;
        public bool IsDropped;
    }
}
