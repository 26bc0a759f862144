using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>The table of a configuration without providers, as the generator writes it: every hook answers -ENODEV or does nothing.</summary>
internal readonly struct NoDrivers : ICoreHooks
{
    public static ReadOnlySpan<ProviderId> Providers => [];

    public static bool IsAvailable => false;

    public static bool IsMixed => false;

    public static bool HasPci => true;

    public static bool HasDeviceTree => false;

    public static bool IsTraced => true;

    public static QuarantineMode Quarantine => QuarantineMode.None;

    public static void Select(ProviderId provider)
    {
    }

    public static int Setup(ProviderId provider, IommuPlatform platform) => -Errno.ENODEV;

    public static int Init(Domain domain) => -Errno.ENODEV;

    public static void HardwareDomainInit(Domain domain)
    {
    }

    public static void Teardown(Domain domain)
    {
    }

    public static void ClearRootPageTable(Domain domain)
    {
    }

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) => -Errno.ENODEV;

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) => -Errno.ENODEV;

    public static ulong PageSizes(Domain domain) => 0;

    public static int AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) => -Errno.ENODEV;

    public static int ReassignDevice(Domain source, Domain? target, byte devfn, Device device) => -Errno.ENODEV;

    public static void DumpPageTables<TSink>(Domain domain, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
    }
}
