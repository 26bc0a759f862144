namespace IommuConfig.Runtime;

/// <summary>What has state for each processor, and is told when processors come and go. All calls are made in turn, and without a lock.</summary>
internal abstract class CpuWatcher
{
    internal CpuWatcher? Next { get; set; }

    /// <summary>A processor is going to be online.</summary>
    internal abstract void Starting(int cpu);

    /// <summary>A processor is going to be offline.</summary>
    internal abstract void Stopping(int cpu);

    /// <summary>A processor is offline; what was its is its heir's.</summary>
    internal abstract void Stopped(int cpu, int heir);
}
