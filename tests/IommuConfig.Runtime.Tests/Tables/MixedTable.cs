using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>
/// A table written by hand for three providers side by side: every hook goes by the domain or device it is given. The contracts that
/// it cannot implement, and the far sides of the bridges to them, are not there.
/// </summary>
internal readonly struct MixedTable : ICoreHooks, IOptionSymbols, IPciDeviceHooks, IDeviceTreeHooks, IMsiRemappingHooks
{
    private static readonly ProviderId[] s_providers = [new(0), new(1), new(2)];

    public static ReadOnlySpan<ProviderId> Providers => s_providers;

    public static bool IsAvailable => true;

    public static bool IsMixed => true;

    public static bool HasPci => true;

    public static bool HasDeviceTree => true;

    public static bool IsTraced => true;
    public static bool HasPassthrough => true;

    public static bool IsX86 => false;

    public static bool HasIntelIommu => false;

    public static bool HasAmdIommu => false;

    public static bool HasHvm => true;

    public static bool HasKexec => false;

    public static bool ForcesSharing => false;

    public static QuarantineMode Quarantine => QuarantineMode.Basic;

    /// <summary>What is left to do when the providers are set up, and how that ends.</summary>
    [ThreadStatic]
    internal static int SetupDoneResult;

    public static int SetupDone(IommuPlatform platform) => SetupDoneResult;

    public static void Select(ProviderId provider)
    {
    }

    /// <summary>What a provider's set-up answers before it looks for hardware; 0, or null: it looks.</summary>
    [ThreadStatic]
    internal static Func<ProviderId, int>? SetupResult;

    public static int Setup(ProviderId provider, IommuPlatform platform) =>
        SetupResult?.Invoke(provider) is { } result and not 0 ? result :
        provider == s_providers[0] ? SingleTable<SmmuHooks>.Setup(provider, platform) :
        provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.Setup(provider, platform) :
        SingleTable<IpmmuHooks>.Setup(provider, platform);

    public static int Init(Domain domain) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.Init(domain) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.Init(domain) :
        SingleTable<IpmmuHooks>.Init(domain);

    public static void HardwareDomainInit(Domain domain)
    {
        if (domain.Provider == s_providers[0])
        {
            SingleTable<SmmuHooks>.HardwareDomainInit(domain);
        }
        else if (domain.Provider == s_providers[1])
        {
            SingleTable<SmmuV3Hooks>.HardwareDomainInit(domain);
        }
        else
        {
            SingleTable<IpmmuHooks>.HardwareDomainInit(domain);
        }
    }

    public static void Teardown(Domain domain)
    {
        if (domain.Provider == s_providers[0])
        {
            SingleTable<SmmuHooks>.Teardown(domain);
        }
        else if (domain.Provider == s_providers[1])
        {
            SingleTable<SmmuV3Hooks>.Teardown(domain);
        }
        else
        {
            SingleTable<IpmmuHooks>.Teardown(domain);
        }
    }

    public static void ClearRootPageTable(Domain domain)
    {
        if (domain.Provider == s_providers[0])
        {
            SingleTable<SmmuHooks>.ClearRootPageTable(domain);
        }
        else if (domain.Provider == s_providers[1])
        {
            SingleTable<SmmuV3Hooks>.ClearRootPageTable(domain);
        }
        else
        {
            SingleTable<IpmmuHooks>.ClearRootPageTable(domain);
        }
    }

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.MapPage(domain, dfn, mfn, flags, ref flush) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.MapPage(domain, dfn, mfn, flags, ref flush) :
        SingleTable<IpmmuHooks>.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.UnmapPage(domain, dfn, order, ref flush) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.UnmapPage(domain, dfn, order, ref flush) :
        SingleTable<IpmmuHooks>.UnmapPage(domain, dfn, order, ref flush);

    public static long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.MapPages(domain, dfn, mfn, count, flags, ref flush) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.MapPages(domain, dfn, mfn, count, flags, ref flush) :
        SingleTable<IpmmuHooks>.MapPages(domain, dfn, mfn, count, flags, ref flush);

    public static long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.UnmapPages(domain, dfn, count, flags, ref flush) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.UnmapPages(domain, dfn, count, flags, ref flush) :
        SingleTable<IpmmuHooks>.UnmapPages(domain, dfn, count, flags, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.LookupPage(domain, dfn, out mfn, out flags) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.LookupPage(domain, dfn, out mfn, out flags) :
        SingleTable<IpmmuHooks>.LookupPage(domain, dfn, out mfn, out flags);

    public static int IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.IotlbFlush(domain, dfn, count, flags) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.IotlbFlush(domain, dfn, count, flags) :
        SingleTable<IpmmuHooks>.IotlbFlush(domain, dfn, count, flags);

    public static int IotlbFlushAll(Domain domain) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.IotlbFlushAll(domain) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.IotlbFlushAll(domain) :
        SingleTable<IpmmuHooks>.IotlbFlushAll(domain);

    public static ulong PageSizes(Domain domain) =>
        domain.Provider == s_providers[0] ? SingleTable<SmmuHooks>.PageSizes(domain) :
        domain.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.PageSizes(domain) :
        SingleTable<IpmmuHooks>.PageSizes(domain);

    public static int AddDevice(byte devfn, Device device) =>
        device.Provider == s_providers[0] ? SingleTable<SmmuHooks>.AddDevice(devfn, device) :
        device.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.AddDevice(devfn, device) :
        SingleTable<IpmmuHooks>.AddDevice(devfn, device);

    public static int RemoveDevice(byte devfn, Device device) =>
        device.Provider == s_providers[0] ? SingleTable<SmmuHooks>.RemoveDevice(devfn, device) :
        device.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.RemoveDevice(devfn, device) :
        SingleTable<IpmmuHooks>.RemoveDevice(devfn, device);

    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        device.Provider == s_providers[0] ? SingleTable<SmmuHooks>.AssignDevice(domain, devfn, device, flags) :
        device.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.AssignDevice(domain, devfn, device, flags) :
        SingleTable<IpmmuHooks>.AssignDevice(domain, devfn, device, flags);

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        device.Provider == s_providers[0] ? SingleTable<SmmuHooks>.ReassignDevice(source, target, devfn, device) :
        device.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.ReassignDevice(source, target, devfn, device) :
        SingleTable<IpmmuHooks>.ReassignDevice(source, target, devfn, device);

    public static int QuarantineInit(Device device, bool scratchPage) =>
        device.Provider == s_providers[0] ? SingleTable<SmmuHooks>.QuarantineInit(device, scratchPage) :
        device.Provider == s_providers[1] ? SingleTable<SmmuV3Hooks>.QuarantineInit(device, scratchPage) :
        SingleTable<IpmmuHooks>.QuarantineInit(device, scratchPage);

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        if (domain.Provider == s_providers[0])
        {
            SingleTable<SmmuHooks>.DumpPageTables(domain, ref sink);
        }
        else if (domain.Provider == s_providers[1])
        {
            SingleTable<SmmuV3Hooks>.DumpPageTables(domain, ref sink);
        }
        else
        {
            SingleTable<IpmmuHooks>.DumpPageTables(domain, ref sink);
        }
    }

    public static int DtXlate(Device device, ReadOnlySpan<uint> specifier) => SingleTable<SmmuHooks>.DtXlate(device, specifier);

    public static void ApplyConfiguration(IommuOptions options) => OptionConstants.Apply<MixedTable>(options);

    public static int DeviceGroupOf(Device device) => DeviceGroups.IdOf<MixedTable>(device);

    public static int XlateDeviceTreeEntry(Device device, ReadOnlySpan<uint> specifier) =>
        DeviceTreeEntries.Xlate<MixedTable>(device, specifier);
}
