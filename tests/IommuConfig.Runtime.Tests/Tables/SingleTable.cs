using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>A table written by hand for one provider: every hook a direct call.</summary>
internal readonly struct SingleTable<TProvider> : IIommuHooks
    where TProvider : struct, IIommuProvider
{
    private static readonly ProviderId[] s_providers = [new(0)];

    public static ReadOnlySpan<ProviderId> Providers => s_providers;

    public static bool IsAvailable => true;

    public static bool IsMixed => false;

    public static bool HasPci => true;

    public static bool HasDeviceTree => false;

    public static bool IsTraced => true;

    public static bool HasPassthrough => true;

    public static bool IsX86 => true;

    public static bool HasIntelIommu => true;

    public static bool HasAmdIommu => true;

    public static bool HasHvm => true;

    public static bool HasKexec => true;

    public static bool ForcesSharing => false;

    public static QuarantineMode Quarantine => typeof(TProvider) == typeof(ScratchHooks) ? QuarantineMode.ScratchPage : QuarantineMode.Basic;

    public static void Select(ProviderId provider) => ArgumentOutOfRangeException.ThrowIfNotEqual(provider.Index, 0);

    public static int Setup(ProviderId provider, IommuPlatform platform) => TProvider.Setup(provider, platform);

    public static int Init(Domain domain) => TProvider.Init(domain);

    public static void HardwareDomainInit(Domain domain) => TProvider.HardwareDomainInit(domain);

    public static void Teardown(Domain domain) => TProvider.Teardown(domain);

    public static void ClearRootPageTable(Domain domain) => TProvider.ClearRootPageTable(domain);

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        TProvider.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        TProvider.UnmapPage(domain, dfn, order, ref flush);

    public static long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        TProvider.MapPages(domain, dfn, mfn, count, flags, ref flush);

    public static long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        TProvider.UnmapPages(domain, dfn, count, flags, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        TProvider.LookupPage(domain, dfn, out mfn, out flags);

    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        TProvider.IotlbFlush(domain, dfn, count, flags);

    public static int IotlbFlushAll(Domain domain) => TProvider.IotlbFlushAll(domain);

    public static ulong PageSizes(Domain domain) => TProvider.PageSizes(domain);

    public static int AddDevice(byte devfn, Device device) => TProvider.AddDevice(devfn, device);

    public static int EnableDevice(Device device) => TProvider.EnableDevice(device);

    public static int RemoveDevice(byte devfn, Device device) => TProvider.RemoveDevice(devfn, device);

    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        TProvider.AssignDevice(domain, devfn, device, flags);

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        TProvider.ReassignDevice(source, target, devfn, device);

    public static int QuarantineInit(Device device, bool scratchPage) => TProvider.QuarantineInit(device, scratchPage);

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => TProvider.DumpPageTables(domain, ref sink);

    public static int GetDeviceGroupId(Device device) => TProvider.GetDeviceGroupId(device);

    public static int DtXlate(Device device, ReadOnlySpan<uint> specifier) => TProvider.DtXlate(device, specifier);

    public static int Suspend(IommuPlatform platform) => TProvider.Suspend(platform);

    public static void Resume(IommuPlatform platform) => TProvider.Resume(platform);

    public static void CrashShutdown(IommuPlatform platform) => TProvider.CrashShutdown(platform);

    public static void Quiesce(IommuPlatform platform) => TProvider.Quiesce(platform);

    public static int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor => TProvider.GetReservedDeviceMemory(platform, ref visitor);

    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        TProvider.FreePageTable(platform, table, ref queue);

    public static int ShareP2m(Domain domain, Mfn root) => TProvider.ShareP2m(domain, root);

    public static void ApplyConfiguration(IommuOptions options) => OptionConstants.Apply<SingleTable<TProvider>>(options);

    public static int DeviceGroupOf(Device device) => DeviceGroups.IdOf<SingleTable<TProvider>>(device);

    public static bool KnowsSharedTables() => true;

    public static int SetupDone(IommuPlatform platform) => CleanupQueue.Start<SingleTable<TProvider>>(platform);

    public static int ReleaseTables(Domain domain) => CleanupQueue.Add<SingleTable<TProvider>>(domain);

    public static int MemoryOp(IommuPlatform platform, uint command, GuestMemory guest, ulong argument) =>
        ReservedMemoryOp.Run<SingleTable<TProvider>>(platform, command, guest, argument);
}
