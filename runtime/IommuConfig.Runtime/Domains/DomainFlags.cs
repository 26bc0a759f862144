using System;

namespace IommuConfig.Runtime;

/// <summary>What kind of domain to create.</summary>
[Flags]
public enum DomainFlags
{
    /// <summary>A domain without devices for good: nothing is translated for it.</summary>
    None = 0,

    /// <summary>Devices may be assigned to it (Xen: <c>XEN_DOMCTL_CDF_iommu</c>).</summary>
    Iommu = 1,

    /// <summary>The domain that drives the machine. There is one.</summary>
    Hardware = 2,

    /// <summary>The processor translates its addresses by a table of its own (EPT, stage 2), which the IOMMU may be able to walk, too.</summary>
    SecondLevel = 4,

    /// <summary>The IOMMU does not walk the processor's table all the same (Xen: <c>XEN_DOMCTL_IOMMU_no_sharept</c>).</summary>
    NoSharedTables = 8,
}
