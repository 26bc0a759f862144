using System;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The driver for Renesas IPMMU-VMSA.</summary>
/// <remarks>It remaps no interrupts and shares no tables: those hooks have their documented defaults.</remarks>
public readonly struct IpmmuHooks : IIommuProvider
{
    /// <inheritdoc/>
    public static int Setup(ProviderId provider, IommuPlatform platform) => UnitDriver<IpmmuKind>.Setup(provider, platform);

    /// <inheritdoc/>
    public static int Init(Domain domain) => UnitDriver<IpmmuKind>.Init(domain);

    /// <summary>Nothing: the hardware domain is as any other.</summary>
    public static void HardwareDomainInit(Domain domain)
    {
    }

    /// <summary>Nothing: a domain has no state here but its page table.</summary>
    public static void Teardown(Domain domain)
    {
    }

    /// <inheritdoc/>
    public static void ClearRootPageTable(Domain domain) => UnitDriver<IpmmuKind>.ClearRootPageTable(domain);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitDriver<IpmmuKind>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitDriver<IpmmuKind>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitDriver<IpmmuKind>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        UnitDriver<IpmmuKind>.IotlbFlush(domain, dfn, count, flags);

    /// <inheritdoc/>
    public static int IotlbFlushAll(Domain domain) => UnitDriver<IpmmuKind>.IotlbFlushAll(domain);

    /// <inheritdoc/>
    public static ulong PageSizes(Domain domain) => UnitDriver<IpmmuKind>.PageSizes;

    /// <inheritdoc/>
    public static int AddDevice(byte devfn, Device device) => UnitDriver<IpmmuKind>.AddDevice(devfn, device);

    /// <inheritdoc/>
    public static int RemoveDevice(byte devfn, Device device) => UnitDriver<IpmmuKind>.RemoveDevice(devfn, device);

    /// <inheritdoc/>
    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        UnitDriver<IpmmuKind>.AssignDevice(domain, devfn, device);

    /// <inheritdoc/>
    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        UnitDriver<IpmmuKind>.ReassignDevice(source, target, devfn, device);

    /// <inheritdoc/>
    public static int QuarantineInit(Device device, bool scratchPage) => UnitDriver<IpmmuKind>.QuarantineInit(scratchPage);

    /// <inheritdoc/>
    public static int DtXlate(Device device, ReadOnlySpan<uint> specifier) => UnitStreamId.DtXlate(device, specifier);

    /// <inheritdoc/>
    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => UnitDriver<IpmmuKind>.DumpPageTables(domain, ref sink);

    /// <inheritdoc/>
    public static int Suspend(IommuPlatform platform) => UnitPower<IpmmuKind>.Suspend(platform);

    /// <inheritdoc/>
    public static void Resume(IommuPlatform platform) => UnitPower<IpmmuKind>.Resume(platform);

    /// <inheritdoc/>
    public static void CrashShutdown(IommuPlatform platform) => UnitPower<IpmmuKind>.CrashShutdown(platform);

    /// <inheritdoc/>
    public static void Quiesce(IommuPlatform platform) => UnitPower<IpmmuKind>.Quiesce(platform);

    /// <inheritdoc/>
    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        UnitCleanup.FreePageTable(platform, table, ref queue);
}
