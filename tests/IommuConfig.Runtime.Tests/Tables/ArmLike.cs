using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>A table for one provider in a configuration that is not x86, with devices on PCI and in a device tree.</summary>
internal readonly struct ArmLike : ICoreHooks, IOptionSymbols
{
    public static ReadOnlySpan<ProviderId> Providers => SingleTable<VtdHooks>.Providers;

    public static bool IsAvailable => true;

    public static bool IsMixed => false;

    public static bool HasPci => true;

    public static bool HasDeviceTree => true;

    public static bool IsTraced => true;

    public static QuarantineMode Quarantine => QuarantineMode.Basic;

    public static bool HasPassthrough => true;

    public static bool IsX86 => false;

    public static bool HasIntelIommu => false;

    public static bool HasAmdIommu => false;

    public static bool HasHvm => true;

    public static bool HasKexec => false;

    public static bool ForcesSharing => false;

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
        SingleTable<VtdHooks>.AssignDevice(domain, devfn, device, flags);

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        SingleTable<VtdHooks>.ReassignDevice(source, target, devfn, device);

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink => SingleTable<VtdHooks>.DumpPageTables(domain, ref sink);

    public static void ApplyConfiguration(IommuOptions options) => OptionConstants.Apply<ArmLike>(options);

    public static int XlateDeviceTreeEntry(Device device, ReadOnlySpan<uint> specifier) => UnitStreamId.DtXlate(device, specifier);
}
