using System;

namespace IommuConfig.Runtime;

/// <summary>Which kind of IOMMU a driver is for.</summary>
internal interface IUnitKind
{
    static abstract IommuKind Kind { get; }
}

/// <summary>
/// The one driver that all providers here share, for the units of the provider's kind. A provider inherits every hook but those that a mapping
/// goes through, which have to be its own to be inlined, and those that only some architectures have.
/// </summary>
/// <typeparam name="TSelf">The provider.</typeparam>
/// <typeparam name="TFormat">The format of its page tables.</typeparam>
internal interface IUnitProvider<TSelf, TFormat> : IIommuProvider, IUnitKind
    where TSelf : struct, IUnitKind
    where TFormat : struct, IPageTableFormat
{
    static int ISetupHooks.Setup(ProviderId provider, IommuPlatform platform) => UnitDriver<TSelf, TFormat>.Setup(provider, platform);

    static int IDomainHooks.Init(Domain domain) => UnitDriver<TSelf, TFormat>.Init(domain);

    // The hardware domain is as any other.
    static void IDomainHooks.HardwareDomainInit(Domain domain)
    {
    }

    // A domain has no state here but its page table.
    static void IDomainHooks.Teardown(Domain domain)
    {
    }

    static void IDomainHooks.ClearRootPageTable(Domain domain) => domain.PageTable.ClearRoot();

    static int IMappingHooks.IotlbFlush(Domain domain, Dfn dfn, ulong count, FlushFlags flags) =>
        UnitDriver<TSelf, TFormat>.IotlbFlush(domain, dfn, count, flags);

    static int IMappingHooks.IotlbFlushAll(Domain domain) => UnitDriver<TSelf, TFormat>.IotlbFlushAll(domain);

    static ulong IMappingHooks.PageSizes(Domain domain) => domain.PageTable.PageSizes;

    static int IDeviceHooks.AddDevice(byte devfn, Device device) => UnitDriver<TSelf, TFormat>.AddDevice(devfn, device);

    static int IDeviceHooks.RemoveDevice(byte devfn, Device device) => UnitDriver<TSelf, TFormat>.RemoveDevice(devfn, device);

    static int IDeviceHooks.AssignDevice(Domain domain, byte devfn, Device device, AssignFlags flags) =>
        UnitDriver<TSelf, TFormat>.AssignDevice(domain, devfn, device);

    static int IDeviceHooks.ReassignDevice(Domain source, Domain? target, byte devfn, Device device) =>
        UnitDriver<TSelf, TFormat>.ReassignDevice(source, target, devfn, device);

    static int IDeviceHooks.QuarantineInit(Device device, bool scratchPage) => UnitDriver<TSelf, TFormat>.QuarantineInit(device, scratchPage);

    static void IDumpHooks.DumpPageTables<TSink>(Domain domain, ref TSink sink) =>
        PageTableWalker<TFormat, CoherentHost>.Dump(ref domain.PageTable, ref sink);

    static int IPowerHooks.Suspend(IommuPlatform platform) => UnitPower<TSelf>.Suspend(platform);

    static void IPowerHooks.Resume(IommuPlatform platform) => UnitPower<TSelf>.Resume(platform);

    static void IPowerHooks.CrashShutdown(IommuPlatform platform) => UnitPower<TSelf>.CrashShutdown(platform);

    static void IPowerHooks.Quiesce(IommuPlatform platform) => UnitPower<TSelf>.Quiesce(platform);

    static void ICleanupHooks.FreePageTable(IommuPlatform platform, Mfn table, ref FrameList queue) =>
        UnitCleanup<TFormat>.FreePageTable(platform, table, ref queue);
}

/// <summary>What the drivers for x86 have beside the rest: groups of devices on PCI, and firmware tables of reserved memory.</summary>
internal interface IX86UnitProvider<TSelf, TFormat> : IUnitProvider<TSelf, TFormat>
    where TSelf : struct, IUnitKind
    where TFormat : struct, IPageTableFormat
{
    // The device's requester id, unless somebody knows better: so every device is a group of its own.
    static int IPciDeviceHooks.GetDeviceGroupId(Device device) => device.Group ?? device.Id.RequesterId;

    static int IReservedMemoryHooks.GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor) =>
        platform.Find<ReservedRegions>() is { } regions ? regions.Visit(ref visitor) : 0;
}

/// <summary>What the drivers for Arm have beside the rest: devices of a device tree.</summary>
internal interface IArmUnitProvider<TSelf, TFormat> : IUnitProvider<TSelf, TFormat>
    where TSelf : struct, IUnitKind
    where TFormat : struct, IPageTableFormat
{
    static int IDeviceTreeHooks.DtXlate(Device device, ReadOnlySpan<uint> specifier) => UnitStreamId.DtXlate(device, specifier);

    // The processor's stage 2 is the format of these units.
    static int ISharedTableHooks.ShareP2m(Domain domain, Mfn root) => UnitDriver<TSelf, TFormat>.ShareP2m(domain, root);
}
