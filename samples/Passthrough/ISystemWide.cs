using IommuConfig;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>
/// What the program does to the whole system. Where the drivers live side by side (IOMMU_MIXED=y) no such call can say which driver it
/// means, so the hooks behind it do not exist and the default answers: -ENOSYS. Where they exist, the table goes over the bridge.
/// </summary>
[HookContract]
internal interface ISystemWide
{
    /// <summary>Puts the machine to sleep and wakes it.</summary>
    [Bridge(typeof(IPowerHooks), typeof(Power), nameof(Power.SuspendAndResume))]
    static virtual int Nap(IommuPlatform platform) => -Errno.ENOSYS;

    /// <summary>Stops the IOMMUs before the machine goes down.</summary>
    [Bridge(typeof(IPowerHooks), typeof(Power), nameof(Power.Stop))]
    static virtual int Stop(IommuPlatform platform) => -Errno.ENOSYS;

    /// <summary>Has the IOMMU walk the CPU's own second-level table.</summary>
    [Bridge(typeof(ISharedTableHooks), typeof(SharedTable), nameof(SharedTable.Share))]
    static virtual int ShareTable(Domain domain, Mfn root) => -Errno.ENOSYS;

    /// <summary>Writes the CPU's cache back before an IOMMU that does not snoop reads.</summary>
    [Bridge(typeof(ICleanupHooks), typeof(Caches), nameof(Caches.WriteBack))]
    static virtual int WriteBack(IommuPlatform platform, ulong address, ulong size) => -Errno.ENOSYS;

    /// <summary>Routes a pin of an IO-APIC through the IOMMU, and reads the route back.</summary>
    [Bridge(typeof(IIoApicRemappingHooks), typeof(Interrupts), nameof(Interrupts.RoutePin))]
    static virtual int RoutePin(IommuPlatform platform) => -Errno.ENOSYS;

    /// <summary>Routes the interrupt of a high precision event timer through the IOMMU.</summary>
    [Bridge(typeof(IHpetHooks), typeof(Interrupts), nameof(Interrupts.RouteTimer))]
    static virtual int RouteTimer() => -Errno.ENOSYS;

    /// <summary>Switches interrupts to 32-bit processor ids and back.</summary>
    [Bridge(typeof(IX2ApicHooks), typeof(Interrupts), nameof(Interrupts.SwitchInterruptMode))]
    static virtual int SwitchInterruptMode(IommuPlatform platform) => -Errno.ENOSYS;
}
