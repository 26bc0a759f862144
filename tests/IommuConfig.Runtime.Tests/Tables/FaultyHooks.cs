using System;

namespace IommuConfig.Runtime.Tests.Tables;

/// <summary>The VT-d driver, except that unmapping an odd frame fails, and mapping frame 13.</summary>
internal readonly struct FaultyHooks : IUnitProvider<FaultyHooks, VtdSecondLevel>
{
    static IommuKind IUnitKind.Kind => IommuKind.IntelVtd;

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        dfn.Value == 13 ? -Errno.EPERM : VtdHooks.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        dfn.Value % 2 != 0 ? -Errno.ENOMEM : VtdHooks.UnmapPage(domain, dfn, order, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        VtdHooks.LookupPage(domain, dfn, out mfn, out flags);
}

/// <summary>The VT-d driver; its table has scratch pages for devices that nobody owns.</summary>
internal readonly struct ScratchHooks : IUnitProvider<ScratchHooks, VtdSecondLevel>
{
    static IommuKind IUnitKind.Kind => IommuKind.IntelVtd;

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        VtdHooks.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        VtdHooks.UnmapPage(domain, dfn, order, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        VtdHooks.LookupPage(domain, dfn, out mfn, out flags);
}

/// <summary>The VT-d driver, except that functions cannot be switched over when the test says so.</summary>
internal readonly struct FaultyDeviceHooks : IX86UnitProvider<FaultyDeviceHooks, VtdSecondLevel>
{
    /// <summary>What a switch of a function to a domain (null: away) comes to; 0 for the driver's own.</summary>
    [ThreadStatic]
    internal static Func<byte, Domain?, int>? Switch;

    static IommuKind IUnitKind.Kind => IommuKind.IntelVtd;

    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        VtdHooks.MapPage(domain, dfn, mfn, flags, ref flush);

    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        VtdHooks.UnmapPage(domain, dfn, order, ref flush);

    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        VtdHooks.LookupPage(domain, dfn, out mfn, out flags);

    static int IDeviceHooks.AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        Switch?.Invoke(devfn, domain) is { } result and not 0
            ? result
            : UnitDriver<FaultyDeviceHooks, VtdSecondLevel>.AssignDevice(domain, devfn, device);

    static int IDeviceHooks.ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        Switch?.Invoke(devfn, target) is { } result and not 0
            ? result
            : UnitDriver<FaultyDeviceHooks, VtdSecondLevel>.ReassignDevice(source, target, devfn, device);
}
