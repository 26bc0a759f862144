namespace IommuConfig.Runtime;

/// <summary>Which kind of entry reserved a region.</summary>
public enum ReservedRegionKind
{
    /// <summary>A reserved memory region of VT-d: from DMAR's RMRR structures, from <c>rmrr=</c>, or added by a program.</summary>
    Rmrr,

    /// <summary>A unity map of AMD-Vi: from IVRS's IVMD blocks, or from <c>ivmd=</c>.</summary>
    Unity,

    /// <summary>AMD-Vi's exclusion range: an IOMMU with such a register lets accesses there pass untranslated; without, it is mapped.</summary>
    Exclusion,

    /// <summary>A reserved memory range of an Arm machine, from IORT's RMR nodes.</summary>
    Rmr,
}
