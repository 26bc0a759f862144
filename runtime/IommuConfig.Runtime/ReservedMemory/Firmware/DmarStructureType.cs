namespace IommuConfig.Runtime;

/// <summary>What a structure of a DMAR table describes (VT-d specification, section 8.2). Those of other types are skipped.</summary>
public enum DmarStructureType
{
    /// <summary>An IOMMU: DMA remapping hardware unit definition (section 8.3).</summary>
    Drhd = 0,

    /// <summary>A region that is reserved for devices (section 8.4).</summary>
    Rmrr = 1,

    /// <summary>Root ports whose devices may have address translation services (section 8.5).</summary>
    Atsr = 2,

    /// <summary>Which NUMA node an IOMMU belongs to (section 8.6).</summary>
    Rhsa = 3,

    /// <summary>Devices of the chip set with address translation caches (section 8.8).</summary>
    Satc = 5,
}

/// <summary>What a device scope names (VT-d specification, section 8.3.1).</summary>
public enum DmarScopeType
{
    /// <summary>A PCI device.</summary>
    Endpoint = 1,

    /// <summary>A PCI bridge with everything behind it.</summary>
    Bridge = 2,

    /// <summary>An IO-APIC.</summary>
    IoApic = 3,

    /// <summary>A high precision event timer.</summary>
    Hpet = 4,

    /// <summary>A device of ACPI's namespace.</summary>
    Namespace = 5,
}
