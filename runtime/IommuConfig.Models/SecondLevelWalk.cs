namespace IommuConfig.Models;

/// <summary>
/// Walks a VT-d second-level page table as the hardware does, written from the specification ("Second-Level Paging Entries") and knowing
/// nothing of what builds tables. It is strict: whatever is reserved on hardware without superpages, snoop control and device
/// caches is reserved here.
/// </summary>
internal static class SecondLevelWalk
{
    private const ulong Read = 1UL << 0;
    private const ulong Write = 1UL << 1;
    private const ulong PageSize = 1UL << 7;
    private const ulong Snoop = 1UL << 11;
    private const ulong TransientMapping = 1UL << 62;

    /// <summary>Translates one page.</summary>
    /// <param name="memory">The memory the table is in.</param>
    /// <param name="hostAddressBits">The number of bits of a machine address; higher address bits in an entry are reserved.</param>
    /// <param name="root">The machine address of the root.</param>
    /// <param name="levels">The number of levels.</param>
    /// <param name="address">The device address.</param>
    /// <param name="translation">What hardware would remember; with <see cref="FaultReason.None"/> it has a permission.</param>
    /// <returns>None also for a page that is not mapped: that depends on the request.</returns>
    internal static FaultReason Run(
        MachineMemory memory, int hostAddressBits, ulong root, int levels, ulong address, out Translation translation)
    {
        ulong frameMask = ((1UL << hostAddressBits) - 1) & ~0xfffUL;
        ulong reserved = (0x000f_ffff_ffff_f000UL & ~frameMask) | Snoop | TransientMapping;
        ulong access = Read | Write;
        ulong table = root;
        translation = default;
        if (address >> (12 + (9 * levels)) != 0)
        {
            return FaultReason.AddressBeyondWidth;
        }

        for (int level = levels; level >= 1; level--)
        {
            ulong index = (address >> (12 + (9 * (level - 1)))) & 0x1ff;
            if (!memory.TryReadEntry(table + (index * 8), out ulong entry))
            {
                return FaultReason.TableNotReachable;
            }

            access &= entry;
            if ((entry & (Read | Write)) == 0)
            {
                return FaultReason.None;
            }

            // Bit 7 is ignored in the lowest level, where an entry is a page of the only size.
            if ((entry & (level == 1 ? reserved : reserved | PageSize)) != 0)
            {
                return FaultReason.ReservedBit;
            }

            table = entry & frameMask;
        }

        translation = new Translation(table, (access & Read) != 0, (access & Write) != 0);
        return FaultReason.None;
    }

    /// <summary>What an IOMMU remembers of a page.</summary>
    /// <param name="Page">The machine address of the page.</param>
    /// <param name="IsReadable">Whether every level allows reads.</param>
    /// <param name="IsWritable">Whether every level allows writes.</param>
    internal readonly record struct Translation(ulong Page, bool IsReadable, bool IsWritable)
    {
        internal bool IsPresent => IsReadable || IsWritable;
    }
}
