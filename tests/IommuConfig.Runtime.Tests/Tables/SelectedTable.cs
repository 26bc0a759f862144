using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>A table written by hand for two providers, of which boot selects one.</summary>
internal readonly struct SelectedTable : IIommuHooks
{
    private static readonly ProviderId[] s_providers = [new(0), new(1)];

    // A generated table fixes it once; tests select again for each machine.
    private static int s_selected = -1;

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

    public static QuarantineMode Quarantine => QuarantineMode.Basic;

    /// <summary>The provider that cannot be selected, as if another one had been selected in this process.</summary>
    [ThreadStatic]
    internal static ProviderId Refused;

    public static void Select(ProviderId provider) =>
        s_selected = provider != Refused ? provider.Index : throw new InvalidOperationException();

    public static int Setup(ProviderId provider, IommuPlatform platform) =>
        provider.Index == 0 ? SingleTable<VtdHooks>.Setup(provider, platform) : SingleTable<AmdViHooks>.Setup(provider, platform);

    public static int Init(Domain domain) =>
        s_selected == 0 ? SingleTable<VtdHooks>.Init(domain) : SingleTable<AmdViHooks>.Init(domain);

    public static void HardwareDomainInit(Domain domain)
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.HardwareDomainInit(domain);
        }
        else
        {
            SingleTable<AmdViHooks>.HardwareDomainInit(domain);
        }
    }

    public static void Teardown(Domain domain)
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.Teardown(domain);
        }
        else
        {
            SingleTable<AmdViHooks>.Teardown(domain);
        }
    }

    public static void ClearRootPageTable(Domain domain)
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.ClearRootPageTable(domain);
        }
        else
        {
            SingleTable<AmdViHooks>.ClearRootPageTable(domain);
        }
    }

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        s_selected == 0 ? SingleTable<VtdHooks>.MapPage(domain, dfn, mfn, flags, ref flush) : SingleTable<AmdViHooks>.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        s_selected == 0 ? SingleTable<VtdHooks>.UnmapPage(domain, dfn, order, ref flush) : SingleTable<AmdViHooks>.UnmapPage(domain, dfn, order, ref flush);

    public static long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        s_selected == 0 ? SingleTable<VtdHooks>.MapPages(domain, dfn, mfn, count, flags, ref flush) : SingleTable<AmdViHooks>.MapPages(domain, dfn, mfn, count, flags, ref flush);

    public static long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        s_selected == 0 ? SingleTable<VtdHooks>.UnmapPages(domain, dfn, count, flags, ref flush) : SingleTable<AmdViHooks>.UnmapPages(domain, dfn, count, flags, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        s_selected == 0 ? SingleTable<VtdHooks>.LookupPage(domain, dfn, out mfn, out flags) : SingleTable<AmdViHooks>.LookupPage(domain, dfn, out mfn, out flags);

    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        s_selected == 0 ? SingleTable<VtdHooks>.IotlbFlush(domain, dfn, count, flags) : SingleTable<AmdViHooks>.IotlbFlush(domain, dfn, count, flags);

    public static int IotlbFlushAll(Domain domain) =>
        s_selected == 0 ? SingleTable<VtdHooks>.IotlbFlushAll(domain) : SingleTable<AmdViHooks>.IotlbFlushAll(domain);

    public static ulong PageSizes(Domain domain) =>
        s_selected == 0 ? SingleTable<VtdHooks>.PageSizes(domain) : SingleTable<AmdViHooks>.PageSizes(domain);

    public static int AddDevice(byte devfn, Device device) =>
        s_selected == 0 ? SingleTable<VtdHooks>.AddDevice(devfn, device) : SingleTable<AmdViHooks>.AddDevice(devfn, device);

    public static int RemoveDevice(byte devfn, Device device) =>
        s_selected == 0 ? SingleTable<VtdHooks>.RemoveDevice(devfn, device) : SingleTable<AmdViHooks>.RemoveDevice(devfn, device);

    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        s_selected == 0 ? SingleTable<VtdHooks>.AssignDevice(domain, devfn, device, flags) : SingleTable<AmdViHooks>.AssignDevice(domain, devfn, device, flags);

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        s_selected == 0 ? SingleTable<VtdHooks>.ReassignDevice(source, target, devfn, device) : SingleTable<AmdViHooks>.ReassignDevice(source, target, devfn, device);

    public static int QuarantineInit(Device device, bool scratchPage) =>
        s_selected == 0 ? SingleTable<VtdHooks>.QuarantineInit(device, scratchPage) : SingleTable<AmdViHooks>.QuarantineInit(device, scratchPage);

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.DumpPageTables(domain, ref sink);
        }
        else
        {
            SingleTable<AmdViHooks>.DumpPageTables(domain, ref sink);
        }
    }

    public static int GetDeviceGroupId(Device device) =>
        s_selected == 0 ? SingleTable<VtdHooks>.GetDeviceGroupId(device) : SingleTable<AmdViHooks>.GetDeviceGroupId(device);

    public static int Suspend(IommuPlatform platform) =>
        s_selected == 0 ? SingleTable<VtdHooks>.Suspend(platform) : SingleTable<AmdViHooks>.Suspend(platform);

    public static void Resume(IommuPlatform platform)
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.Resume(platform);
        }
        else
        {
            SingleTable<AmdViHooks>.Resume(platform);
        }
    }

    public static void CrashShutdown(IommuPlatform platform)
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.CrashShutdown(platform);
        }
        else
        {
            SingleTable<AmdViHooks>.CrashShutdown(platform);
        }
    }

    public static void Quiesce(IommuPlatform platform)
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.Quiesce(platform);
        }
        else
        {
            SingleTable<AmdViHooks>.Quiesce(platform);
        }
    }

    public static int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor =>
        s_selected == 0 ? SingleTable<VtdHooks>.GetReservedDeviceMemory(platform, ref visitor) : SingleTable<AmdViHooks>.GetReservedDeviceMemory(platform, ref visitor);

    public static void FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue)
    {
        if (s_selected == 0)
        {
            SingleTable<VtdHooks>.FreePageTable(platform, table, ref queue);
        }
        else
        {
            SingleTable<AmdViHooks>.FreePageTable(platform, table, ref queue);
        }
    }

    public static int ShareP2m(Domain domain, Mfn root) =>
        s_selected == 0 ? SingleTable<VtdHooks>.ShareP2m(domain, root) : SingleTable<AmdViHooks>.ShareP2m(domain, root);

    public static void ApplyConfiguration(IommuOptions options) => OptionConstants.Apply<SelectedTable>(options);

    public static int DeviceGroupOf(Device device) => DeviceGroups.IdOf<SelectedTable>(device);

    public static bool KnowsSharedTables() => true;

    public static int SetupDone(IommuPlatform platform) => CleanupQueue.Start<SelectedTable>(platform);

    public static int ReleaseTables(Domain domain) => CleanupQueue.Add<SelectedTable>(domain);

    public static int MemoryOp(IommuPlatform platform, uint command, GuestMemory guest, ulong argument) =>
        ReservedMemoryOp.Run<SelectedTable>(platform, command, guest, argument);
}
