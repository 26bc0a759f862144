using System;
using System.Collections.Generic;
using IommuConfig.Runtime.Tests.Options;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>A table for one provider, in a configuration with or without PCI and a device tree; a test says which groups there are.</summary>
internal readonly struct ControlTable<TPci, TDeviceTree> : ICoreHooks
    where TPci : ISymbol
    where TDeviceTree : ISymbol
{
    /// <summary>The group of each device, or the error; without an entry no groups are known.</summary>
    [ThreadStatic]
    internal static Dictionary<DeviceId, int>? Groups;

    /// <summary>What assigning a device answers.</summary>
    [ThreadStatic]
    internal static int AssignResult;

    public static ReadOnlySpan<ProviderId> Providers => SingleTable<VtdHooks>.Providers;

    public static bool IsAvailable => true;

    public static bool IsMixed => false;

    public static bool HasPci => TPci.IsSet;

    public static bool HasDeviceTree => TDeviceTree.IsSet;

    public static bool IsTraced => true;

    public static QuarantineMode Quarantine => QuarantineMode.Basic;

    public static void Select(ProviderId provider)
    {
    }

    public static int Setup(ProviderId provider, IommuPlatform platform) => SingleTable<VtdHooks>.Setup(provider, platform);

    public static int Init(Domain domain) => SingleTable<VtdHooks>.Init(domain);

    public static void HardwareDomainInit(Domain domain) => SingleTable<VtdHooks>.HardwareDomainInit(domain);

    public static void Teardown(Domain domain) => SingleTable<VtdHooks>.Teardown(domain);

    public static void ClearRootPageTable(Domain domain) => SingleTable<VtdHooks>.ClearRootPageTable(domain);

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        SingleTable<VtdHooks>.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        SingleTable<VtdHooks>.UnmapPage(domain, dfn, order, ref flush);

    public static ulong PageSizes(Domain domain) => SingleTable<VtdHooks>.PageSizes(domain);

    public static int AddDevice(byte devfn, Device device) => SingleTable<VtdHooks>.AddDevice(devfn, device);

    public static int RemoveDevice(byte devfn, Device device) => SingleTable<VtdHooks>.RemoveDevice(devfn, device);

    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        AssignResult != 0 ? AssignResult : SingleTable<VtdHooks>.AssignDevice(domain, devfn, device, flags);

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        AssignResult != 0 ? AssignResult : SingleTable<VtdHooks>.ReassignDevice(source, target, devfn, device);

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => SingleTable<VtdHooks>.DumpPageTables(domain, ref sink);

    public static int DeviceGroupOf(Device device) =>
        Groups is not null && Groups.TryGetValue(device.Id, out int group) ? group : -Errno.EOPNOTSUPP;

    public static int XlateDeviceTreeEntry(Device device, ReadOnlySpan<uint> specifier) => UnitStreamId.DtXlate(device, specifier);
}
