namespace IommuConfig.Runtime;

/// <remarks>Processors that come and go, one change at a time.</remarks>
public sealed partial class TaskletScheduler
{
    private CpuWatcher? _watchers;
    private bool _isChanging;

    /// <summary>A processor starts to run tasklets, or stops; what waits there then goes, in order, to the current processor.</summary>
    /// <returns>As for the other.</returns>
    public int SetOnline(int cpu, bool online) => SetOnline(cpu, online, CurrentCpu);

    /// <summary>
    /// A processor starts to run tasklets, or stops; what waits there then goes, in order, to <paramref name="heir"/>. One that stops starts no
    /// other tasklet; one that runs there completes.
    /// </summary>
    /// <param name="cpu">The processor.</param>
    /// <param name="online">Whether it runs tasklets from now on.</param>
    /// <param name="heir">For what waits on a processor that stops; if it is not online itself, the next one after it that is.</param>
    /// <returns>
    /// 0, also where nothing changes; -EBUSY for the last processor that is online, which does not stop: there would be nobody to leave its work
    /// to; -EBUSY while another change is under way; -EINVAL when there is no such processor or heir.
    /// </returns>
    public int SetOnline(int cpu, bool online, int heir)
    {
        if (!Exists(cpu) || !Exists(heir))
        {
            return -Errno.EINVAL;
        }

        _lock.Acquire();
        bool isDone = _cpus[cpu].IsOnline == online;
        bool isBusy = !isDone && (_isChanging || (!online && NextOnline(cpu) == cpu));
        _isChanging |= !isDone && !isBusy;
        _lock.Release();
        if (isDone || isBusy)
        {
            return isBusy ? -Errno.EBUSY : 0;
        }

        if (online)
        {
            Start(cpu);
        }
        else
        {
            Stop(cpu, heir);
        }

        _lock.Acquire();
        _isChanging = false;
        _lock.Release();
        return 0;
    }

    // Before tasklets run.
    internal void Add(CpuWatcher watcher)
    {
        watcher.Next = _watchers;
        _watchers = watcher;
    }

    private void Start(int cpu)
    {
        for (CpuWatcher? watcher = _watchers; watcher is not null; watcher = watcher.Next)
        {
            watcher.Starting(cpu);
        }

        _lock.Acquire();
        _cpus[cpu].IsOnline = true;
        _lock.Release();
    }

    private void Stop(int cpu, int heir)
    {
        for (CpuWatcher? watcher = _watchers; watcher is not null; watcher = watcher.Next)
        {
            watcher.Stopping(cpu);
        }

        _lock.Acquire();
        _cpus[cpu].IsOnline = false;
        heir = OnlineFrom(heir);
        bool isFirstIdle = Move(ref _cpus[cpu].Idle, heir);
        bool isFirstSoftirq = Move(ref _cpus[cpu].Softirq, heir);
        _cpus[cpu].Work = default;
        _host.Left(cpu, heir);
        _lock.Release();
        if (isFirstIdle)
        {
            _host.Raise(heir, TaskletContext.Idle);
        }

        if (isFirstSoftirq)
        {
            _host.Raise(heir, TaskletContext.Softirq);
        }

        for (CpuWatcher? watcher = _watchers; watcher is not null; watcher = watcher.Next)
        {
            watcher.Stopped(cpu, heir);
        }
    }

    private bool Move(ref TaskletQueue from, int heir)
    {
        bool isFirst = false;
        while (from.First is { } tasklet)
        {
            from.Remove(tasklet);
            tasklet.ScheduledOn = heir;
            isFirst |= Enqueue(tasklet, out _);
        }

        return isFirst;
    }
}
