using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Tarjan's search for strongly connected components ("Depth-first search and linear graph algorithms", 1972), with a stack of its own.</summary>
internal sealed class ComponentSearch(DependencyGraph graph)
{
    private readonly int[] _number = new int[graph.Count];
    private readonly int[] _low = new int[graph.Count];
    private readonly int[] _edge = new int[graph.Count];
    private readonly bool[] _isOpen = new bool[graph.Count];
    private readonly int[] _calls = new int[graph.Count];
    private readonly int[] _open = new int[graph.Count];
    private int _callCount;
    private int _openCount;
    private int _count;

    /// <summary>All nodes seen, each after what it leads to unless they are on a cycle.</summary>
    public List<int> Order { get; } = [];

    /// <summary>Components with a cycle.</summary>
    public List<int[]> Cycles { get; } = [];

    /// <summary>Searches from a node, unless it was seen.</summary>
    public void Run(int start)
    {
        if (_number[start] != 0)
        {
            return;
        }

        Enter(start);
        while (_callCount > 0)
        {
            int node = _calls[_callCount - 1];
            if (_edge[node] == graph.CountFrom(node))
            {
                _callCount--;
                Leave(node);
                continue;
            }

            int target = graph.Target(node, _edge[node]++);
            if (_number[target] == 0)
            {
                Enter(target);
            }
            else if (_isOpen[target])
            {
                _low[node] = Math.Min(_low[node], _number[target]);
            }
        }
    }

    private void Enter(int node)
    {
        _number[node] = _low[node] = ++_count;
        _isOpen[node] = true;
        _open[_openCount++] = node;
        _calls[_callCount++] = node;
    }

    private void Leave(int node)
    {
        if (_callCount > 0)
        {
            int parent = _calls[_callCount - 1];
            _low[parent] = Math.Min(_low[parent], _low[node]);
        }

        if (_low[node] != _number[node])
        {
            return;
        }

        int first = Order.Count;
        int member;
        do
        {
            member = _open[--_openCount];
            _isOpen[member] = false;
            Order.Add(member);
        }
        while (member != node);

        if (Order.Count - first > 1 || LeadsToItself(node))
        {
            Cycles.Add(Order.GetRange(first, Order.Count - first).ToArray());
        }
    }

    private bool LeadsToItself(int node)
    {
        for (int i = 0; i < graph.CountFrom(node); i++)
        {
            if (graph.Target(node, i) == node)
            {
                return true;
            }
        }

        return false;
    }
}
