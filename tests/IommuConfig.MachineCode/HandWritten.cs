using System;
using System.Runtime.CompilerServices;

using IommuConfig.Runtime;

namespace IommuConfig.MachineCode;

/// <summary>What a table written by hand says of a symbol that the project's configuration has only one value of.</summary>
internal interface ISymbol
{
    static abstract bool IsSet { get; }
}

internal readonly struct Set : ISymbol
{
    public static bool IsSet => true;
}

internal readonly struct NotSet : ISymbol
{
    public static bool IsSet => false;
}

/// <summary>A table as one would write it by hand for one provider: each hook calls it, and nothing chooses.</summary>
/// <typeparam name="TProvider">The provider.</typeparam>
/// <typeparam name="TTrace">IOMMU_TRACE.</typeparam>
internal readonly struct HandWritten<TProvider, TTrace> : ICoreHooks
    where TProvider : struct, IIommuProvider
    where TTrace : struct, ISymbol
{
    private static readonly ProviderId[] s_providers = [new(0)];

    static ReadOnlySpan<ProviderId> IDispatchTable.Providers => s_providers;

    static bool IDispatchTable.IsAvailable => true;

    static bool IDispatchTable.IsMixed => false;

    static bool IDispatchTable.HasPci => true;

    static bool IDispatchTable.HasDeviceTree => true;

    static bool IDispatchTable.IsTraced => TTrace.IsSet;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long IMappingHooks.MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        TProvider.MapPages(domain, dfn, mfn, count, flags, ref flush);

    static int IMappingHooks.LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        TProvider.LookupPage(domain, dfn, out mfn, out flags);

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
