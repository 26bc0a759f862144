namespace IommuConfig.Runtime;

/// <summary>How one page table is made, within what its format allows. The default is the format's own choice throughout.</summary>
public record struct PageTableOptions
{
    /// <summary>The number of bits of device addresses to translate; 0 for <see cref="IPageTableFormat.AddressBits"/>. It decides the number of levels.</summary>
    public int AddressBits { get; set; }

    /// <summary>The number of bits of machine addresses that the hardware takes; 0 for all that an entry can hold.</summary>
    public int OutputBits { get; set; }

    /// <summary>The sizes to map with: bit n for pages of 2^n bytes; 0 for all of the format. The smallest is always among them, and
    /// a larger one counts only together with all that are smaller, which it would have to become.</summary>
    public ulong PageSizes { get; set; }

    /// <summary>
    /// The lowest level of table that address 0 always has, 0 for the root alone. For hardware that walks fewer levels than the table has, and
    /// is given a table below the root (Xen: the minimum depth of VT-d). No page is larger than an entry of that table.
    /// </summary>
    public int SpineLevel { get; set; }

    /// <summary>Whether hardware reads the tables behind the processor's caches, so that every change has to be written back.</summary>
    public bool IsNonCoherent { get; set; }

    /// <summary>
    /// Whether the hardware takes a change of a mapping's size in one store, although its architecture asks for a break before (Arm:
    /// FEAT_BBM level 2, SMMU_IDR3.BBML). Without it tables are not promoted there, for that would stop devices whose mappings do not change.
    /// </summary>
    public bool ChangesSizeAtOnce { get; set; }
}
