using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What a member of a choice must not have.</summary>
internal static class ChoiceMemberChecks
{
    /// <summary>Checks the lines of all its definitions.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="member">The member.</param>
    /// <param name="isElsewhere">Whether a prompt belongs to a definition outside the choice; who asks knows what counts as that, and when.</param>
    /// <param name="log">Receives what is wrong.</param>
    public static void CheckLines(Choice choice, Symbol member, Func<Prompt, bool> isElsewhere, MessageLog log)
    {
        IReadOnlyList<KconfigProperty> lines = member.Properties;
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i] is DefaultProperty)
            {
                log.Report(KconfigDiagnostics.ChoiceMemberDefault, lines[i].Location, member.Name);
            }
            else if (lines[i] is Prompt prompt && isElsewhere(prompt))
            {
                log.Report(KconfigDiagnostics.ChoiceMemberElsewhere, prompt.Location, member.Name, choice.Location);
            }
        }
    }
}
