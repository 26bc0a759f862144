using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Tarjan's search for strongly connected components ("Depth-first search and linear graph algorithms", 1972), with a stack of its own.</summary>
internal sealed class ComponentSearch(DependencyGraph graph)
{
    private readonly int[] number = new int[graph.Count];
    private readonly int[] low = new int[graph.Count];
    private readonly int[] edge = new int[graph.Count];
    private readonly bool[] isOpen = new bool[graph.Count];
    private readonly Stack<int> calls = new();
    private readonly Stack<int> open = new();
    private int count;

    /// <summary>All nodes seen, each after what it leads to unless they are on a cycle.</summary>
    public List<int> Order { get; } = [];

    /// <summary>Components with a cycle.</summary>
    public List<int[]> Cycles { get; } = [];

    /// <summary>Searches from a node, unless it was seen.</summary>
    public void Run(int start)
    {
        if (number[start] != 0)
        {
            return;
        }

        Enter(start);
        while (calls.Count > 0)
        {
            int node = calls.Peek();
            if (edge[node] == graph.CountFrom(node))
            {
                calls.Pop();
                Leave(node);
                continue;
            }

            int target = graph.Target(node, edge[node]++);
            if (number[target] == 0)
            {
                Enter(target);
            }
            else if (isOpen[target])
            {
                low[node] = Math.Min(low[node], number[target]);
            }
        }
    }

    private void Enter(int node)
    {
        number[node] = low[node] = ++count;
        isOpen[node] = true;
        open.Push(node);
        calls.Push(node);
    }

    private void Leave(int node)
    {
        if (calls.Count > 0)
        {
            int parent = calls.Peek();
            low[parent] = Math.Min(low[parent], low[node]);
        }

        if (low[node] != number[node])
        {
            return;
        }

        int first = Order.Count;
        int member;
        do
        {
            member = open.Pop();
            isOpen[member] = false;
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
