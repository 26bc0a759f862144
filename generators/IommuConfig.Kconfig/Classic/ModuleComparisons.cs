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
        if (!ReferenceEquals(condition, Expression.Yes))
        {
            _normalizer.Normalize(tree.Forms.Convert(condition));
        }
    }
}
