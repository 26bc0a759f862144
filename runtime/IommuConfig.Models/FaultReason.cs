namespace IommuConfig.Models;

/// <summary>
/// Why a request was blocked. Below 0x100 with the numbers of VT-d's fault recording registers (specification, "Fault Conditions"), above
/// what VT-d does not know.
/// </summary>
public enum FaultReason
{
    /// <summary>It was not blocked.</summary>
    None = 0,

    /// <summary>The device is attached to no page table.</summary>
    ContextNotPresent = 2,

    /// <summary>What the driver said of the device makes no sense: the number of levels, the width of addresses, or the address of the root.</summary>
    InvalidContext = 3,

    /// <summary>
    /// The address has more bits than the page table, or the one that an entry skips to, translates; or it is not canonical where addresses
    /// have a sign.
    /// </summary>
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

    /// <summary>The address of a table or page has more bits than a machine address (Arm: address size fault).</summary>
    OutputBeyondWidth = 0x101,

    /// <summary>The flag that says that an entry was used is not set, and the hardware does not set it.</summary>
    AccessFlagMissing = 0x102,

    /// <summary>A write to a page whose flag that says that it was written is not set, and the hardware does not set it.</summary>
    DirtyFlagMissing = 0x103,

    /// <summary>A page of a level that has none, or a pointer to a table of a level that cannot follow.</summary>
    InvalidLevel = 0x104,

    /// <summary>The address of a page is no multiple of its size.</summary>
    MisalignedPage = 0x105,

    /// <summary>A field holds a value that the specification reserves.</summary>
    ReservedEncoding = 0x106,

    /// <summary>The entries that together stand for one page differ.</summary>
    UnequalEntries = 0x107,
}
