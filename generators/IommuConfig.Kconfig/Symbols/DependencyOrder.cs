using System;
using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// The order in which values can be computed: each after everything it depends on. So evaluation is one loop that needs no call stack however long
/// the chains are. Nodes are numbered as in <see cref="DependencyGraph"/>. Cycles are reported; their nodes are computed in some fixed order.
/// </summary>
internal sealed class DependencyOrder
{
    private DependencyOrder(int[] nodes) => Nodes = nodes;

    /// <summary>All nodes, each after its dependencies.</summary>
    public int[] Nodes { get; }

    /// <summary>Finds the order: strongly connected components by Tarjan's algorithm, which yields them dependencies first.</summary>
    public static DependencyOrder Compute(
        IReadOnlyList<Symbol> symbols, IReadOnlyList<Choice> choices, Symbol? modules, List<KconfigDiagnostic> diagnostics)
    {
        var graph = new DependencyGraph(symbols, choices);
        var search = new ComponentSearch(graph);

        // Every tristate depends on the symbol marked modules, and it may depend on some of them: it goes first, with what it needs.
        if (modules is not null)
        {
            search.Run(modules.Index);
        }

        for (int node = 0; node < graph.Count; node++)
        {
            search.Run(node);
        }

        foreach (int[] cycle in search.Cycles)
        {
            ReportCycle(graph, cycle, symbols, choices, diagnostics);
        }

        return new DependencyOrder(search.Order.ToArray());
    }

    private static void ReportCycle(
        DependencyGraph graph, int[] component, IReadOnlyList<Symbol> symbols, IReadOnlyList<Choice> choices, List<KconfigDiagnostic> diagnostics)
    {
        Array.Sort(component);
        var text = new StringBuilder();
        SourceLocation first = default;
        List<int> path = ShortestCycle(graph, component);
        for (int i = 0; i < path.Count; i++)
        {
            int from = path[i], to = path[(i + 1) % path.Count];
            (string relation, SourceLocation location) = Relation(from, to, symbols, choices);
            first = i == 0 ? location : first;
            text.Append(text.Length == 0 ? "" : ", ").Append(Name(from, symbols, choices)).Append(' ').Append(relation).Append(' ')
                .Append(Name(to, symbols, choices)).Append(" (").Append(location).Append(')');
        }

        diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.DependencyCycle, first, Name(path[0], symbols, choices), text));
    }

    /// <summary>A shortest way from the component's first node back to itself, found breadth first.</summary>
    private static List<int> ShortestCycle(DependencyGraph graph, int[] component)
    {
        int start = component[0];
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>();
        queue.Enqueue(start);
        while (queue.Count > 0)
        {
            int node = queue.Dequeue();
            for (int edge = 0; edge < graph.CountFrom(node); edge++)
            {
                int target = graph.Target(node, edge);
                if (target == start)
                {
                    return Trace(cameFrom, start, node);
                }

                if (Array.BinarySearch(component, target) >= 0 && !cameFrom.ContainsKey(target))
                {
                    cameFrom.Add(target, node);
                    queue.Enqueue(target);
                }
            }
        }

        return [start];
    }

    private static List<int> Trace(Dictionary<int, int> cameFrom, int start, int last)
    {
        var path = new List<int>();
        for (int node = last; node != start; node = cameFrom[node])
        {
            path.Add(node);
        }

        path.Add(start);
        path.Reverse();
        return path;
    }

    private static (string Relation, SourceLocation Location) Relation(int from, int to, IReadOnlyList<Symbol> symbols, IReadOnlyList<Choice> choices)
    {
        if (to >= symbols.Count)
        {
            return ("is a member of", choices[to - symbols.Count].Location);
        }

        (string, SourceLocation)? found = null;
        void Visit(Symbol target, string relation, SourceLocation location)
        {
            if (found is null && target == symbols[to])
            {
                found = (relation, location);
            }
        }

        if (from < symbols.Count)
        {
            DependencyVisitor.Visit(symbols[from], Visit);
        }
        else
        {
            DependencyVisitor.Visit(choices[from - symbols.Count], Visit);
        }

        return found ?? ("depends on", symbols[to].Definitions[0].Location);
    }

    private static string Name(int node, IReadOnlyList<Symbol> symbols, IReadOnlyList<Choice> choices) =>
        node < symbols.Count ? symbols[node].Name : "the choice at " + choices[node - symbols.Count].Location;
}
