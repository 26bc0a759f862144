namespace IommuConfig.Kconfig;

/// <summary>Says, as often and in the order the C program does, where a bool is compared with m.</summary>
internal sealed class ModuleComparisons(KconfigTree tree, IConfConsole console)
{
    private readonly ClassicNormalizer _normalizer = new(console);

    /// <summary>Looks at the dependencies and the lines of an entry.</summary>
    public void Check(MenuNode node)
    {
        Check(node.OwnDependency);
        ref GrowingList<KconfigProperty> lines = ref node.Lines;
        for (int i = 0; i < lines.Count; i++)
        {
            Check(lines[i].If);
            for (DependencyScope? visibility = lines[i].Visibility; visibility is not null; visibility = visibility.Parent)
            {
                Check(visibility.Own);
            }
        }
    }

    private void Check(Expression condition)
    {
        if (Compares(condition))
        {
            _normalizer.Normalize(tree.Forms.Convert(condition));
        }
    }

    /// <summary>Whether an expression compares anything with m: most do not, and need no other form.</summary>
    private static bool Compares(Expression expression)
    {
        switch (expression)
        {
            case ComparisonExpression { Right: ConstantExpression { Text: "m" } }:
                return true;
            case NotExpression not:
                return Compares(not.Operand);
            case ChainExpression chain:
                for (int i = 0; i < chain.Items.Length; i++)
                {
                    if (Compares(chain.Items[i]))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }
}
