using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Which member of a choice is y in Linux since 6.12 (docs/kconfig-semantics.md): the visible member that the user set to y last; else the
/// first default that applies to a visible member that the user did not set to n; else the first visible member that the user left alone; else, all
/// being n, the one that was set to n longest ago. As in the C program, a default that names a visible symbol outside the choice leaves all members
/// n (KC0040 warns of it).
/// </summary>
internal static class MemberRules
{
    public static Symbol? Choose(Choice choice, Evaluator evaluator)
    {
        Symbol? latestYes = null, firstFree = null, oldestNo = null;
        foreach (Symbol member in ByPriority(choice, evaluator))
        {
            evaluator.CalculateVisibility(member);
            if (evaluator.State(member).Visibility == Tristate.N)
            {
                continue;
            }

            UserValue? user = evaluator.User(member);
            if (user is null)
            {
                firstFree ??= member;
            }
            else if (user.Tristate == Tristate.Y)
            {
                latestYes ??= member;
            }
            else
            {
                oldestNo = member;
            }
        }

        if (latestYes is not null)
        {
            return latestYes;
        }

        foreach (ChoiceDefault item in choice.Defaults)
        {
            if (item.Member.Choice != choice)
            {
                evaluator.Calculate(item.Member);
            }
        }

        return ChoiceEvaluator.FirstDefault(choice, evaluator) is { } active && evaluator.User(active.Member) is not { Tristate: Tristate.N }
            ? active.Member : firstFree ?? oldestNo;
    }

    /// <summary>What the user set last comes first; what the user left alone comes last, in the order of the choice.</summary>
    private static IReadOnlyList<Symbol> ByPriority(Choice choice, Evaluator evaluator)
    {
        List<Symbol>? set = null;
        foreach (Symbol member in choice.Members)
        {
            if (evaluator.User(member) is not null)
            {
                (set ??= []).Add(member);
            }
        }

        if (set is null)
        {
            return choice.Members;
        }

        set.Sort((left, right) => evaluator.User(right)!.Sequence.CompareTo(evaluator.User(left)!.Sequence));
        foreach (Symbol member in choice.Members)
        {
            if (evaluator.User(member) is null)
            {
                set.Add(member);
            }
        }

        return set;
    }
}
