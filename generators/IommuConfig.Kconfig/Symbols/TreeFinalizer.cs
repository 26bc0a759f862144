namespace IommuConfig.Kconfig;

/// <summary>
/// What can only be done once everything is read: reverse dependencies, the members of older choices, checks. Goes through the menu tree as the C
/// program does, a menu's entries before what they contain, so that lists and messages come in its order.
/// </summary>
internal sealed class TreeFinalizer
{
    /// <summary>
    /// Up to so many symbols, conditions are evaluated as the C program simplifies them. Values do not depend on it, but the order in which symbols
    /// are computed does, and so the order of warnings of unmet dependencies. In a tree as large as Linux, simplifying would cost more than all else.
    /// </summary>
    private const int MostSimplified = 500;

    private readonly ClassicChoices? _classicChoices;
    private readonly ModuleComparisons? _comparisons;

    private TreeFinalizer(KconfigTree tree, BuildContext context)
    {
        _classicChoices = context.Dialect.Choices == ChoiceRules.Classic ? new ClassicChoices(tree) : null;
        _comparisons = context.IsExact && context.Expressions.ComparesWithModule ? new ModuleComparisons(tree, context.Log.Console!) : null;
    }

    public static void Run(KconfigTree tree, BuildContext context)
    {
        var finalizer = new TreeFinalizer(tree, context);
        finalizer.Finalize(tree.Root);
        finalizer.Check(tree, context);
        tree.ComputesSimplified = context.IsExact && tree.Symbols.Count <= MostSimplified && context.Dialect.Choices == ChoiceRules.Classic;
        if (!(context.IsExact && context.Log.HasErrors))
        {
            DependencyCycles.Report(tree, context.Log);
            if (!(context.IsExact && tree.HasCycles && tree.Dialect.Messages == MessageShapes.Linux))
            {
                EntrySanity.Check(tree, context.Log);
            }
        }
    }

    private void Finalize(MenuNode node)
    {
        ref GrowingList<MenuNode> parts = ref node.PartNodes;
        if (parts.Count == 0)
        {
            return;
        }

        if (node.Choice is not null)
        {
            _classicChoices?.SetTypes(node);
        }

        for (int i = 0; i < parts.Count; i++)
        {
            AddReverseDependencies(parts[i]);
            _comparisons?.Check(parts[i]);
        }

        for (int i = 0; i < parts.Count; i++)
        {
            Finalize(parts[i]);
        }

        if (node.Choice is not null)
        {
            _classicChoices?.AddMembers(node);
        }
    }

    /// <summary>
    /// Checks each entry after those below it. What stands below an entry when it is shown, and how much is known by then, matters only to which
    /// messages there are in which order, and only to who replaces the C program; it is found out only if there may be any.
    /// </summary>
    private void Check(KconfigTree tree, BuildContext context)
    {
        if (!context.IsExact)
        {
            new EntryChecks(tree, context.Log, isExact: false).Run(tree.Root);
            return;
        }

        var silent = new MessageLog(context.Dialect);
        new EntryChecks(tree, silent, isExact: true).Run(tree.Root);
        if (silent.Diagnostics.Count > 0 || _classicChoices is { DependsOnOrder: true })
        {
            tree.Arrange(new OrderedChecks(tree, context.Log, _classicChoices));
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
