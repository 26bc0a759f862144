using System;
using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Reports symbols whose values depend on themselves, each cycle by a shortest way around it.</summary>
internal sealed class DependencyCycles
{
    private readonly KconfigTree _tree;
    private readonly List<int>[] _targets;

    private DependencyCycles(KconfigTree tree)
    {
        _tree = tree;
        _targets = new List<int>[tree.Symbols.Count + tree.Choices.Count];
    }

    public static void Report(KconfigTree tree, MessageLog log)
    {
        List<int[]> cycles = DependencyOrder.Search(tree, isStrict: log.Console is not null).Cycles;
        tree.HasCycles = cycles.Count > 0;
        if (!tree.HasCycles)
        {
            return;
        }

        if (log.Console is not null && !ConfCycles.Report(tree, log))
        {
            // A cycle that the C program does not mind, or does not see since it simplifies what closes it away; then no value may be computed by it.
            tree.ComputesSimplified = true;
            return;
        }

        var reporter = new DependencyCycles(tree);
        foreach (int[] cycle in cycles)
        {
            int[] symbols = Array.FindAll(cycle, node => node < reporter._targets.Length);
            if (symbols.Length > 0)
            {
                Array.Sort(symbols);
                log.Add(reporter.Describe(symbols));
            }
        }
    }

    private KconfigDiagnostic Describe(int[] component)
    {
        var text = new StringBuilder();
        SourceLocation first = default;
        List<int> path = ShortestCycle(component);
        for (int i = 0; i < path.Count; i++)
        {
            int from = path[i], to = path[(i + 1) % path.Count];
            (string relation, SourceLocation location) = Relation(from, to);
            first = i == 0 ? location : first;
            text.Append(text.Length == 0 ? "" : ", ").Append(Name(from)).Append(' ').Append(relation).Append(' ')
                .Append(Name(to)).Append(" (").Append(location).Append(')');
        }

        KconfigDiagnosticDescriptor descriptor = _tree.Dialect.Cycles == CycleRule.Refuse
            ? KconfigDiagnostics.DependencyCycle : KconfigDiagnostics.DependencyCycle with { Severity = KconfigSeverity.Warning };
        return KconfigDiagnostic.Create(descriptor, first, Name(path[0]), text);
    }

    /// <summary>A shortest way from the component's first node back to itself, found breadth first.</summary>
    private List<int> ShortestCycle(int[] component)
    {
        int start = component[0];
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>();
        queue.Enqueue(start);
        while (queue.Count > 0)
        {
            int node = queue.Dequeue();
            foreach (int target in Targets(node))
            {
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

    private List<int> Targets(int node)
    {
        if (_targets[node] is { } known)
        {
            return known;
        }

        var targets = new List<int>();
        void Visit(Symbol target, string relation, SourceLocation location)
        {
            if (target.Index < _targets.Length)
            {
                targets.Add(target.Index);
            }
        }

        if (node < _tree.Symbols.Count)
        {
            DependencyVisitor.Visit(_tree.Symbols[node], Visit);
            if (_tree.Symbols[node].Choice is { } choice)
            {
                targets.Add(choice.Symbol.Index);
            }
        }
        else
        {
            DependencyVisitor.Visit(_tree.Choices[node - _tree.Symbols.Count], Visit);
        }

        return _targets[node] = targets;
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

    private (string Relation, SourceLocation Location) Relation(int from, int to)
    {
        IReadOnlyList<Symbol> symbols = _tree.Symbols;
        if (to >= symbols.Count)
        {
            return ("is a member of", _tree.Choices[to - symbols.Count].Location);
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
            DependencyVisitor.Visit(_tree.Choices[from - symbols.Count], Visit);
        }

        return found ?? ("depends on", symbols[to].Definitions[0].Location);
    }

    private string Name(int node) =>
        node < _tree.Symbols.Count ? _tree.Symbols[node].Name : "the choice at " + _tree.Choices[node - _tree.Symbols.Count].Location;
}
