using System;
using System.Runtime.CompilerServices;

using IommuConfig.Runtime;

namespace IommuConfig.MachineCode;

/// <summary>A table as one would write it by hand for one provider: each hook calls it, and nothing chooses.</summary>
internal readonly struct HandWritten<TProvider> : ICoreHooks
    where TProvider : struct, IIommuProvider
{
    private static readonly ProviderId[] s_providers = [new(0)];

    static ReadOnlySpan<ProviderId> IDispatchTable.Providers => s_providers;

    static bool IDispatchTable.IsAvailable => true;

    static bool IDispatchTable.IsMixed => false;

    static bool IDispatchTable.HasPci => true;

    static bool IDispatchTable.HasDeviceTree => true;

    static bool IDispatchTable.IsTraced => false;

    static QuarantineMode IDispatchTable.Quarantine => QuarantineMode.Basic;

    static void IDispatchTable.Select(ProviderId provider)
    {
    }

    static int ISetupHooks.Setup(ProviderId provider, IommuPlatform platform) => TProvider.Setup(provider, platform);

    static int IDomainHooks.Init(Domain domain) => TProvider.Init(domain);

    static void IDomainHooks.HardwareDomainInit(Domain domain) => TProvider.HardwareDomainInit(domain);

    static void IDomainHooks.Teardown(Domain domain) => TProvider.Teardown(domain);

    static void IDomainHooks.ClearRootPageTable(Domain domain) => TProvider.ClearRootPageTable(domain);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        TProvider.MapPage(domain, dfn, mfn, flags, ref flush);

    static int IMappingHooks.UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        TProvider.UnmapPage(domain, dfn, order, ref flush);

    static ulong IMappingHooks.PageSizes(Domain domain) => TProvider.PageSizes(domain);

    static int IDeviceHooks.AddDevice(byte devfn, Device device) => TProvider.AddDevice(devfn, device);

    static int IDeviceHooks.AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        TProvider.AssignDevice(domain, devfn, device, flags);

    static int IDeviceHooks.ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        TProvider.ReassignDevice(source, target, devfn, device);

    static void IDumpHooks.DumpPageTables<TSink>(Domain domain, ref TSink sink) => TProvider.DumpPageTables(domain, ref sink);
}
