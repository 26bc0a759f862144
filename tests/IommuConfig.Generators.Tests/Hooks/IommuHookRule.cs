using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Generators.Tests.Hooks;

/// <summary>Which hooks of the IOMMU layer there should be, stated here once more and apart from the contracts: Xen's <c>iommu_ops</c>.</summary>
internal static class IommuHookRule
{
    private const string Pci = "HAS_PCI";
    private const string DeviceTree = "HAS_DEVICE_TREE";

    // A hook, the contract it is in, whether a parameter says which provider is meant, and the symbol it depends on.
    private static readonly (string Name, string Contract, bool HasContext, string? DependsOn)[] s_hooks =
    [
        ("Setup", "ISetupHooks", true, null),
        ("Init", "IDomainHooks", true, null),
        ("HardwareDomainInit", "IDomainHooks", true, null),
        ("Teardown", "IDomainHooks", true, null),
        ("ClearRootPageTable", "IDomainHooks", true, null),
        ("MapPage", "IMappingHooks", true, null),
        ("UnmapPage", "IMappingHooks", true, null),
        ("MapPages", "IMappingHooks", true, null),
        ("UnmapPages", "IMappingHooks", true, null),
        ("LookupPage", "IMappingHooks", true, null),
        ("IotlbFlush", "IMappingHooks", true, null),
        ("IotlbFlushAll", "IMappingHooks", true, null),
        ("PageSizes", "IMappingHooks", true, null),
        ("AddDevice", "IDeviceHooks", true, null),
        ("EnableDevice", "IDeviceHooks", true, null),
        ("RemoveDevice", "IDeviceHooks", true, null),
        ("AssignDevice", "IDeviceHooks", true, null),
        ("ReassignDevice", "IDeviceHooks", true, null),
        ("QuarantineInit", "IDeviceHooks", true, null),
        ("DumpPageTables", "IDumpHooks", true, null),
        ("GetDeviceGroupId", "IPciDeviceHooks", true, Pci),
        ("DtXlate", "IDeviceTreeHooks", true, DeviceTree),
        ("UpdateIreFromMsi", "IMsiRemappingHooks", true, Pci),
        ("ReadMsiFromIre", "IMsiRemappingHooks", true, Pci),
        ("FreePageTable", "ICleanupHooks", false, null),
        ("SyncCache", "ICleanupHooks", false, null),
        ("Suspend", "IPowerHooks", false, null),
        ("Resume", "IPowerHooks", false, null),
        ("CrashShutdown", "IPowerHooks", false, null),
        ("Quiesce", "IPowerHooks", false, null),
        ("GetReservedDeviceMemory", "IReservedMemoryHooks", false, null),
        ("ShareP2m", "ISharedTableHooks", false, null),
        ("UpdateIreFromApic", "IIoApicRemappingHooks", false, null),
        ("ReadApicFromIre", "IIoApicRemappingHooks", false, null),
        ("SetupHpetMsi", "IHpetHooks", false, null),
        ("EnableX2Apic", "IX2ApicHooks", false, null),
        ("DisableX2Apic", "IX2ApicHooks", false, null),
        ("AdjustIrqAffinities", "IX2ApicHooks", false, null),
    ];

    /// <summary>Every hook there is in some configuration.</summary>
    public static IEnumerable<string> All => s_hooks.Select(hook => hook.Name);

    /// <summary>Every contract that has hooks.</summary>
    public static IEnumerable<string> Contracts => s_hooks.Select(hook => hook.Contract).Distinct();

    /// <summary>The hooks of a configuration, each with its contract.</summary>
    /// <param name="isSet">Tells whether a symbol is y.</param>
    public static (string Name, string Contract)[] In(Func<string, bool> isSet) =>
    [
        .. s_hooks
            .Where(hook => (hook.HasContext || !isSet("IOMMU_MIXED")) && (hook.DependsOn is null || isSet(hook.DependsOn)))
            .Select(hook => (hook.Name, hook.Contract)),
    ];
}
