namespace IommuConfig.Runtime;

/// <summary>How interrupts are remapped.</summary>
public enum InterruptRemapping
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>Only for processors whose APIC id has 8 bits.</summary>
    Restricted,

    /// <summary>For all processors.</summary>
    Full,
}
