using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Checks the entries of a tree.</summary>
internal sealed class EntryChecks(KconfigTree tree, MessageLog log, bool isExact)
{
    private readonly SymbolChecks _symbols = new(log, tree.Symbols.Count + tree.Choices.Count, isExact);

    /// <summary>Checks what is in a node, then the node.</summary>
    public void Run(MenuNode node)
    {
        foreach (MenuNode part in node.Parts)
        {
            Run(part);
        }

        Check(node);
    }

    /// <summary>Checks nodes in a given order.</summary>
    public void Run(IReadOnlyList<MenuNode> nodes)
    {
        foreach (MenuNode node in nodes)
        {
            Check(node);
        }
    }

    private void Check(MenuNode node)
    {
        if (node.Choice is { } choice && tree.Dialect.Choices == ChoiceRules.Classic)
        {
            CheckMembers(node, choice);
        }

        if (node.Subject is { } symbol)
        {
            _symbols.Run(symbol, node);
        }
    }

    private void CheckMembers(MenuNode node, Choice choice)
    {
        foreach (MenuNode entry in choice.MemberEntries)
        {
            if (entry.Parent != node)
            {
                continue;
            }

            Symbol member = entry.Symbol!;
            if (entry.Prompt is null)
            {
                log.Report(KconfigDiagnostics.ChoiceMemberWithoutPrompt, entry.Location, member.Name);
            }

            IReadOnlyList<KconfigProperty> lines = member.Properties;
            for (int i = 0; i < lines.Count; i++)
            {
                if (lines[i] is DefaultProperty)
                {
                    log.Report(KconfigDiagnostics.ChoiceMemberDefault, lines[i].Location, member.Name);
                }
                else if (lines[i] is Prompt prompt && prompt.Node != entry && prompt.Node.Parent?.Choice != choice)
                {
                    log.Report(KconfigDiagnostics.ChoiceMemberElsewhere, prompt.Location, member.Name, choice.Location);
                }
            }
        }
    }
}
