namespace IommuConfig.Kconfig;

/// <summary>
/// Which member of a choice is y in Linux up to 6.11, once the choice itself is: the one that the user chose, if it is visible; else the first
/// default that applies to a visible member; else the first visible member.
/// </summary>
internal static class ClassicRules
{
    public static Symbol? Choose(Choice choice, Evaluator evaluator)
    {
        bool isAllSet = true;
        foreach (Symbol member in choice.Members)
        {
            evaluator.CalculateVisibility(member);
            isAllSet &= evaluator.State(member).Visibility == Tristate.N || evaluator.User(member) is not null;
        }

        UserValue? user = evaluator.Remembered(choice.Symbol);
        if (user is { IsNew: false } && !isAllSet)
        {
            // There is a visible member that the user was never asked about, so the choice is to be asked again.
            evaluator.SetUser(choice.Symbol, user with { IsNew = true });
        }

        if (user?.Chosen is { } chosen && evaluator.State(chosen).Visibility != Tristate.N)
        {
            return chosen;
        }

        Symbol? byDefault = evaluator.DefaultMember(choice);
        if (byDefault is null)
        {
            evaluator.Change(choice.Symbol).Value = Tristate.N;
            evaluator.Expressions.Invalidate();
        }

        return byDefault;
    }

    /// <summary>Lets the choice count as answered, its members without a user value as n.</summary>
    public static void SetAll(Choice choice, Evaluator evaluator)
    {
        foreach (Symbol member in choice.Members)
        {
            if (evaluator.User(member) is null)
            {
                evaluator.SetUser(member, UserValue.Of(Tristate.N) with { IsNew = true });
            }
        }

        evaluator.SetUser(choice.Symbol, (evaluator.Remembered(choice.Symbol) ?? UserValue.Of(Tristate.N)) with { IsNew = false });
        evaluator.Change(choice.Symbol).NeedsChoiceValues = false;
        evaluator.Invalidate(choice.Symbol);
    }
}
