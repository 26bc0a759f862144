using System;

namespace IommuConfig.Runtime;

/// <summary>The words of <c>iommu=</c> and <c>dom0-iommu=</c>, with those that a configuration lacks marked.</summary>
/// <typeparam name="THooks">The table, which knows the configuration.</typeparam>
internal static class OptionWords<THooks>
    where THooks : struct, IDispatchTable, IOptionSymbols
{
    private static readonly OptionWord[] s_iommu =
    [
        new("force", static (options, value) => options.Force = value),
        new("required", static (options, value) => options.Force = value),
        new(
            "quarantine",
            static (options, value) => options.Quarantine = value ? QuarantineMode.Basic : QuarantineMode.None,
            Without(THooks.HasPci, "HAS_PCI"),
            Extra: "scratch-page",
            SetExtra: static options => options.Quarantine = QuarantineMode.ScratchPage),
        new("igfx", static (options, value) => options.IntegratedGraphics = value, Without(THooks.HasIntelIommu, "INTEL_IOMMU"), IsIgnored: true),
        new("qinval", static (options, value) => options.QueuedInvalidation = value, Without(THooks.HasIntelIommu, "INTEL_IOMMU"), IsIgnored: true),
        new("superpages", static (options, value) => options.Superpages = value, Without(THooks.IsX86, "X86")),
        new("verbose", static (options, value) => options.Verbose = value),
        new("snoop", static (options, value) => options.Snoop = value, Without(THooks.HasIntelIommu, "INTEL_IOMMU")),
        new(
            "intremap",
            static (options, value) => options.InterruptRemapping = value ? InterruptRemapping.Full : InterruptRemapping.Off,
            Without(THooks.IsX86, "X86")),
        new("intpost", static (options, value) => options.InterruptPosting = value, Without(THooks.IsX86, "X86") ?? Without(THooks.HasHvm, "HVM")),
        new("crash-disable", static (options, value) => options.CrashDisable = value, Without(THooks.HasKexec, "KEXEC")),
        new("debug", static (options, value) =>
        {
            options.Debug = value;
            options.Verbose |= value;
        }),
        new(
            "amd-iommu-perdev-intremap",
            static (options, value) => options.AmdPerDeviceInterruptRemapping = value,
            Without(THooks.HasAmdIommu, "AMD_IOMMU"),
            IsIgnored: true),
        new("dom0-passthrough", static (options, value) => options.HardwareDomainPassthrough = value),
        new("dom0-strict", static (options, value) => options.HardwareDomainStrict = value),
        new(
            "sharept",
            static (options, value) => options.SharePageTables = value,
            THooks.ForcesSharing ? "IOMMU_FORCE_PT_SHARE is set in this configuration" : Without(THooks.HasHvm, "HVM")),
    ];

    private static readonly OptionWord[] s_hardwareDomain =
    [
        new("passthrough", static (options, value) => options.HardwareDomainPassthrough = value),
        new("strict", static (options, value) => options.HardwareDomainStrict = value),
        new("map-inclusive", static (options, value) => options.HardwareDomainInclusive = value),
        new("map-reserved", static (options, value) => options.HardwareDomainReserved = value),
        new("none", static (options, value) => options.HardwareDomainUnchecked = value, IsBare: true),
    ];

    internal static ReadOnlySpan<OptionWord> Iommu => s_iommu;

    internal static ReadOnlySpan<OptionWord> HardwareDomain => s_hardwareDomain;

    /// <summary>Why something does not exist that a symbol brings, or null if it does.</summary>
    internal static string? Without(bool isSet, string symbol) => isSet ? null : symbol + " is not set in this configuration";
}
