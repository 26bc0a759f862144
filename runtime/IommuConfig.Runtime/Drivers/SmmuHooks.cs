using System;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The driver for Arm SMMUv1 and SMMUv2.</summary>
/// <remarks>It remaps no interrupts and shares no tables: those hooks have their documented defaults.</remarks>
public readonly struct SmmuHooks : IIommuProvider
{
    /// <inheritdoc/>
    public static int Setup(ProviderId provider, IommuPlatform platform) => UnitDriver<SmmuKind>.Setup(provider, platform);

    /// <inheritdoc/>
    public static int Init(Domain domain) => UnitDriver<SmmuKind>.Init(domain);

    /// <summary>Nothing: the hardware domain is as any other.</summary>
    public static void HardwareDomainInit(Domain domain)
    {
    }

    /// <summary>Nothing: a domain has no state here but its page table.</summary>
    public static void Teardown(Domain domain)
    {
    }

    /// <inheritdoc/>
    public static void ClearRootPageTable(Domain domain) => UnitDriver<SmmuKind>.ClearRootPageTable(domain);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitDriver<SmmuKind>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitDriver<SmmuKind>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitDriver<SmmuKind>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        UnitDriver<SmmuKind>.IotlbFlush(domain, dfn, count, flags);

    /// <inheritdoc/>
    public static int IotlbFlushAll(Domain domain) => UnitDriver<SmmuKind>.IotlbFlushAll(domain);

    /// <inheritdoc/>
    public static ulong PageSizes(Domain domain) => UnitDriver<SmmuKind>.PageSizes;

    /// <inheritdoc/>
    public static int AddDevice(byte devfn, Device device) => UnitDriver<SmmuKind>.AddDevice(devfn, device);

    /// <inheritdoc/>
    public static int RemoveDevice(byte devfn, Device device) => UnitDriver<SmmuKind>.RemoveDevice(devfn, device);

    /// <inheritdoc/>
    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        UnitDriver<SmmuKind>.AssignDevice(domain, devfn, device);

    /// <inheritdoc/>
    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        UnitDriver<SmmuKind>.ReassignDevice(source, target, devfn, device);

    /// <inheritdoc/>
    public static int QuarantineInit(Device device, bool scratchPage) => UnitDriver<SmmuKind>.QuarantineInit(scratchPage);

    /// <inheritdoc/>
    public static int DtXlate(Device device, ReadOnlySpan<uint> specifier) => UnitStreamId.DtXlate(device, specifier);

    /// <inheritdoc/>
    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => UnitDriver<SmmuKind>.DumpPageTables(domain, ref sink);

    /// <inheritdoc/>
    public static int Suspend(IommuPlatform platform) => UnitPower<SmmuKind>.Suspend(platform);

    /// <inheritdoc/>
    public static void Resume(IommuPlatform platform) => UnitPower<SmmuKind>.Resume(platform);

    /// <inheritdoc/>
    public static void CrashShutdown(IommuPlatform platform) => UnitPower<SmmuKind>.CrashShutdown(platform);

    /// <inheritdoc/>
    public static void Quiesce(IommuPlatform platform) => UnitPower<SmmuKind>.Quiesce(platform);

    /// <inheritdoc/>
    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        UnitCleanup.FreePageTable(platform, table, ref queue);
}
