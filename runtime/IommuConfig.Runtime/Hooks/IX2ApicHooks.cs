namespace IommuConfig.Runtime;

/// <summary>Interrupt remapping as far as the machine's interrupt controllers need it.</summary>
[HookContract]
public interface IX2ApicHooks
{
    /// <summary>Turns interrupt remapping on with destinations of 32 bits. Optional.</summary>
    /// <returns>0; -EOPNOTSUPP by default.</returns>
    static virtual int EnableX2Apic(IommuPlatform platform) => -Errno.EOPNOTSUPP;

    /// <summary>Turns it off again. Optional; nothing by default.</summary>
    static virtual void DisableX2Apic(IommuPlatform platform)
    {
    }

    /// <summary>Sends the IOMMUs' own interrupts to processors near them, once it is known which those are. Optional; nothing by default.</summary>
    static virtual void AdjustIrqAffinities(IommuPlatform platform)
    {
    }
}
