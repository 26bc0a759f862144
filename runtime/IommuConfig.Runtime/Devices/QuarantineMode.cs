namespace IommuConfig.Runtime;

/// <summary>What becomes of a device that is taken from a domain and given to nobody.</summary>
public enum QuarantineMode
{
    /// <summary>It goes to the hardware domain: with IOMMU_QUARANTINE_NONE, and where there is no choice because there is no PCI.</summary>
    None,

    /// <summary>All its DMA is blocked.</summary>
    [Symbol("IOMMU_QUARANTINE_BASIC")]
    Basic,

    /// <summary>All its DMA goes to a page that nobody uses.</summary>
    [Symbol("IOMMU_QUARANTINE_SCRATCH_PAGE")]
    ScratchPage,
}
