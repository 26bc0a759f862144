namespace IommuConfig.Models;

/// <summary>Why a request was blocked, with the numbers of VT-d's fault recording registers (specification, "Fault Conditions").</summary>
public enum FaultReason
{
    /// <summary>It was not blocked.</summary>
    None = 0,

    /// <summary>The device is attached to no page table.</summary>
    ContextNotPresent = 2,

    /// <summary>What the driver said of the device makes no sense: the number of levels, or the address of the root.</summary>
    InvalidContext = 3,

    /// <summary>The address has more bits than the page table translates.</summary>
    AddressBeyondWidth = 4,

    /// <summary>A write without permission on the way to the page, or to a page that is not mapped.</summary>
    WriteDenied = 5,

    /// <summary>A read without permission on the way to the page, or of a page that is not mapped.</summary>
    ReadDenied = 6,

    /// <summary>An entry points to a table that is not in memory.</summary>
    TableNotReachable = 7,

    /// <summary>A reserved bit is set in an entry of a page table.</summary>
    ReservedBit = 0xc,

    /// <summary>The translated address is not memory. No IOMMU reports that: the bus does.</summary>
    NoMemory = 0x100,
}
