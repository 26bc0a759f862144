using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// The order in which values can be computed: each after everything it depends on. Evaluation needs it only where chains are too long for the call
/// stack. Nodes on a cycle are in some fixed order.
/// </summary>
internal sealed class DependencyOrder
{
    private readonly int[] _positions;

    private DependencyOrder(int[] positions) => _positions = positions;

    /// <summary>The place of a symbol, by index.</summary>
    public int this[int index] => _positions[index];

    /// <summary>Finds the order: strongly connected components by Tarjan's algorithm, which yields them dependencies first.</summary>
    public static DependencyOrder Compute(KconfigTree tree) => new(Positions(Search(tree).Order));

    /// <summary>Searches the whole graph.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="forMessages">See <see cref="DependencyGraph"/>.</param>
    public static ComponentSearch Search(KconfigTree tree, bool forMessages = false)
    {
        var graph = new DependencyGraph(tree, forMessages);
        var search = new ComponentSearch(graph);

        // Every tristate depends on the symbol marked modules, and it may depend on some of them: it goes first, with what it needs.
        if (tree.ModulesSymbol is { } modules)
        {
            search.Run(modules.Index);
        }

        for (int node = 0; node < graph.Count; node++)
        {
            search.Run(node);
        }

        return search;
    }

    private static int[] Positions(List<int> order)
    {
        var positions = new int[order.Count];
        for (int i = 0; i < order.Count; i++)
        {
            positions[order[i]] = i;
        }

        return positions;
    }
}
