namespace IommuConfig.Runtime;

/// <summary>Frees queued page tables while its processor has nothing more urgent to do; then it goes on with the next processor.</summary>
internal sealed class CleanupTasklet<THooks> : Tasklet
    where THooks : struct, ICleanupHooks
{
    private readonly IommuPlatform _platform;

    internal CleanupTasklet(IommuPlatform platform)
        : base(TaskletContext.Idle) => _platform = platform;

    internal CleanupQueue? Queue { get; set; }

    protected internal override void Run(TaskletScheduler scheduler, int cpu)
    {
        do
        {
            if (!Queue!.FreeFirst<THooks>(_platform))
            {
                return;
            }
        }
        while (!scheduler.IsSoftirqPending(cpu));

        scheduler.ScheduleOn(this, scheduler.NextOnline(cpu));
    }
}
