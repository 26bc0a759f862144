namespace IommuConfig.Runtime;

/// <summary>How entries of a page table look: bits and sizes, and nothing of how tables are walked.</summary>
/// <remarks>Every table has 512 entries of 64 bits, so each level translates 9 bits of the address. Levels count from 1, the lowest.</remarks>
public interface IPageTableFormat
{
    /// <summary>The level of the root.</summary>
    static abstract int Levels { get; }

    /// <summary>The supported sizes: bit n set for pages of 2^n bytes.</summary>
    static abstract ulong PageSizes { get; }

    /// <summary>The number of frames that an entry can name: one more than the highest.</summary>
    static abstract ulong FrameLimit { get; }

    /// <summary>The entry that maps a frame at the lowest level; not present, and 0, without a permission.</summary>
    static abstract ulong Leaf(Mfn mfn, MapFlags flags);

    /// <summary>The entry that points to a table.</summary>
    static abstract ulong Table(Mfn table);

    /// <summary>Whether the hardware takes an entry as valid.</summary>
    static abstract bool IsPresent(ulong entry);

    /// <summary>The frame that an entry names.</summary>
    static abstract Mfn FrameOf(ulong entry);

    /// <summary>The permissions of an entry that maps.</summary>
    static abstract MapFlags FlagsOf(ulong entry);
}
