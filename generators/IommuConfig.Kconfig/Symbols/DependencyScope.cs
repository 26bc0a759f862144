namespace IommuConfig.Kconfig;

/// <summary>
/// What an entry, and everything inside it, depends on: a condition of its own and those around it. Shared by all that stand inside, so that it is
/// kept, and evaluated, once.
/// </summary>
/// <param name="parent">The scope around it; null if nothing there has a condition.</param>
/// <param name="own">Its own condition.</param>
/// <param name="index">Its number among the scopes of the tree: values live in arrays.</param>
internal sealed class DependencyScope(DependencyScope? parent, Expression own, int index)
{
    private Expression? _expression;

    public DependencyScope? Parent => parent;

    public Expression Own => own;

    public int Index => index;

    /// <summary>All conditions, the outermost first.</summary>
    public Expression Expression => _expression ??= parent is null ? own : IommuConfig.Kconfig.Expression.And(parent.Expression, own);
}
