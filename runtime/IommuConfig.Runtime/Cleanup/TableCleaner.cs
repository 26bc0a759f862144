namespace IommuConfig.Runtime;

/// <summary>The tasklet of the cleanup queue, whose hooks the queue itself does not know.</summary>
internal abstract class TableCleaner() : Tasklet(TaskletContext.Idle)
{
    /// <summary>Frees the first table that is queued.</summary>
    /// <returns>Whether there was one.</returns>
    internal abstract bool FreeFirst();
}
