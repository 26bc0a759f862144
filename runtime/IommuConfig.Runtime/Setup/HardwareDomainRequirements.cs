namespace IommuConfig.Runtime;

/// <summary>What has to be so before the hardware domain is made. Exists where the table implements <see cref="IOptionSymbols"/>.</summary>
public static class HardwareDomainRequirements
{
    /// <summary>
    /// Checks that a hardware domain whose addresses the processor translates can do DMA: on x86 it needs an IOMMU in use, and the strict
    /// mode, for its frames are not the machine's. From then on it is strict and not passed through.
    /// </summary>
    /// <remarks>A domain that is not translated needs nothing, and <c>dom0-iommu=none</c> says not to check.</remarks>
    /// <param name="iommu">The layer, set up.</param>
    /// <param name="isTranslated">Whether the processor translates the domain's addresses (a PVH domain).</param>
    /// <param name="halt">Why the machine must not go on, as a sentence; null if it may. Xen panics with it.</param>
    /// <returns>0; -ENODEV without an IOMMU in use; -EINVAL without the strict mode.</returns>
    public static int CheckHardwareDomainRequirements<THooks>(this Iommu<THooks> iommu, bool isTranslated, out string? halt)
        where THooks : struct, ICoreHooks, IOptionSymbols
    {
        IommuPlatform platform = iommu.Platform;
        IommuOptions options = platform.Options;
        halt = null;
        if (!isTranslated || options.HardwareDomainUnchecked)
        {
            return 0;
        }

        if (THooks.IsX86 && !platform.IsEnabled)
        {
            halt = "The hardware domain is translated and needs an IOMMU, and none is in use.";
            return -Errno.ENODEV;
        }

        if (THooks.IsX86 && !options.HardwareDomainStrict)
        {
            halt = "The hardware domain is translated and needs dom0-iommu=strict.";
            return -Errno.EINVAL;
        }

        options.HardwareDomainPassthrough = false;
        options.HardwareDomainStrict = true;
        return 0;
    }
}
