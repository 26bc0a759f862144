namespace IommuConfig.Kconfig;

/// <summary>
/// Checks the entries of a tree, all of it being known. Where the C program is replaced, this tells only whether <see cref="OrderedChecks"/> may
/// have anything to say.
/// </summary>
internal sealed class EntryChecks(KconfigTree tree, MessageLog log, bool isExact)
{
    private readonly SymbolChecks _symbols = new(log, tree.Symbols.Count + tree.Choices.Count, known: null, isExact);

    /// <summary>Checks what is in a node, then the node.</summary>
    public void Run(MenuNode node)
    {
        foreach (MenuNode part in node.Parts)
        {
            Run(part);
        }

        Check(node);
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

            ChoiceMemberChecks.CheckLines(choice, member, prompt => prompt.Node != entry && (isExact || prompt.Node.Parent?.Choice != choice), log);
        }
    }
}
