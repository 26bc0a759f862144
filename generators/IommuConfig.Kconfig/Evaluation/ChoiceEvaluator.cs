namespace IommuConfig.Kconfig;

/// <summary>
/// Which member of a choice is y, as Linux 7.3 decides it (docs/kconfig-semantics.md): the visible member that the user set to y last; else the
/// first default that applies to a visible member that the user did not set to n; else the first visible member that the user left alone; else, all
/// being n, the one that was set to n longest ago. As in the C program, a default that names a visible symbol outside the choice leaves all members
/// n (KC0040 warns of it).
/// </summary>
internal static class ChoiceEvaluator
{
    public static Symbol? Choose(Choice choice, Evaluator evaluator)
    {
        Symbol? latestYes = null, firstFree = null, oldestNo = null;
        foreach (Symbol member in choice.Members)
        {
            if (evaluator.Visibility(member) == Tristate.N)
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
                latestYes = latestYes is null || evaluator.User(latestYes)!.Sequence < user.Sequence ? member : latestYes;
            }
            else
            {
                oldestNo = oldestNo is null || evaluator.User(oldestNo)!.Sequence > user.Sequence ? member : oldestNo;
            }
        }

        return latestYes ?? ActiveDefault(choice, evaluator)?.Member ?? firstFree ?? oldestNo;
    }

    /// <summary>The default that applies, unless the user set its member to n.</summary>
    public static ChoiceDefault? ActiveDefault(Choice choice, Evaluator evaluator)
    {
        foreach (ChoiceDefault item in choice.Defaults)
        {
            if (evaluator.Expressions.Evaluate(item.Condition) != Tristate.N && evaluator.Visibility(item.Member) != Tristate.N)
            {
                return evaluator.User(item.Member) is null ? item : null;
            }
        }

        return null;
    }
}
