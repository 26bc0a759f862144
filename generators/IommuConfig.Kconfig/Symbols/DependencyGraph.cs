using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// What each value is computed from. Nodes are the defined symbols, by index, then the choices: a member's value is its choice's business, and a
/// choice looks at whether its members are visible.
/// </summary>
internal sealed class DependencyGraph
{
    private readonly List<int> _targets = [];
    private readonly int[] _firstTarget;
    private readonly int _symbolCount;

    /// <summary>Makes the graph.</summary>
    public DependencyGraph(IReadOnlyList<Symbol> symbols, IReadOnlyList<Choice> choices)
    {
        _symbolCount = symbols.Count;
        Count = symbols.Count + choices.Count;
        _firstTarget = new int[Count + 1];
        for (int i = 0; i < symbols.Count; i++)
        {
            _firstTarget[i] = _targets.Count;
            DependencyVisitor.Visit(symbols[i], (target, _, _) => Add(target));
            if (symbols[i].Choice is { } choice)
            {
                _targets.Add(_symbolCount + choice.Index);
            }
        }

        for (int i = 0; i < choices.Count; i++)
        {
            _firstTarget[_symbolCount + i] = _targets.Count;
            DependencyVisitor.Visit(choices[i], (target, _, _) => Add(target));
        }

        _firstTarget[Count] = _targets.Count;
    }

    /// <summary>Number of nodes.</summary>
    public int Count { get; }

    /// <summary>Number of edges that leave a node.</summary>
    public int CountFrom(int node) => _firstTarget[node + 1] - _firstTarget[node];

    /// <summary>The node an edge leads to.</summary>
    public int Target(int node, int edge) => _targets[_firstTarget[node] + edge];

    private void Add(Symbol target)
    {
        if (target.IsDefined)
        {
            _targets.Add(target.Index);
        }
    }
}
