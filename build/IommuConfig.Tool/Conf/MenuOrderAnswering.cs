using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>Gives answers in menu order, to symbols that have prompts; choices are answered by randconfig alone (Linux since 6.12).</summary>
internal sealed class MenuOrderAnswering(Configuration configuration, NewAnswers answers)
{
    public void Run()
    {
        foreach (MenuNode node in MenuWalk.Entries(configuration.Tree))
        {
            if (node.Choice is { } choice)
            {
                if (answers.Random is not null && node.Prompt is not null)
                {
                    Shuffle(choice, answers.Random);
                }
            }
            else if (node.Symbol is { Type: SymbolType.Bool or SymbolType.Tristate, Choice: null } symbol && node.Prompt is not null
                && configuration.GetUserValue(symbol) is null && answers.For(symbol) is { } answer)
            {
                configuration.SetUserValueRaw(symbol, UserValue.Of(answer) with { Sequence = configuration.NextSequence() });
            }
        }

        configuration.InvalidateAll();
    }

    /// <summary>All members that have no value become y, in random order: the earlier, the stronger, and what a file says is stronger than all.</summary>
    private void Shuffle(Choice choice, RandomAnswers random)
    {
        int count = 0;
        foreach (Symbol member in choice.Members)
        {
            count += configuration.GetUserValue(member) is null ? 1 : 0;
        }

        for (int sequence = -1; count > 0; count--)
        {
            int left = random.Below(count);
            foreach (Symbol member in choice.Members)
            {
                if (configuration.GetUserValue(member) is null && left-- == 0)
                {
                    configuration.SetUserValueRaw(member, UserValue.Of(Tristate.Y) with { Sequence = sequence-- });
                    break;
                }
            }
        }
    }
}
