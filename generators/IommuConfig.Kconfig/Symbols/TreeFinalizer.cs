namespace IommuConfig.Kconfig;

/// <summary>
/// What can only be done once everything is read: reverse dependencies, the members of older choices, checks. Goes through the menu tree as the C
/// program does, a menu's entries before what they contain, so that lists and messages come in its order.
/// </summary>
internal sealed class TreeFinalizer
{
    private readonly BuildContext _context;
    private readonly SymbolChecks _checks;
    private readonly ClassicChoices? _classicChoices;
    private readonly ModuleComparisons? _comparisons;

    private TreeFinalizer(KconfigTree tree, BuildContext context)
    {
        _context = context;
        _checks = new SymbolChecks(context.Log, tree.Symbols.Count + tree.Choices.Count);
        _classicChoices = context.Dialect.Choices == ChoiceRules.Classic ? new ClassicChoices(context, tree) : null;
        _comparisons = context.IsExact && context.Expressions.ComparesWithModule ? new ModuleComparisons(tree, context.Log.Console!) : null;
    }

    public static void Run(KconfigTree tree, BuildContext context)
    {
        context.BeginChecks();
        new TreeFinalizer(tree, context).Finalize(tree.Root);
        context.EndChecks(tree);
        if (!(context.IsExact && context.Log.HasErrors))
        {
            DependencyCycles.Report(tree, context.Log);
            EntrySanity.Check(tree, context.Log);
        }
    }

    private void Finalize(MenuNode node)
    {
        if (node.Parts.Count > 0)
        {
            if (node.Choice is not null)
            {
                _classicChoices?.SetTypes(node);
            }

            foreach (MenuNode part in node.Parts)
            {
                AddReverseDependencies(part);
                _comparisons?.Check(part);
            }

            foreach (MenuNode part in node.Parts)
            {
                Finalize(part);
            }

            _context.Look(node);
            if (node.Choice is not null)
            {
                _classicChoices?.AddMembers(node);
            }
        }

        _context.Look(node);
        if (node.Subject is { } symbol)
        {
            _checks.Run(symbol, node);
        }
    }

    private static void AddReverseDependencies(MenuNode node)
    {
        ref GrowingList<KconfigProperty> lines = ref node.Lines;
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i] is SelectProperty select)
            {
                if (select.IsImply)
                {
                    select.Target.Impliers.Add(select);
                }
                else
                {
                    select.Target.Selectors.Add(select);
                }
            }
        }
    }
}
