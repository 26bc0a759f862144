namespace IommuConfig.Runtime;

/// <summary>
/// The queues of deferred work of all processors. It has no thread of its own: whoever is the processor calls <see cref="RunStep"/>, so that
/// the order of everything is the caller's.
/// </summary>
/// <remarks>
/// Two queues per processor, one for each <see cref="TaskletContext"/>. One lock protects all queues and all tasklets. At least one processor is
/// online at any time, and only one that is online has work: so nothing that was scheduled is lost.
/// </remarks>
public sealed class TaskletScheduler
{
    private readonly Cpu[] _cpus;
    private Spinlock _lock;

    /// <summary>Makes the queues of <paramref name="cpuCount"/> processors, all online.</summary>
    public TaskletScheduler(int cpuCount)
    {
        _cpus = new Cpu[cpuCount];
        for (int cpu = 0; cpu < cpuCount; cpu++)
        {
            _cpus[cpu].IsOnline = true;
        }
    }

    /// <summary>The number of processors, online or not.</summary>
    public int CpuCount => _cpus.Length;

    /// <summary>
    /// The processor that runs a step, or ran the last one; its heir since it went offline. Work scheduled without naming a processor goes there.
    /// </summary>
    public int CurrentCpu { get; private set; }

    /// <summary>Whether a processor runs tasklets.</summary>
    public bool IsOnline(int cpu) => _cpus[cpu].IsOnline;

    /// <summary>Whether a processor has work that should not wait for a long tasklet to finish.</summary>
    public bool IsSoftirqPending(int cpu) => _cpus[cpu].Softirq.First is not null;

    /// <summary>Whether a processor has work of the given context.</summary>
    public bool HasWork(int cpu, TaskletContext context) => Queue(cpu, context).First is not null;

    /// <summary>The next processor that is online, after <paramref name="cpu"/> and around; <paramref name="cpu"/> itself if it is the only one.</summary>
    public int NextOnline(int cpu)
    {
        int next = cpu;
        do
        {
            next = next + 1 == _cpus.Length ? 0 : next + 1;
        }
        while (next != cpu && !_cpus[next].IsOnline);

        return next;
    }

    /// <summary>Has a tasklet run on the current processor.</summary>
    public void Schedule(Tasklet tasklet) => ScheduleOn(tasklet, CurrentCpu);

    /// <summary>
    /// Has a tasklet run on a processor, or, if that is offline, on the next one that is not. One that already waits moves there, to the end of
    /// the queue; one that runs is queued when it has finished; a dead one is left alone.
    /// </summary>
    public void ScheduleOn(Tasklet tasklet, int cpu)
    {
        _lock.Acquire();
        if (!tasklet.IsDead)
        {
            Unqueue(tasklet);
            tasklet.ScheduledOn = cpu;
            if (!tasklet.IsRunning)
            {
                Enqueue(tasklet);
            }
        }

        _lock.Release();
    }

    /// <summary>Runs the first tasklet of a processor's queue, and no other.</summary>
    /// <returns>Whether there was one, and the processor is online.</returns>
    public bool RunStep(int cpu, TaskletContext context)
    {
        _lock.Acquire();
        Tasklet? tasklet = _cpus[cpu].IsOnline ? Queue(cpu, context).First : null;
        if (tasklet is null)
        {
            _lock.Release();
            return false;
        }

        Queue(cpu, context).Remove(tasklet);
        tasklet.ScheduledOn = -1;
        tasklet.IsRunning = true;
        CurrentCpu = cpu;
        _lock.Release();

        tasklet.Run(this, cpu);

        _lock.Acquire();
        tasklet.IsRunning = false;
        if (tasklet.ScheduledOn >= 0)
        {
            Enqueue(tasklet);
        }

        _lock.Release();
        return true;
    }

    /// <summary>Runs tasklets on all processors, softirqs first, until none waits.</summary>
    /// <returns>The number of steps.</returns>
    public int RunAll()
    {
        int steps = 0;
        bool ran;
        do
        {
            ran = false;
            for (int cpu = 0; cpu < _cpus.Length; cpu++)
            {
                if (RunStep(cpu, TaskletContext.Softirq) || RunStep(cpu, TaskletContext.Idle))
                {
                    steps++;
                    ran = true;
                }
            }
        }
        while (ran);

        return steps;
    }

    /// <summary>Ends a tasklet: takes it off its queue, and waits while it runs. It must not end itself.</summary>
    public void Kill(Tasklet tasklet)
    {
        _lock.Acquire();
        Unqueue(tasklet);
        tasklet.ScheduledOn = -1;
        tasklet.IsDead = true;
        while (tasklet.IsRunning)
        {
            _lock.Release();
            _lock.Acquire();
        }

        _lock.Release();
    }

    /// <summary>A processor starts to run tasklets, or stops; what waits there then goes, in order, to <paramref name="heir"/>.</summary>
    /// <param name="cpu">The processor.</param>
    /// <param name="online">Whether it runs tasklets from now on.</param>
    /// <param name="heir">For what waits on a processor that stops; if it is not online itself, the next one after it that is.</param>
    /// <returns>0; -EBUSY for the last processor that is online, which does not stop: there would be nobody to leave its work to.</returns>
    public int SetOnline(int cpu, bool online, int heir)
    {
        _lock.Acquire();
        int result = 0;
        if (online)
        {
            _cpus[cpu].IsOnline = true;
        }
        else if (NextOnline(cpu) == cpu)
        {
            result = -Errno.EBUSY;
        }
        else if (_cpus[cpu].IsOnline)
        {
            _cpus[cpu].IsOnline = false;
            heir = OnlineFrom(heir);
            Move(ref _cpus[cpu].Idle, ref _cpus[heir].Idle, heir);
            Move(ref _cpus[cpu].Softirq, ref _cpus[heir].Softirq, heir);
            if (CurrentCpu == cpu)
            {
                CurrentCpu = heir;
            }
        }

        _lock.Release();
        return result;
    }

    private static void Move(ref TaskletQueue from, ref TaskletQueue to, int cpu)
    {
        while (from.First is { } tasklet)
        {
            from.Remove(tasklet);
            tasklet.ScheduledOn = cpu;
            to.Append(tasklet);
        }
    }

    private int OnlineFrom(int cpu) => _cpus[cpu].IsOnline ? cpu : NextOnline(cpu);

    // The processor it was scheduled on may have gone offline since.
    private void Enqueue(Tasklet tasklet)
    {
        tasklet.ScheduledOn = OnlineFrom(tasklet.ScheduledOn);
        Queue(tasklet.ScheduledOn, tasklet.Context).Append(tasklet);
    }

    private void Unqueue(Tasklet tasklet)
    {
        if (tasklet.IsQueued)
        {
            Queue(tasklet.ScheduledOn, tasklet.Context).Remove(tasklet);
        }
    }

    private ref TaskletQueue Queue(int cpu, TaskletContext context)
    {
        ref Cpu queues = ref _cpus[cpu];
        return ref context == TaskletContext.Softirq ? ref queues.Softirq : ref queues.Idle;
    }

    private struct Cpu
    {
        internal bool IsOnline;
        internal TaskletQueue Idle;
        internal TaskletQueue Softirq;
    }
}
