using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>What the set-up says to who watches the machine boot.</summary>
internal static class SetupLines
{
    internal static IReadOnlyList<string> Of(IommuPlatform platform, int result)
    {
        List<string> lines = [];
        IommuOptions options = platform.Options;
        if (!platform.IsEnabled)
        {
            lines.Add(
                !options.Enable ? "IOMMU: off, as the command line says" :
                result == -Errno.ENODEV ? "IOMMU: none found" :
                $"IOMMU: off, the set-up failed ({result})");
            return lines;
        }

        lines.Add("IOMMU: on");
        lines.Add("IOMMU: hardware domain " + (
            options.HardwareDomainPassthrough ? "not translated" :
            options.HardwareDomainStrict ? "strict, reaches its own memory only" :
            "relaxed, reaches all memory but ours"));
        lines.Add("IOMMU: interrupts " + options.InterruptRemapping switch
        {
            InterruptRemapping.Off => "not remapped",
            InterruptRemapping.Restricted => "remapped for 8-bit APIC ids",
            _ => options.InterruptPosting ? "remapped and posted" : "remapped",
        });
        if (options.Verbose)
        {
            foreach (IommuUnit unit in platform.Units)
            {
                string use = unit.Provider.IsNone ? "not in use" : $"{unit.AddressBits} bits to {unit.OutputBits}{(unit.IsCoherent ? "" : ", reads behind caches")}";
                lines.Add($"IOMMU: {unit.Kind}: {use}");
            }
        }

        return lines;
    }
}
