using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The driver for Intel VT-d.</summary>
/// <remarks>It remaps no interrupts and shares no tables: those hooks have their documented defaults.</remarks>
public readonly struct VtdHooks : IIommuProvider
{
    /// <inheritdoc/>
    public static int Setup(ProviderId provider, IommuPlatform platform) => UnitDriver<VtdKind>.Setup(provider, platform);

    /// <inheritdoc/>
    public static int Init(Domain domain) => UnitDriver<VtdKind>.Init(domain);

    /// <summary>Nothing: the hardware domain is as any other.</summary>
    public static void HardwareDomainInit(Domain domain)
    {
    }

    /// <summary>Nothing: a domain has no state here but its page table.</summary>
    public static void Teardown(Domain domain)
    {
    }

    /// <inheritdoc/>
    public static void ClearRootPageTable(Domain domain) => UnitDriver<VtdKind>.ClearRootPageTable(domain);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitDriver<VtdKind>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitDriver<VtdKind>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitDriver<VtdKind>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        UnitDriver<VtdKind>.IotlbFlush(domain, dfn, count, flags);

    /// <inheritdoc/>
    public static int IotlbFlushAll(Domain domain) => UnitDriver<VtdKind>.IotlbFlushAll(domain);

    /// <inheritdoc/>
    public static ulong PageSizes(Domain domain) => UnitDriver<VtdKind>.PageSizes;

    /// <inheritdoc/>
    public static int AddDevice(byte devfn, Device device) => UnitDriver<VtdKind>.AddDevice(devfn, device);

    /// <inheritdoc/>
    public static int RemoveDevice(byte devfn, Device device) => UnitDriver<VtdKind>.RemoveDevice(devfn, device);

    /// <inheritdoc/>
    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        UnitDriver<VtdKind>.AssignDevice(domain, devfn, device);

    /// <inheritdoc/>
    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        UnitDriver<VtdKind>.ReassignDevice(source, target, devfn, device);

    /// <inheritdoc/>
    public static int QuarantineInit(Device device, bool scratchPage) => UnitDriver<VtdKind>.QuarantineInit(scratchPage);

    /// <summary>The device's requester id: every device is a group of its own.</summary>
    public static int GetDeviceGroupId(Device device) => device.Id.RequesterId;

    /// <inheritdoc/>
    public static int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor => UnitReservedMemory.GetReservedDeviceMemory(platform, ref visitor);

    /// <inheritdoc/>
    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => UnitDriver<VtdKind>.DumpPageTables(domain, ref sink);

    /// <inheritdoc/>
    public static int Suspend(IommuPlatform platform) => UnitPower<VtdKind>.Suspend(platform);

    /// <inheritdoc/>
    public static void Resume(IommuPlatform platform) => UnitPower<VtdKind>.Resume(platform);

    /// <inheritdoc/>
    public static void CrashShutdown(IommuPlatform platform) => UnitPower<VtdKind>.CrashShutdown(platform);

    /// <inheritdoc/>
    public static void Quiesce(IommuPlatform platform) => UnitPower<VtdKind>.Quiesce(platform);

    /// <inheritdoc/>
    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        UnitCleanup.FreePageTable(platform, table, ref queue);
}
