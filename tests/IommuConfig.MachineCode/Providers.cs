using System.Runtime.CompilerServices;

using IommuConfig.Runtime;

namespace IommuConfig.MachineCode;

/// <summary>What the providers have in common: each takes the first IOMMU that nobody has, and maps by encoding one entry and storing it.</summary>
internal interface IProbe : IIommuProvider
{
    static int ISetupHooks.Setup(ProviderId provider, IommuPlatform platform)
    {
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Provider.IsNone)
            {
                unit.Claim(provider);
                return 0;
            }
        }

        return -Errno.ENODEV;
    }

    static int IDomainHooks.Init(Domain domain)
    {
        CoherentHost host = default;
        return PageTableWalker<VtdSecondLevel, CoherentHost>.Build(ref domain.PageTable, ref host, domain.Platform.Memory, default);
    }

    static void IDomainHooks.HardwareDomainInit(Domain domain)
    {
    }

    static void IDomainHooks.Teardown(Domain domain)
    {
    }

    static void IDomainHooks.ClearRootPageTable(Domain domain)
    {
    }

    static int IMappingHooks.UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) => 0;

    static ulong IMappingHooks.PageSizes(Domain domain) => 1 << 12;

    static int IDeviceHooks.AddDevice(byte devfn, Device device) => 0;

    static int IDeviceHooks.AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) => 0;

    static int IDeviceHooks.ReassignDevice(Domain source, Domain? target, byte devfn, Device device) => 0;

    static void IDumpHooks.DumpPageTables<TSink>(Domain domain, ref TSink sink)
    {
    }

    static void ICleanupHooks.FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue)
    {
    }
}

/// <summary>The one table in memory that the providers write to: 512 entries.</summary>
internal static unsafe class Entries
{
    private static readonly ulong* s_entries = (ulong*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(512, sizeof(ulong));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Store(Dfn dfn, ulong entry)
    {
        s_entries[dfn.Value & 511] = entry;
        return 0;
    }

    public static ulong Read(Dfn dfn) => s_entries[dfn.Value & 511];
}

internal readonly struct AHooks : IProbe
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => Entries.Store(dfn, mfn.Value << 12 | 0x1);
}

internal readonly struct BHooks : IProbe
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => Entries.Store(dfn, mfn.Value << 12 | 0x3);
}

internal readonly struct CHooks : IProbe
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => Entries.Store(dfn, mfn.Value << 12 | 0x5);
}

internal readonly struct DHooks : IProbe
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => Entries.Store(dfn, mfn.Value << 12 | 0x7);
}

internal readonly struct EHooks : IProbe
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => Entries.Store(dfn, mfn.Value << 12 | 0x9);
}

/// <summary>A provider whose hardware is not there.</summary>
internal readonly struct NoHardwareHooks : IProbe
{
    static int ISetupHooks.Setup(ProviderId provider, IommuPlatform platform) => -Errno.ENODEV;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => -Errno.ENODEV;
}

/// <summary>A provider that is called out of line: what the tests must notice.</summary>
internal readonly struct OutOfLineHooks : IProbe
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int IMappingHooks.MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => Entries.Store(dfn, mfn.Value << 12 | 0xb);
}
