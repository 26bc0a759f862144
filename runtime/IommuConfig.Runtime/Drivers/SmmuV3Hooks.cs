using System;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The driver for Arm SMMUv3.</summary>
/// <remarks>It remaps no interrupts and shares no tables: those hooks have their documented defaults.</remarks>
public readonly struct SmmuV3Hooks : IIommuProvider
{
    /// <inheritdoc/>
    public static int Setup(ProviderId provider, IommuPlatform platform) => UnitDriver<SmmuV3Kind>.Setup(provider, platform);

    /// <inheritdoc/>
    public static int Init(Domain domain) => UnitDriver<SmmuV3Kind>.Init(domain);

    /// <summary>Nothing: the hardware domain is as any other.</summary>
    public static void HardwareDomainInit(Domain domain)
    {
    }

    /// <summary>Nothing: a domain has no state here but its page table.</summary>
    public static void Teardown(Domain domain)
    {
    }

    /// <inheritdoc/>
    public static void ClearRootPageTable(Domain domain) => UnitDriver<SmmuV3Kind>.ClearRootPageTable(domain);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitDriver<SmmuV3Kind>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitDriver<SmmuV3Kind>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitDriver<SmmuV3Kind>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        UnitDriver<SmmuV3Kind>.IotlbFlush(domain, dfn, count, flags);

    /// <inheritdoc/>
    public static int IotlbFlushAll(Domain domain) => UnitDriver<SmmuV3Kind>.IotlbFlushAll(domain);

    /// <inheritdoc/>
    public static ulong PageSizes(Domain domain) => UnitDriver<SmmuV3Kind>.PageSizes;

    /// <inheritdoc/>
    public static int AddDevice(byte devfn, Device device) => UnitDriver<SmmuV3Kind>.AddDevice(devfn, device);

    /// <inheritdoc/>
    public static int RemoveDevice(byte devfn, Device device) => UnitDriver<SmmuV3Kind>.RemoveDevice(devfn, device);

    /// <inheritdoc/>
    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        UnitDriver<SmmuV3Kind>.AssignDevice(domain, devfn, device);

    /// <inheritdoc/>
    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        UnitDriver<SmmuV3Kind>.ReassignDevice(source, target, devfn, device);

    /// <inheritdoc/>
    public static int QuarantineInit(Device device, bool scratchPage) => UnitDriver<SmmuV3Kind>.QuarantineInit(scratchPage);

    /// <inheritdoc/>
    public static int DtXlate(Device device, ReadOnlySpan<uint> specifier) => UnitStreamId.DtXlate(device, specifier);

    /// <inheritdoc/>
    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => UnitDriver<SmmuV3Kind>.DumpPageTables(domain, ref sink);

    /// <inheritdoc/>
    public static int Suspend(IommuPlatform platform) => UnitPower<SmmuV3Kind>.Suspend(platform);

    /// <inheritdoc/>
    public static void Resume(IommuPlatform platform) => UnitPower<SmmuV3Kind>.Resume(platform);

    /// <inheritdoc/>
    public static void CrashShutdown(IommuPlatform platform) => UnitPower<SmmuV3Kind>.CrashShutdown(platform);

    /// <inheritdoc/>
    public static void Quiesce(IommuPlatform platform) => UnitPower<SmmuV3Kind>.Quiesce(platform);

    /// <inheritdoc/>
    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        UnitCleanup.FreePageTable(platform, table, ref queue);
}
