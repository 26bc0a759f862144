namespace IommuConfig.Runtime;

/// <summary>What the hardware domain's devices reach.</summary>
public enum HardwareDomainMode
{
    /// <summary>All memory, but for what is the layer's own: the default.</summary>
    Relaxed,

    /// <summary>Only the hardware domain's own memory.</summary>
    Strict,

    /// <summary>Everything: they are not translated.</summary>
    Passthrough,
}
