using System;

namespace IommuConfig.Runtime;

/// <summary>
/// What stands behind the processors that tasklets run on: real threads, a bare machine's own processors, or a test that is all of them in
/// turn. It says who calls, and wakes processors; the queues, and who is online, are the <see cref="TaskletScheduler"/>'s.
/// </summary>
/// <remarks>
/// Each processor runs <see cref="TaskletScheduler.RunStep"/>, softirqs first, until neither context has work; then it may sleep until
/// <see cref="Raise"/>. Two hosts come with the layer: <see cref="SteppedCpus"/>, and a thread for each processor.
/// </remarks>
public abstract class CpuHost
{
    /// <summary>Describes processors, all of them online at first.</summary>
    /// <param name="cpuCount">Their number, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no processor.</exception>
    protected CpuHost(int cpuCount)
    {
        if (cpuCount < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(cpuCount), "There is at least one processor.");
        }

        CpuCount = cpuCount;
    }

    /// <summary>The number of processors, online or not.</summary>
    public int CpuCount { get; }

    /// <summary>Whose processors they are. Null until there is one.</summary>
    public TaskletScheduler? Scheduler { get; private set; }

    /// <summary>
    /// The processor that the caller runs on; for a caller that is none, always the same one. It may be offline: the scheduler then takes the next.
    /// </summary>
    protected internal abstract int CurrentCpu { get; }

    /// <summary>Whether the caller should stop a long operation because its processor has other work. By default never.</summary>
    protected internal virtual bool IsPreemptionPending => false;

    /// <summary>Whether the caller is that processor: then only it runs the processor's steps, and can wait for none of them.</summary>
    protected internal abstract bool IsCaller(int cpu);

    /// <summary>A processor has work, where it had none of that context. It wakes, if it sleeps. Called without a lock, from anywhere.</summary>
    protected internal abstract void Raise(int cpu, TaskletContext context);

    /// <summary>The caller waits for another processor, and may do so more politely than in a loop.</summary>
    protected internal virtual void Relax()
    {
    }

    /// <summary>Runs a tasklet. Called by the processor's own step.</summary>
    protected internal virtual void Run(Tasklet tasklet, TaskletScheduler scheduler, int cpu) => tasklet.Run(scheduler, cpu);

    /// <summary>A processor is offline since a moment ago, and <paramref name="heir"/> has its work.</summary>
    protected internal virtual void Left(int cpu, int heir)
    {
    }

    /// <summary>The scheduler is complete, and steps may run.</summary>
    protected virtual void Start()
    {
    }

    internal void Serve(TaskletScheduler scheduler)
    {
        if (Scheduler is not null)
        {
            throw new InvalidOperationException("The processors have a scheduler already.");
        }

        Scheduler = scheduler;
        Start();
    }
}
