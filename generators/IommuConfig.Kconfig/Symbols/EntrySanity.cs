namespace IommuConfig.Kconfig;

/// <summary>What members of choices and transitional symbols must not have, said once all entries are known.</summary>
internal static class EntrySanity
{
    /// <summary>Checks all entries.</summary>
    public static void Check(KconfigTree tree, MessageLog log)
    {
        bool hasTransitional = false;
        foreach (Symbol symbol in tree.Symbols)
        {
            hasTransitional |= symbol.IsTransitional;
        }

        if (hasTransitional)
        {
            foreach (MenuNode node in tree.Nodes())
            {
                Check(node, tree, log);
            }
        }
        else if (tree.Dialect.Choices == ChoiceRules.Members)
        {
            foreach (Choice choice in tree.Choices)
            {
                CheckMembers(choice, log);
            }
        }
    }

    /// <summary>Checks one entry.</summary>
    public static void Check(MenuNode node, KconfigTree tree, MessageLog log)
    {
        if (node.Symbol is { IsTransitional: true } symbol)
        {
            CheckTransitional(symbol, node, log);
        }
        else if (node.Choice is { } choice && tree.Dialect.Choices == ChoiceRules.Members)
        {
            CheckMembers(choice, log);
        }
    }

    /// <summary>Each entry of a transitional symbol must be free of conditions; of its other lines the first is named, at each entry.</summary>
    private static void CheckTransitional(Symbol symbol, MenuNode node, MessageLog log)
    {
        if (HasCondition(node))
        {
            log.Report(KconfigDiagnostics.TransitionalProperty, node.Location, symbol.Name);
        }
        else if (symbol.Properties.Count > 0)
        {
            log.Report(KconfigDiagnostics.TransitionalProperty, symbol.Properties[0].Location, symbol.Name);
        }
    }

    /// <summary>Whether anything around an entry is more than a y.</summary>
    private static bool HasCondition(MenuNode node)
    {
        for (DependencyScope? scope = node.Scope; scope is not null; scope = scope.Parent)
        {
            if (!Is(Tristate.Y, scope.Own))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an expression is y (or n) whatever symbols are.</summary>
    private static bool Is(Tristate value, Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Tristate == value;
            case NotExpression not:
                return Is(Tristate.Y - (byte)value, not.Operand);
            case ChainExpression chain:
                bool needsAll = chain is AndExpression == (value == Tristate.Y);
                foreach (Expression operand in chain.Operands)
                {
                    if (Is(value, operand) != needsAll)
                    {
                        return !needsAll;
                    }
                }

                return needsAll;
            default:
                return false;
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

            ChoiceMemberChecks.CheckLines(choice, member, prompt => !prompt.IsMenuHeading && prompt.Node != node, log);
        }
    }
}
