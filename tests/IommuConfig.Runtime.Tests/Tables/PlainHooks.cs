using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>A driver that has only what a driver must have, over the VT-d driver's.</summary>
internal readonly struct PlainHooks : IIommuProvider, IUnitKind
{
    /// <summary>The page sizes that it claims.</summary>
    [ThreadStatic]
    private static ulong s_sizes;

    internal static ulong Sizes
    {
        set => s_sizes = ~value;
    }

    static IommuKind IUnitKind.Kind => IommuKind.IntelVtd;

    public static int Setup(ProviderId provider, IommuPlatform platform) => UnitDriver<PlainHooks, VtdSecondLevel>.Setup(provider, platform);

    public static int Init(Domain domain) => UnitDriver<PlainHooks, VtdSecondLevel>.Init(domain);

    public static void HardwareDomainInit(Domain domain)
    {
    }

    public static void Teardown(Domain domain)
    {
    }

    public static void ClearRootPageTable(Domain domain) => domain.PageTable.ClearRoot();

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<PlainHooks, VtdSecondLevel>.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitMapping<PlainHooks, VtdSecondLevel>.UnmapPage(domain, dfn, order, ref flush);

    public static ulong PageSizes(Domain domain) => s_sizes == 0 ? 1UL << 12 : ~s_sizes;

    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        UnitDriver<PlainHooks, VtdSecondLevel>.AssignDevice(domain, devfn, device);

    public static int AddDevice(byte devfn, Device device) => UnitDriver<PlainHooks, VtdSecondLevel>.AddDevice(devfn, device);

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        UnitDriver<PlainHooks, VtdSecondLevel>.ReassignDevice(source, target, devfn, device);

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => PageTableWalker<VtdSecondLevel, CoherentHost>.Dump(ref domain.PageTable, ref sink);

    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        UnitCleanup<VtdSecondLevel>.FreePageTable(platform, table, ref queue);
}
