using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>What the set-up came to.</summary>
public sealed class SetupReport
{
    internal SetupReport(IommuOptions options, bool isEnabled, string? halt, IReadOnlyList<string> lines)
    {
        IsEnabled = isEnabled;
        InterruptRemapping = options.InterruptRemapping;
        PostsInterrupts = options.InterruptPosting;
        Snoops = options.Snoop;
        HardwareDomain =
            options.HardwareDomainPassthrough ? HardwareDomainMode.Passthrough :
            options.HardwareDomainStrict ? HardwareDomainMode.Strict :
            HardwareDomainMode.Relaxed;
        Halt = halt;
        Lines = lines;
    }

    /// <summary>Whether there is an IOMMU in use.</summary>
    public bool IsEnabled { get; }

    /// <summary>How interrupts are remapped.</summary>
    public InterruptRemapping InterruptRemapping { get; }

    /// <summary>Whether interrupts are posted to virtual processors.</summary>
    public bool PostsInterrupts { get; }

    /// <summary>Whether the IOMMU makes devices' accesses snoop the caches.</summary>
    public bool Snoops { get; }

    /// <summary>What the hardware domain's devices reach. Without an IOMMU in use it says nothing: they reach everything.</summary>
    public HardwareDomainMode HardwareDomain { get; }

    /// <summary>Why the machine must not go on, as a sentence; null if it may. Xen panics with it.</summary>
    public string? Halt { get; }

    /// <summary>What is to be printed, a line each.</summary>
    public IReadOnlyList<string> Lines { get; }
}
