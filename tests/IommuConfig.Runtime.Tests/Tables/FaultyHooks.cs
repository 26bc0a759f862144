namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>The VT-d driver, except that unmapping an odd frame fails, and mapping frame 13.</summary>
internal readonly struct FaultyHooks : IIommuProvider
{
    public static int Setup(ProviderId provider, IommuPlatform platform) => VtdHooks.Setup(provider, platform);

    public static int Init(Domain domain) => VtdHooks.Init(domain);

    public static void HardwareDomainInit(Domain domain) => VtdHooks.HardwareDomainInit(domain);

    public static void Teardown(Domain domain) => VtdHooks.Teardown(domain);

    public static void ClearRootPageTable(Domain domain) => VtdHooks.ClearRootPageTable(domain);

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        dfn.Value == 13 ? -Errno.EPERM : VtdHooks.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        dfn.Value % 2 != 0 ? -Errno.ENOMEM : VtdHooks.UnmapPage(domain, dfn, order, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        VtdHooks.LookupPage(domain, dfn, out mfn, out flags);

    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        VtdHooks.IotlbFlush(domain, dfn, count, flags);

    public static int IotlbFlushAll(Domain domain) => VtdHooks.IotlbFlushAll(domain);

    public static ulong PageSizes(Domain domain) => VtdHooks.PageSizes(domain);

    public static int AddDevice(byte devfn, Device device) => VtdHooks.AddDevice(devfn, device);

    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        VtdHooks.AssignDevice(domain, devfn, device, flags);

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        VtdHooks.ReassignDevice(source, target, devfn, device);

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => VtdHooks.DumpPageTables(domain, ref sink);

    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        VtdHooks.FreePageTable(platform, table, ref queue);
}
