namespace IommuConfig.Runtime;

/// <summary>How entries of a page table look: bits and sizes, and nothing of how tables are walked or changed.</summary>
/// <remarks>
/// Every table but the root is one granule of 64-bit entries, so that a level translates <see cref="GranuleBits"/> - 3 bits. Levels count from 1,
/// the lowest, where every entry is a page. An entry of zeros is not present. Hardware never writes an entry: where it could keep accessed or dirty flags,
/// that is left off, or they are set from the beginning. Every member is asked for constants, so that nothing of the format is
/// left to ask when the machine code is there.
/// </remarks>
public interface IPageTableFormat
{
    /// <summary>The size of a table, and of the smallest page, as a power of two: 12, 14 or 16.</summary>
    static abstract int GranuleBits { get; }

    /// <summary>The number of bits of device addresses that a table translates if nobody asks for another.</summary>
    static abstract int AddressBits { get; }

    /// <summary>Whether hardware walks a table that translates so many bits. It is asked of any number, also of those that make no sense.</summary>
    static abstract bool HasWidth(int addressBits);

    /// <summary>The number of levels that a table has at least.</summary>
    static abstract int MinLevels { get; }

    /// <summary>The most bits of a machine address that an entry holds.</summary>
    static abstract int OutputBits { get; }

    /// <summary>The levels that may map: bit n for level n.</summary>
    static abstract int LeafLevels { get; }

    /// <summary>The sizes that are mapped with if nobody asks for others: bit n for pages of 2^n bytes.</summary>
    static abstract ulong PageSizes { get; }

    /// <summary>How many bits a root may have beyond one table: it is then up to 2^n tables, one after another. 0 where the root is a table as any other.</summary>
    static abstract int ConcatenationBits { get; }

    /// <summary>
    /// The lowest of four bits that the hardware ignores in every entry, where the contiguity marker is kept
    /// (<see cref="ContiguityMarkers{TFormat}"/>); negative where there are none.
    /// </summary>
    static abstract int MarkerShift { get; }

    /// <summary>Whether the architecture asks for an entry to be cleared, and forgotten by the hardware, before it may become another present one.</summary>
    static abstract bool BreaksBeforeMake { get; }

    /// <summary>
    /// The bits without which the hardware takes an entry as not present, whatever the others are. One bit if <see cref="BreaksBeforeMake"/>: it is
    /// cleared and set again, and may not be a permission.
    /// </summary>
    static abstract ulong PresentBits { get; }

    /// <summary>Whether an entry can say exactly these permissions, of which there is one at least.</summary>
    static abstract bool CanExpress(MapFlags access);

    /// <summary>The entry that maps.</summary>
    /// <param name="level">The level of the table that holds it.</param>
    /// <param name="address">The machine address, aligned to the size of the level.</param>
    /// <param name="access">The permissions: some that <see cref="CanExpress"/>.</param>
    static abstract ulong Leaf(int level, ulong address, MapFlags access);

    /// <summary>The entry that points to a table.</summary>
    /// <param name="level">The level of the table that holds it.</param>
    /// <param name="address">The machine address of the table pointed to.</param>
    static abstract ulong Table(int level, ulong address);

    /// <summary>What a machine address adds to an entry.</summary>
    static abstract ulong Encode(ulong address);

    /// <summary>Whether the hardware takes an entry as valid.</summary>
    static abstract bool IsPresent(ulong entry);

    /// <summary>Whether an entry that is present maps, and does not point to a table.</summary>
    static abstract bool IsLeaf(ulong entry, int level);

    /// <summary>The size that an entry that maps has, as a power of two.</summary>
    static abstract int SizeBits(ulong entry, int level);

    /// <summary>Whether a pointer may lead to a table further down than the next level.</summary>
    static abstract bool SkipsLevels { get; }

    /// <summary>The level of the table that an entry points to.</summary>
    static abstract int NextLevel(ulong entry, int level);

    /// <summary>The machine address in an entry, of a page or a table. Bits below its alignment are not meaningful.</summary>
    static abstract ulong AddressOf(ulong entry);

    /// <summary>The permissions of an entry that maps.</summary>
    static abstract MapFlags AccessOf(ulong entry);
}
