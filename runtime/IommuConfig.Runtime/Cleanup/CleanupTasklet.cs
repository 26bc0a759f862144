namespace IommuConfig.Runtime;

/// <summary>Frees queued page tables while its processor has nothing more urgent to do; then it goes on with the next processor.</summary>
internal sealed class CleanupTasklet<THooks>(IommuPlatform platform) : TableCleaner
    where THooks : struct, ICleanupHooks
{
    internal CleanupQueue? Queue { get; set; }

    internal override bool FreeFirst() => Queue!.FreeFirst<THooks>(platform);

    protected internal override void Run(TaskletScheduler scheduler, int cpu)
    {
        do
        {
            if (!FreeFirst())
            {
                return;
            }
        }
        while (!scheduler.IsSoftirqPending(cpu));

        scheduler.ScheduleOn(this, scheduler.NextOnline(cpu));
    }
}
