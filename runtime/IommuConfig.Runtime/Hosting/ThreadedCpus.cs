using System;
using System.Diagnostics;
using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>Processors that are threads: each runs the tasklets of its queues, and sleeps while there are none.</summary>
/// <remarks>
/// A thread that is none of them may call anything of the layer; what it schedules without naming a processor, one of them runs. A processor that
/// is taken down keeps its thread, which sleeps until the processor is brought up.
/// </remarks>
public sealed class ThreadedCpus : CpuHost, IDisposable
{
    private readonly Action<Tasklet, Exception>? _failed;
    private readonly CpuThread[] _threads;
    private volatile bool _isStopping;

    /// <summary>Describes processors. Their threads start with the <see cref="TaskletScheduler"/>, or machine, that they are given to.</summary>
    /// <param name="cpuCount">Their number, at least 1.</param>
    /// <param name="failed">
    /// Told of each tasklet that throws, on the processor's thread; the tasklet then counts as finished, and the processor goes on. Without it
    /// the exception is not caught, and so ends the process: a tasklet never fails unseen.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no processor.</exception>
    public ThreadedCpus(int cpuCount, Action<Tasklet, Exception>? failed = null)
        : base(cpuCount)
    {
        _failed = failed;
        _threads = new CpuThread[cpuCount];
        for (int cpu = 0; cpu < cpuCount; cpu++)
        {
            int number = cpu;
            _threads[cpu] = new CpuThread(new Thread(() => Work(number)) { IsBackground = true, Name = $"CPU {cpu}" });
        }
    }

    /// <inheritdoc/>
    protected internal override int CurrentCpu => Own() is var cpu and >= 0 ? cpu : Environment.CurrentManagedThreadId % CpuCount;

    /// <inheritdoc/>
    protected internal override bool IsPreemptionPending => Own() is var cpu and >= 0 && Scheduler!.IsWanted(cpu);

    /// <summary>Brings a processor up.</summary>
    /// <returns>As <see cref="TaskletScheduler.SetOnline(int, bool)"/>.</returns>
    public int BringUp(int cpu) => Scheduler!.SetOnline(cpu, true);

    /// <summary>
    /// Takes a processor down: what waits there goes to the caller's processor, what runs there completes. Does not wait for that.
    /// </summary>
    /// <returns>As <see cref="TaskletScheduler.SetOnline(int, bool)"/>.</returns>
    public int TakeDown(int cpu) => Scheduler!.SetOnline(cpu, false);

    /// <summary>Waits until nothing waits or runs on any processor. Not for a tasklet.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <returns>Whether it came to that.</returns>
    public bool WaitUntilQuiet(TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        while (Scheduler is { IsQuiet: false })
        {
            if (Stopwatch.GetElapsedTime(start) > timeout)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }

    /// <summary>
    /// Stops the processors, once each has finished the tasklet that it runs. What still waits stays where it is (<see cref="IommuPlatform.Drain"/>).
    /// </summary>
    public void Dispose()
    {
        if (_isStopping)
        {
            return;
        }

        _isStopping = true;
        foreach (CpuThread cpu in _threads)
        {
            cpu.Wake.Set();
        }

        foreach (CpuThread cpu in _threads)
        {
            // Those of a host that was never given to anybody have not started; a tasklet that stops its own processor is the last there.
            if (Scheduler is not null && cpu.Thread != Thread.CurrentThread)
            {
                cpu.Thread.Join();
            }
        }
    }

    /// <inheritdoc/>
    protected override void Start()
    {
        foreach (CpuThread cpu in _threads)
        {
            cpu.Thread.Start();
        }
    }

    /// <inheritdoc/>
    protected internal override bool IsCaller(int cpu) => _threads[cpu].Thread == Thread.CurrentThread;

    /// <inheritdoc/>
    protected internal override void Raise(int cpu, TaskletContext context) => _threads[cpu].Wake.Set();

    /// <inheritdoc/>
    protected internal override void Relax() => Thread.Sleep(0);

    /// <inheritdoc/>
    protected internal override void Run(Tasklet tasklet, TaskletScheduler scheduler, int cpu)
    {
        try
        {
            base.Run(tasklet, scheduler, cpu);
        }
        catch (Exception exception) when (_failed is not null)
        {
            _failed(tasklet, exception);
        }
    }

    private void Work(int cpu)
    {
        TaskletScheduler scheduler = Scheduler!;
        while (!_isStopping)
        {
            if (!scheduler.RunStep(cpu, TaskletContext.Softirq) && !scheduler.RunStep(cpu, TaskletContext.Idle))
            {
                _threads[cpu].Wake.WaitOne();
            }
        }
    }

    // The processor that the caller is, or -1.
    private int Own()
    {
        Thread current = Thread.CurrentThread;
        for (int cpu = 0; cpu < _threads.Length; cpu++)
        {
            if (_threads[cpu].Thread == current)
            {
                return cpu;
            }
        }

        return -1;
    }

    // An event that is set when nobody waits lets the next one who does go on at once: so no wake-up is lost.
    private readonly struct CpuThread(Thread thread)
    {
        internal Thread Thread { get; } = thread;

        internal AutoResetEvent Wake { get; } = new(initialState: false);
    }
}
