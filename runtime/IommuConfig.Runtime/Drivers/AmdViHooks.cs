using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The driver for AMD-Vi.</summary>
/// <remarks>It remaps no interrupts and shares no tables: those hooks have their documented defaults.</remarks>
public readonly struct AmdViHooks : IIommuProvider
{
    /// <inheritdoc/>
    public static int Setup(ProviderId provider, IommuPlatform platform) => UnitDriver<AmdViKind>.Setup(provider, platform);

    /// <inheritdoc/>
    public static int Init(Domain domain) => UnitDriver<AmdViKind>.Init(domain);

    /// <summary>Nothing: the hardware domain is as any other.</summary>
    public static void HardwareDomainInit(Domain domain)
    {
    }

    /// <summary>Nothing: a domain has no state here but its page table.</summary>
    public static void Teardown(Domain domain)
    {
    }

    /// <inheritdoc/>
    public static void ClearRootPageTable(Domain domain) => UnitDriver<AmdViKind>.ClearRootPageTable(domain);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitDriver<AmdViKind>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitDriver<AmdViKind>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitDriver<AmdViKind>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        UnitDriver<AmdViKind>.IotlbFlush(domain, dfn, count, flags);

    /// <inheritdoc/>
    public static int IotlbFlushAll(Domain domain) => UnitDriver<AmdViKind>.IotlbFlushAll(domain);

    /// <inheritdoc/>
    public static ulong PageSizes(Domain domain) => UnitDriver<AmdViKind>.PageSizes;

    /// <inheritdoc/>
    public static int AddDevice(byte devfn, Device device) => UnitDriver<AmdViKind>.AddDevice(devfn, device);

    /// <inheritdoc/>
    public static int RemoveDevice(byte devfn, Device device) => UnitDriver<AmdViKind>.RemoveDevice(devfn, device);

    /// <inheritdoc/>
    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        UnitDriver<AmdViKind>.AssignDevice(domain, devfn, device);

    /// <inheritdoc/>
    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        UnitDriver<AmdViKind>.ReassignDevice(source, target, devfn, device);

    /// <inheritdoc/>
    public static int QuarantineInit(Device device, bool scratchPage) => UnitDriver<AmdViKind>.QuarantineInit(scratchPage);

    /// <summary>The device's requester id: every device is a group of its own.</summary>
    public static int GetDeviceGroupId(Device device) => device.Id.RequesterId;

    /// <inheritdoc/>
    public static int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor => UnitReservedMemory.GetReservedDeviceMemory(platform, ref visitor);

    /// <inheritdoc/>
    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => UnitDriver<AmdViKind>.DumpPageTables(domain, ref sink);

    /// <inheritdoc/>
    public static int Suspend(IommuPlatform platform) => UnitPower<AmdViKind>.Suspend(platform);

    /// <inheritdoc/>
    public static void Resume(IommuPlatform platform) => UnitPower<AmdViKind>.Resume(platform);

    /// <inheritdoc/>
    public static void CrashShutdown(IommuPlatform platform) => UnitPower<AmdViKind>.CrashShutdown(platform);

    /// <inheritdoc/>
    public static void Quiesce(IommuPlatform platform) => UnitPower<AmdViKind>.Quiesce(platform);

    /// <inheritdoc/>
    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        UnitCleanup.FreePageTable(platform, table, ref queue);
}
