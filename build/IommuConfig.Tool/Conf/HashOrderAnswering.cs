using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>
/// Gives answers in the order of the C program's symbol table, to symbols with and without prompts and to choices as to any bool or tristate
/// (Linux up to 6.11). Random answers are repeated until no choice becomes y any more, since a choice needs a member only then.
/// </summary>
internal sealed class HashOrderAnswering(Configuration configuration, NewAnswers answers)
{
    private readonly HashSet<Symbol> _calculated = [];
    private readonly Dictionary<Symbol, Tristate> _choiceAnswers = [];

    public void Run()
    {
        while (AnswerOnce() && answers.Random is not null)
        {
        }
    }

    private bool AnswerOnce()
    {
        bool hasChanged = AnswerSymbols();
        configuration.InvalidateAll();
        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            if (symbol.OwnChoice is not { } choice || configuration.GetUserValue(symbol) is not null)
            {
                continue;
            }

            Tristate value = configuration.GetTristate(symbol);
            if (answers.Random is not { } random)
            {
                SetChoice(symbol, null);
            }
            else if (value == Tristate.Y)
            {
                ChooseAny(symbol, choice, random);
                hasChanged = true;
            }
            else
            {
                _calculated.Add(symbol);
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
                || _calculated.Contains(symbol))
            {
                continue;
            }

            hasChanged = true;
            if (answers.For(symbol) is not { } answer)
            {
                continue;
            }

            if (symbol.OwnChoice is not null && answers.Random is not null)
            {
                _choiceAnswers[symbol] = answer;
            }
            else
            {
                configuration.SetUserValueRaw(symbol, new UserValue(answer, "", default, 0));
            }
        }

        return hasChanged;
    }

    private void ChooseAny(Symbol symbol, Choice choice, RandomAnswers random)
    {
        int chosen = random.Below(choice.Members.Count);
        for (int i = 0; i < choice.Members.Count; i++)
        {
            configuration.SetUserValueRaw(choice.Members[i], new UserValue(i == chosen ? Tristate.Y : Tristate.N, "", default, 0));
            configuration.Invalidate(choice.Members[i]);
        }

        SetChoice(symbol, choice.Members[chosen]);
    }

    private void SetChoice(Symbol symbol, Symbol? chosen)
    {
        Tristate value = _choiceAnswers.GetValueOrDefault(symbol);
        configuration.SetUserValueRaw(symbol, new UserValue(value, "", default, 0) );
        configuration.Invalidate(symbol);
    }
}
