namespace IommuConfig.Runtime;

/// <summary>Where a tasklet runs.</summary>
public enum TaskletContext
{
    /// <summary>From the processor's idle loop, when nothing else is to be done there at once.</summary>
    Idle,

    /// <summary>Soon, before the processor returns to what it was doing.</summary>
    Softirq,
}

/// <summary>A piece of work that is done later, and only once however often it was asked for meanwhile.</summary>
/// <remarks>
/// It never runs on two processors at once. It may schedule itself, and may be scheduled while it runs: then it runs again.
/// All of its state belongs to the <see cref="TaskletScheduler"/>, and it to one scheduler.
/// </remarks>
public abstract class Tasklet
{
    // Whoever looks without the scheduler's lock sees what was true a moment ago.
    private volatile int _scheduledOn = -1;
    private volatile int _runningOn = -1;
    private volatile bool _isDead;

    /// <summary>Makes a tasklet that is not scheduled.</summary>
    protected Tasklet(TaskletContext context) => Context = context;

    /// <summary>Where it runs.</summary>
    public TaskletContext Context { get; }

    /// <summary>Whether it is going to run.</summary>
    public bool IsScheduled => _scheduledOn >= 0;

    /// <summary>Whether it runs right now.</summary>
    public bool IsRunning => _runningOn >= 0;

    /// <summary>Whether <see cref="TaskletScheduler.Kill"/> ended it: it never runs until <see cref="TaskletScheduler.Init"/>.</summary>
    public bool IsDead
    {
        get => _isDead;
        internal set => _isDead = value;
    }

    // The processor on whose queue it is, or goes to when it has finished running; -1 when neither.
    internal int ScheduledOn
    {
        get => _scheduledOn;
        set => _scheduledOn = value;
    }

    // The processor that runs it, or -1.
    internal int RunningOn
    {
        get => _runningOn;
        set => _runningOn = value;
    }

    internal bool IsQueued { get; set; }

    internal Tasklet? Next { get; set; }

    internal Tasklet? Previous { get; set; }

    /// <summary>Does the work.</summary>
    /// <param name="scheduler">Who runs it.</param>
    /// <param name="cpu">The processor it runs on.</param>
    protected internal abstract void Run(TaskletScheduler scheduler, int cpu);
}
