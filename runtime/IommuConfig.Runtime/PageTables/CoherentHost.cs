namespace IommuConfig.Runtime;

/// <summary>
/// The surroundings of a table that no hardware walks yet, or only hardware that is in step with the processor's caches and needs no break
/// before make: nothing to do.
/// </summary>
public struct CoherentHost : IPageTableHost
{
    /// <inheritdoc/>
    public readonly bool IsPreemptionPending => false;

    /// <inheritdoc/>
    public readonly int Invalidate(Dfn first, ulong count) => 0;

    /// <inheritdoc/>
    public readonly unsafe void WriteBack(void* start, nuint size)
    {
    }
}
