using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What members of choices and transitional symbols must not have, said once all entries are known.</summary>
internal static class EntrySanity
{
    public static void Check(KconfigTree tree, MessageLog log)
    {
        foreach (Symbol symbol in tree.Symbols)
        {
            if (symbol.IsTransitional)
            {
                CheckTransitional(symbol, log);
            }
        }

        if (tree.Dialect.Choices == ChoiceRules.Members)
        {
            foreach (Choice choice in tree.Choices)
            {
                CheckMembers(choice, log);
            }
        }
    }

    private static void CheckTransitional(Symbol symbol, MessageLog log)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            if (node.Scope is not null)
            {
                log.Report(KconfigDiagnostics.TransitionalProperty, node.Location, symbol.Name);
                return;
            }
        }

        if (symbol.Properties.Count > 0)
        {
            log.Report(KconfigDiagnostics.TransitionalProperty, symbol.Properties[0].Location, symbol.Name);
        }
        else if (symbol.IsModules)
        {
            log.Report(KconfigDiagnostics.TransitionalProperty, symbol.Definitions[0].Location, symbol.Name);
        }
    }

    private static void CheckMembers(Choice choice, MessageLog log)
    {
        foreach (MenuNode node in choice.Node.Children)
        {
            if (node.Symbol is not { } member)
            {
                continue;
            }

            IReadOnlyList<KconfigProperty> lines = member.Properties;
            for (int i = 0; i < lines.Count; i++)
            {
                if (lines[i] is DefaultProperty)
                {
                    log.Report(KconfigDiagnostics.ChoiceMemberDefault, lines[i].Location, member.Name);
                }
                else if (lines[i] is Prompt && lines[i].Node != node)
                {
                    log.Report(KconfigDiagnostics.ChoiceMemberElsewhere, lines[i].Location, member.Name, choice.Location);
                }
            }
        }
    }
}
