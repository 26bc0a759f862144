using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>
/// Gives answers in the order of the C program's symbol table, to symbols with and without prompts and to choices as to any bool or tristate
/// (Linux up to 6.11). Random answers are repeated until no choice becomes y any more, since a choice needs a member only then.
/// </summary>
internal sealed class HashOrderAnswering(Configuration configuration, NewAnswers answers)
{
    public void Run()
    {
        while (AnswerOnce() && answers.Random is not null)
        {
        }
    }

    /// <returns>Whether anything was answered.</returns>
    private bool AnswerOnce()
    {
        bool isLegacy = configuration.Tree.Dialect.Messages == MessageShapes.Legacy;
        bool hasChanged = AnswerSymbols();
        configuration.InvalidateAll();
        if (answers.Random is null)
        {
            RequireChoiceValues();
        }

        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            if (symbol.OwnChoice is not { } choice || configuration.GetUserValue(symbol) is not null)
            {
                continue;
            }

            bool isYes = configuration.GetTristate(symbol) == Tristate.Y;
            if (answers.Random is null)
            {
                ClassicRules.SetAll(choice, configuration.Evaluator);
            }
            else
            {
                if (isYes)
                {
                    ChooseAny(symbol, choice, answers.Random);
                }

                // In Linux 4.11 the last choice alone tells whether anything was answered.
                hasChanged = isYes || (hasChanged && !isLegacy);
            }
        }

        return hasChanged;
    }

    private bool AnswerSymbols()
    {
        bool hasChanged = false;
        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            if (symbol.Type is not (SymbolType.Bool or SymbolType.Tristate) || configuration.GetUserValue(symbol) is not null
                || (symbol.OwnChoice is not null && configuration.IsKnown(symbol)))
            {
                continue;
            }

            hasChanged = true;
            if (answers.For(symbol) is { } answer)
            {
                UserValue old = configuration.GetRememberedValue(symbol) ?? UserValue.Of(answer);
                bool staysNew = symbol.OwnChoice is not null && answers.Random is not null;
                configuration.SetUserValueRaw(symbol, old with { Tristate = answer, IsNew = staysNew });
            }
        }

        return hasChanged;
    }

    private void RequireChoiceValues()
    {
        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            if (symbol.Choice is not null || (symbol.OwnChoice is not null && configuration.GetUserValue(symbol) is null))
            {
                configuration.RequireChoiceValues(symbol);
            }
        }
    }

    private void ChooseAny(Symbol symbol, Choice choice, RandomAnswers random)
    {
        int chosen = random.Below(choice.Members.Count);
        for (int i = 0; i < choice.Members.Count; i++)
        {
            Symbol member = choice.Members[i];
            UserValue answer = UserValue.OfMember(member, i == chosen ? Tristate.Y : Tristate.N);
            configuration.SetUserValueRaw(member, answer with { Text = configuration.GetRememberedValue(member)?.Text ?? answer.Text });
            configuration.Invalidate(member);
        }

        UserValue old = configuration.GetRememberedValue(symbol) ?? UserValue.Of(Tristate.N);
        configuration.SetUserValueRaw(symbol, old with { Chosen = choice.Members[chosen], IsNew = false });
        configuration.Invalidate(symbol);
    }
}
