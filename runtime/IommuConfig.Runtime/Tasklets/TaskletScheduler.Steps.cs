namespace IommuConfig.Runtime;

/// <remarks>What a processor does: one tasklet each step.</remarks>
public sealed partial class TaskletScheduler
{
    /// <summary>
    /// Runs the first tasklet of a processor's queue, and no other. Idle tasklets run from the idle loop: the step begins with the scheduler's
    /// pass, if one is due, which gives the processor to the idle loop as long as one waits.
    /// </summary>
    /// <returns>Whether there was one, the processor is online, and the caller is the processor.</returns>
    public bool RunStep(int cpu, TaskletContext context)
    {
        if (!Exists(cpu) || !_host.IsCaller(cpu))
        {
            return false;
        }

        _lock.Acquire();
        Tasklet? tasklet = Take(cpu, context);
        _lock.Release();
        if (tasklet is null)
        {
            return false;
        }

        _host.Run(tasklet, this, cpu);

        bool isFirst = false;
        int next = cpu;
        _lock.Acquire();
        tasklet.RunningOn = -1;
        _cpus[cpu].Running--;
        if (tasklet.ScheduledOn >= 0)
        {
            isFirst = Enqueue(tasklet, out next);
        }

        if (context == TaskletContext.Idle)
        {
            NoteEmpty(ref _cpus[cpu]);
        }

        _lock.Release();
        if (isFirst)
        {
            _host.Raise(next, context);
        }

        return true;
    }

    /// <summary>
    /// Runs a processor's softirq tasklets until none waits: what long work does now and then. It does not let the scheduler in, so no idle
    /// tasklet runs before that work has ended.
    /// </summary>
    public void ProcessSoftirqs(int cpu)
    {
        while (RunStep(cpu, TaskletContext.Softirq))
        {
        }
    }

    /// <summary>Runs tasklets on all processors that the caller is, softirqs first, until none waits.</summary>
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

    /// <summary>Whether a processor should leave what it does: softirqs wait, or the scheduler has to look at it.</summary>
    internal bool IsWanted(int cpu) => HasWork(cpu, TaskletContext.Softirq) || _cpus[cpu].Work.IsPassDue;

    // The first tasklet, which runs from now on.
    private Tasklet? Take(int cpu, TaskletContext context)
    {
        ref Cpu from = ref _cpus[cpu];
        if (!from.IsOnline || (context == TaskletContext.Idle && !LetsIdleRun(ref from)))
        {
            return null;
        }

        ref TaskletQueue queue = ref Queue(cpu, context);
        Tasklet? tasklet = queue.First;
        if (tasklet is not null)
        {
            queue.Remove(tasklet);
            tasklet.ScheduledOn = -1;
            tasklet.RunningOn = cpu;
            from.Running++;
        }

        else if (context == TaskletContext.Idle)
        {
            NoteEmpty(ref from);
        }

        return tasklet;
    }

    private static void NoteEmpty(ref Cpu cpu)
    {
        if (cpu.IsOnline && cpu.Idle.First is null)
        {
            cpu.Work.Empty();
        }
    }

    private static bool LetsIdleRun(ref Cpu cpu)
    {
        if (cpu.Work.IsPassDue)
        {
            cpu.Work.Schedule();
        }

        return cpu.Work.MayRun;
    }
}
