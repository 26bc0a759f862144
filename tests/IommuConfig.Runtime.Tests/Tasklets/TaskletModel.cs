using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Runtime.Tests.Tasklets;

/// <summary>What tasklets do, said with lists: the reference for <see cref="TaskletPropertyTests"/>.</summary>
internal sealed class TaskletModel(int cpuCount, TaskletContext[] contexts)
{
    private readonly List<int>[] _queues = [.. Enumerable.Range(0, cpuCount * 2).Select(_ => new List<int>())];
    private readonly bool[] _isOnline = [.. Enumerable.Repeat(true, cpuCount)];
    private readonly HashSet<int> _dead = [];

    // Where each goes that was scheduled while it runs, or -1.
    private readonly Dictionary<int, int> _running = [];

    internal int Current { get; private set; }

    internal int OnlineCount => _isOnline.Count(isOnline => isOnline);

    internal bool IsOnline(int cpu) => _isOnline[cpu];

    internal bool IsRunning(int tasklet) => _running.ContainsKey(tasklet);

    internal bool IsDead(int tasklet) => _dead.Contains(tasklet);

    internal bool IsScheduled(int tasklet) => IsQueued(tasklet) || _running.GetValueOrDefault(tasklet, -1) >= 0;

    internal bool IsQueued(int tasklet) => _queues.Any(queue => queue.Contains(tasklet));

    internal IReadOnlyList<int> Queue(int cpu, TaskletContext context) => _queues[(cpu * 2) + (int)context];

    internal void Schedule(int tasklet, int cpu)
    {
        if (_dead.Contains(tasklet))
        {
            return;
        }

        if (_running.ContainsKey(tasklet))
        {
            _running[tasklet] = cpu;
            return;
        }

        Unqueue(tasklet);
        Append(tasklet, cpu);
    }

    // The head of a queue begins to run, or -1.
    internal int Begin(int cpu, TaskletContext context)
    {
        List<int> queue = _queues[(cpu * 2) + (int)context];
        if (!_isOnline[cpu] || queue.Count == 0)
        {
            return -1;
        }

        int tasklet = queue[0];
        queue.RemoveAt(0);
        _running.Add(tasklet, -1);
        Current = cpu;
        return tasklet;
    }

    internal void End(int tasklet)
    {
        _running.Remove(tasklet, out int next);
        if (next >= 0)
        {
            Append(tasklet, next);
        }
    }

    internal bool Kill(int tasklet)
    {
        if (_running.ContainsKey(tasklet))
        {
            return false;
        }

        Unqueue(tasklet);
        _dead.Add(tasklet);
        return true;
    }

    internal bool Init(int tasklet)
    {
        bool isFree = !IsQueued(tasklet) && !IsRunning(tasklet);
        if (isFree)
        {
            _dead.Remove(tasklet);
        }

        return isFree;
    }

    internal void SetOnline(int cpu, bool online, int heir)
    {
        bool stops = _isOnline[cpu] && !online;
        _isOnline[cpu] = online;
        if (!stops)
        {
            return;
        }

        heir = OnlineFrom(heir);
        for (int context = 0; context < 2; context++)
        {
            _queues[(heir * 2) + context].AddRange(_queues[(cpu * 2) + context]);
            _queues[(cpu * 2) + context].Clear();
        }

        Current = Current == cpu ? heir : Current;
    }

    private void Append(int tasklet, int cpu) => _queues[(OnlineFrom(cpu) * 2) + (int)contexts[tasklet]].Add(tasklet);

    private void Unqueue(int tasklet)
    {
        foreach (List<int> queue in _queues)
        {
            queue.Remove(tasklet);
        }
    }

    private int OnlineFrom(int cpu) => Enumerable.Range(cpu, cpuCount).Select(next => next % cpuCount).First(next => _isOnline[next]);
}
