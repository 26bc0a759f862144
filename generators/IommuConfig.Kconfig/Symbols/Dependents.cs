using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The graph of <see cref="DependencyGraph"/> the other way round: what is computed from each node.</summary>
internal sealed class Dependents
{
    private readonly int[] _first;
    private readonly int[] _sources;
    private readonly int[] _nodeAt;

    public Dependents(KconfigTree tree)
    {
        var graph = new DependencyGraph(tree);
        Scopes = graph.Scopes;
        ScopeStart = graph.Count - graph.Scopes.Count;
        _first = new int[graph.Count + 2];
        for (int node = 0; node < graph.Count; node++)
        {
            for (int edge = 0; edge < graph.CountFrom(node); edge++)
            {
                _first[graph.Target(node, edge) + 2]++;
            }
        }

        for (int node = 1; node < _first.Length; node++)
        {
            _first[node] += _first[node - 1];
        }

        _sources = new int[_first[graph.Count + 1]];
        for (int node = 0; node < graph.Count; node++)
        {
            for (int edge = 0; edge < graph.CountFrom(node); edge++)
            {
                _sources[_first[graph.Target(node, edge) + 1]++] = node;
            }
        }

        _nodeAt = new int[graph.Count];
        for (int node = 0; node < graph.Count; node++)
        {
            _nodeAt[tree.Order[node]] = node;
        }
    }

    /// <summary>The first number of a scope.</summary>
    public int ScopeStart { get; }

    /// <summary>The scopes; null for one that nothing is in.</summary>
    public IReadOnlyList<DependencyScope?> Scopes { get; }

    /// <summary>The node at a place of <see cref="KconfigTree.Order"/>.</summary>
    public int NodeAt(int position) => _nodeAt[position];

    /// <summary>What is computed directly from a node; some may come twice.</summary>
    public IEnumerable<int> Of(int node)
    {
        for (int i = _first[node]; i < _first[node + 1]; i++)
        {
            yield return _sources[i];
        }
    }
}
