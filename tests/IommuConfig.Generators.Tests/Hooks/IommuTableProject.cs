using System;
using System.Linq;

namespace IommuConfig.Generators.Tests.Hooks;

/// <summary>A program with a table over all hooks of the IOMMU layer, in a tree where every symbol that matters can be chosen freely.</summary>
internal static class IommuTableProject
{
    /// <summary>The symbols that decide which hooks there are.</summary>
    public static readonly string[] Conditions = ["IOMMU_MIXED", "HAS_PCI", "HAS_DEVICE_TREE", "HAS_PASSTHROUGH"];

    /// <summary>The drivers' symbols, each with the type that is the provider.</summary>
    public static readonly (string Symbol, string Provider)[] Drivers =
    [
        ("INTEL_IOMMU", "VtdHooks"), ("AMD_IOMMU", "AmdViHooks"), ("ARM_SMMU", "SmmuHooks"), ("ARM_SMMU_V3", "SmmuV3Hooks"), ("IPMMU_VMSA", "IpmmuHooks"),
    ];

    private static readonly string[] s_others =
        ["X86", "HVM", "KEXEC", "IOMMU_TRACE", "IOMMU_FORCE_PT_SHARE", "IOMMU_QUARANTINE_BASIC", "IOMMU_QUARANTINE_SCRATCH_PAGE"];

    /// <summary>The program in a configuration.</summary>
    public static Project In(Func<string, bool> isSet) => new Project()
        .WithSource($$"""
            using IommuConfig;
            using IommuConfig.Runtime;

            namespace Sample;

            [DispatchTable(typeof(IIommuHooks), Mixed = "IOMMU_MIXED", DependsOn = "HAS_PASSTHROUGH")]
            {{string.Join("\n", Drivers.Select(driver => $"[Provider<{driver.Provider}>(\"{driver.Symbol}\")]"))}}
            public static partial class Hooks;
            """)
        .WithKconfig("mainmenu \"Everything\"\n\n" + string.Concat(Symbols().Select(symbol => $"config {symbol}\n\tbool \"{symbol}\"\n\n")))
        .WithConfig(string.Concat(Symbols().Select(symbol =>
            isSet(symbol) || symbol == "IOMMU_QUARANTINE_BASIC" ? $"CONFIG_{symbol}=y\n" : $"# CONFIG_{symbol} is not set\n")));

    private static System.Collections.Generic.IEnumerable<string> Symbols() => [.. Conditions, .. Drivers.Select(driver => driver.Symbol), .. s_others];
}
