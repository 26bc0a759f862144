using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// The queues of deferred work of all processors. It has no thread of its own: each processor of the <see cref="CpuHost"/> runs its steps.
/// </summary>
/// <remarks>
/// Two queues per processor, one for each <see cref="TaskletContext"/>, first in, first out; there is no order across them. One lock protects
/// all queues and all tasklets. At least one processor is online at any time, and only one that is online has work: so nothing that was
/// scheduled is lost. A processor is named by a number from 0.
/// </remarks>
public sealed partial class TaskletScheduler
{
    private readonly CpuHost _host;
    private readonly Cpu[] _cpus;
    private Spinlock _lock;

    /// <summary>Makes the queues of <paramref name="cpuCount"/> processors, all online, which the caller steps (<see cref="SteppedCpus"/>).</summary>
    public TaskletScheduler(int cpuCount)
        : this(new SteppedCpus(cpuCount))
    {
    }

    /// <summary>Makes the queues of a host's processors, all online. A host has one scheduler.</summary>
    public TaskletScheduler(CpuHost host)
    {
        _host = host;
        _cpus = new Cpu[host.CpuCount];
        for (int cpu = 0; cpu < _cpus.Length; cpu++)
        {
            _cpus[cpu].IsOnline = true;
        }

        host.Serve(this);
    }

    /// <summary>The number of processors, online or not.</summary>
    public int CpuCount => _cpus.Length;

    /// <summary>
    /// The processor that the caller runs on, or the one that does its deferred work if it runs on none or on one that is offline. Work scheduled
    /// without naming a processor goes there. Of <see cref="SteppedCpus"/>, the one that runs a step, or ran the last one; its heir since it went
    /// offline.
    /// </summary>
    public int CurrentCpu => OnlineFrom(_host.CurrentCpu);

    // The processor that the caller is, online or not; -1 if it is none.
    internal int CallingCpu => _host.CurrentCpu is int cpu && _host.IsCaller(cpu) ? cpu : -1;

    /// <summary>Whether a long operation of the caller should make way for other work of its processor.</summary>
    public bool IsPreemptionPending
    {
        // Not part of the code around it, which is compared.
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => _host.IsPreemptionPending;
    }

    /// <summary>Whether a processor exists and runs tasklets.</summary>
    public bool IsOnline(int cpu) => Exists(cpu) && _cpus[cpu].IsOnline;

    /// <summary>Whether a processor has work that should not wait for a long tasklet to finish.</summary>
    public bool IsSoftirqPending(int cpu) => HasWork(cpu, TaskletContext.Softirq);

    /// <summary>Whether a processor has work of the given context.</summary>
    public bool HasWork(int cpu, TaskletContext context) => Exists(cpu) && Queue(cpu, context).First is not null;

    /// <summary>Whether nothing waits or runs on any processor.</summary>
    public bool IsQuiet
    {
        get
        {
            bool isQuiet = true;
            _lock.Acquire();
            for (int cpu = 0; cpu < _cpus.Length; cpu++)
            {
                isQuiet &= _cpus[cpu].Running == 0 && _cpus[cpu].Idle.First is null && _cpus[cpu].Softirq.First is null;
            }

            _lock.Release();
            return isQuiet;
        }
    }

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
    /// <returns>0; -EINVAL when there is no such processor.</returns>
    public int ScheduleOn(Tasklet tasklet, int cpu)
    {
        if (!Exists(cpu))
        {
            return -Errno.EINVAL;
        }

        bool isFirst = false;
        _lock.Acquire();
        if (!tasklet.IsDead)
        {
            Unqueue(tasklet);
            tasklet.ScheduledOn = cpu;
            if (!tasklet.IsRunning)
            {
                isFirst = Enqueue(tasklet, out cpu);
            }
        }

        _lock.Release();
        if (isFirst)
        {
            _host.Raise(cpu, tasklet.Context);
        }

        return 0;
    }

    /// <summary>Ends a tasklet: takes it off its queue, and waits while it runs. From then on to schedule it does nothing.</summary>
    /// <remarks>Two tasklets that end each other wait for ever.</remarks>
    /// <returns>0, also for one that was never scheduled; -EBUSY when the caller is what it would wait for; then nothing changes.</returns>
    public int Kill(Tasklet tasklet)
    {
        _lock.Acquire();
        if (tasklet.IsRunning && _host.IsCaller(tasklet.RunningOn))
        {
            _lock.Release();
            return -Errno.EBUSY;
        }

        Unqueue(tasklet);
        tasklet.ScheduledOn = -1;
        tasklet.IsDead = true;
        while (tasklet.IsRunning)
        {
            _lock.Release();
            _host.Relax();
            _lock.Acquire();
        }

        _lock.Release();
        return 0;
    }

    /// <summary>Makes a tasklet as new: what <see cref="Kill"/> ended can be scheduled again.</summary>
    /// <returns>0; -EBUSY while it waits or runs.</returns>
    public int Init(Tasklet tasklet)
    {
        _lock.Acquire();
        int result = tasklet.IsQueued || tasklet.IsRunning ? -Errno.EBUSY : 0;
        if (result == 0)
        {
            tasklet.IsDead = false;
        }

        _lock.Release();
        return result;
    }

    private bool Exists(int cpu) => (uint)cpu < (uint)_cpus.Length;

    private int OnlineFrom(int cpu) => _cpus[cpu].IsOnline ? cpu : NextOnline(cpu);

    // The processor it was scheduled on may have gone offline since. Whether the one it gets had no work of the kind.
    private bool Enqueue(Tasklet tasklet, out int cpu)
    {
        cpu = OnlineFrom(tasklet.ScheduledOn);
        tasklet.ScheduledOn = cpu;
        ref Cpu to = ref _cpus[cpu];
        if (tasklet.Context == TaskletContext.Idle)
        {
            to.Idle.Append(tasklet);
            return to.Work.Enqueue();
        }

        bool isFirst = to.Softirq.First is null;
        to.Softirq.Append(tasklet);
        return isFirst;
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
        internal TaskletWork Work;

        // Tasklets that run: a softirq may in the middle of another one.
        internal int Running;
    }
}
