namespace IommuConfig.Runtime;

/// <summary>What is around a domain's page table: the platform, and the units of the provider's kind.</summary>
internal readonly struct UnitHost<TKind, TFormat>(Domain domain) : IPageTableHost
    where TKind : struct, IUnitKind
    where TFormat : struct, IPageTableFormat
{
    public bool IsPreemptionPending => domain.Platform.IsPreemptionPending;

    public int Invalidate(Dfn first, ulong count) => UnitDriver<TKind, TFormat>.IotlbFlush(domain, first, count, FlushFlags.Modified);

    public unsafe void WriteBack(void* start, nuint size) => UnitTables<TKind, TFormat>.WriteBack(domain.Platform, start, size);
}
