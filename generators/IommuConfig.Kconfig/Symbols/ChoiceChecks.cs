using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What a choice and its members must keep to, as in Linux since 6.12.</summary>
internal static class ChoiceChecks
{
    public static void Run(Choice choice, List<KconfigDiagnostic> diagnostics)
    {
        if (choice.Node.Prompt is null)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.ChoiceWithoutPrompt, choice.Location));
        }

        foreach (ChoiceDefault item in choice.Defaults)
        {
            if (item.Member.Choice != choice)
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.ChoiceDefaultNotMember, item.Location, item.Member.Name));
            }
        }

        foreach (Symbol member in choice.Members)
        {
            CheckMember(choice, member, diagnostics);
        }
    }

    private static void CheckMember(Choice choice, Symbol member, List<KconfigDiagnostic> diagnostics)
    {
        if (member.Type is not (SymbolType.Bool or SymbolType.Unknown))
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.ChoiceMemberNotBool, member.Definitions[0].Location, member.Name));
        }

        if (member.Defaults.Count > 0)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.ChoiceMemberDefault, member.Defaults[0].Location, member.Name));
        }

        bool isInside = false;
        foreach (MenuNode node in member.Definitions)
        {
            bool isHere = node.Parent == choice.Node && !isInside;
            isInside |= isHere;
            if (isHere && node.Prompt is null)
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.ChoiceMemberWithoutPrompt, node.Location, member.Name));
            }
            else if (!isHere && node.Prompt is not null)
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.ChoiceMemberElsewhere, node.Location, member.Name, choice.Location));
            }
        }
    }
}
