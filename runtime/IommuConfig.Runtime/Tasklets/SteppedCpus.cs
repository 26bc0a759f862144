namespace IommuConfig.Runtime;

/// <summary>
/// Processors without threads: whoever calls <see cref="TaskletScheduler.RunStep"/> is the processor, so that the order of everything is the
/// caller's. Not for several threads.
/// </summary>
public sealed class SteppedCpus(int cpuCount) : CpuHost(cpuCount)
{
    private int _current;

    /// <inheritdoc/>
    protected internal override int CurrentCpu => _current;

    /// <inheritdoc/>
    protected internal override bool IsCaller(int cpu) => true;

    /// <inheritdoc/>
    protected internal override void Raise(int cpu, TaskletContext context)
    {
    }

    /// <inheritdoc/>
    protected internal override void Run(Tasklet tasklet, TaskletScheduler scheduler, int cpu)
    {
        _current = cpu;
        tasklet.Run(scheduler, cpu);
    }

    /// <inheritdoc/>
    protected internal override void Left(int cpu, int heir) => _current = _current == cpu ? heir : _current;
}
