using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What assignments mean beyond the symbols they name, in Linux up to 6.11: for choices, and out of range.</summary>
internal static class ClassicAssignments
{
    /// <summary>Gives each choice the greatest value of its members, and the member that was set to y last.</summary>
    public static void ApplyToChoices(Configuration configuration)
    {
        foreach (Choice choice in configuration.Tree.Choices)
        {
            var value = new UserValue(Tristate.N, "", null, 0);
            int lastModule = -1;
            foreach (Symbol member in choice.Members)
            {
                if (configuration.GetUserValue(member) is not { } user)
                {
                    continue;
                }

                if (user.Tristate == Tristate.Y && (value.Chosen is null || user.Sequence > value.Sequence))
                {
                    value = user with { Chosen = member };
                }
                else if (user.Tristate == Tristate.M)
                {
                    lastModule = user.Sequence > lastModule ? user.Sequence : lastModule;
                    value = value.Tristate == Tristate.N ? value with { Tristate = Tristate.M } : value;
                }
            }

            // An m behind a y contradicts it: the choice counts as not answered.
            bool isContradicted = value.Chosen is not null && lastModule > value.Sequence;
            configuration.SetUserValueRaw(choice.Symbol, value with { IsNew = isContradicted });
        }
    }

    /// <summary>
    /// Ignores numbers that are out of range, where the range is that of the values with all of them. Only what was ignored is computed again, as in
    /// the C program: computing everything twice makes it ask about choices once more.
    /// </summary>
    public static void DropOutOfRange(Configuration configuration, List<KconfigDiagnostic> diagnostics)
    {
        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            configuration.Calculate(symbol);
        }

        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            if (symbol.Type is SymbolType.Int or SymbolType.Hex && symbol.Choice is null && configuration.GetUserValue(symbol) is { } user && !configuration.Allows(symbol, user.Text))
            {
                configuration.SetUserValueRaw(symbol, user with { IsNew = true });
                configuration.Invalidate(symbol);
                if (ValueChecks.Explain(symbol, user, configuration.Evaluator) is { } diagnostic)
                {
                    diagnostics.Add(diagnostic);
                }
            }
        }
    }
}
