namespace IommuConfig.Runtime;

/// <summary>Frees the page tables of one processor's list.</summary>
internal sealed class DeferredFreeTasklet(DeferredFrees frees, int list) : Tasklet(TaskletContext.Idle)
{
    protected internal override void Run(TaskletScheduler scheduler, int cpu) => frees.Free(list, cpu);
}
