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
/// All of its state belongs to the <see cref="TaskletScheduler"/>.
/// </remarks>
public abstract class Tasklet
{
    /// <summary>Makes a tasklet that is not scheduled.</summary>
    protected Tasklet(TaskletContext context) => Context = context;

    /// <summary>Where it runs.</summary>
    public TaskletContext Context { get; }

    /// <summary>Whether it is going to run.</summary>
    public bool IsScheduled => ScheduledOn >= 0;

    /// <summary>Whether it runs right now.</summary>
    public bool IsRunning { get; internal set; }

    /// <summary>Whether <see cref="TaskletScheduler.Kill"/> ended it: it never runs again.</summary>
    public bool IsDead { get; internal set; }

    // The processor on whose queue it is, or goes to when it has finished running; -1 when neither.
    internal int ScheduledOn { get; set; } = -1;

    internal bool IsQueued { get; set; }

    internal Tasklet? Next { get; set; }

    internal Tasklet? Previous { get; set; }

    /// <summary>Does the work.</summary>
    /// <param name="scheduler">Who runs it.</param>
    /// <param name="cpu">The processor it runs on.</param>
    protected internal abstract void Run(TaskletScheduler scheduler, int cpu);
}
