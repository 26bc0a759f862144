namespace IommuConfig.Runtime;

/// <summary>
/// The symbols that decide which words the command line has, and which options are constants. It has no hooks: no provider implements it.
/// </summary>
/// <remarks>It is apart from <see cref="ICoreHooks"/>, so that a table without a command line needs none of it.</remarks>
[HookContract]
public interface IOptionSymbols
{
    /// <summary>Whether the architecture has IOMMU drivers. Where it has none, the command line is not about IOMMUs.</summary>
    [Symbol("HAS_PASSTHROUGH")]
    static abstract bool HasPassthrough { get; }

    /// <summary>Whether the machine is x86: interrupt remapping, superpages, inclusive mappings.</summary>
    [Symbol("X86")]
    static abstract bool IsX86 { get; }

    /// <summary>Whether the VT-d driver is in the build.</summary>
    [Symbol("INTEL_IOMMU")]
    static abstract bool HasIntelIommu { get; }

    /// <summary>Whether the AMD-Vi driver is in the build.</summary>
    [Symbol("AMD_IOMMU")]
    static abstract bool HasAmdIommu { get; }

    /// <summary>Whether guests can be virtualised by hardware: interrupt posting, shared page tables.</summary>
    [Symbol("HVM")]
    static abstract bool HasHvm { get; }

    /// <summary>Whether a crash kernel can be started.</summary>
    [Symbol("KEXEC")]
    static abstract bool HasKexec { get; }

    /// <summary>Whether page tables are always shared with the processor.</summary>
    [Symbol("IOMMU_FORCE_PT_SHARE")]
    static abstract bool ForcesSharing { get; }
}
