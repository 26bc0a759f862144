using System.Numerics;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>A page table of some format, and what its entries say, without the format as a type argument.</summary>
internal abstract unsafe class TableUnderTest
{
    internal Observer Observer { get; } = new();

    internal abstract int GranuleBits { get; }

    internal abstract int MarkerShift { get; }

    internal abstract bool BreaksBeforeMake { get; }

    internal abstract int FormatLeafLevels { get; }

    internal abstract TableRoot Root { get; }

    internal abstract TableRoot SpineRoot { get; }

    internal abstract ulong PageSizes { get; }

    internal abstract uint RetiredCount { get; }

    internal abstract bool IsBuilt { get; }

    internal int IndexBits => GranuleBits - 3;

    /// <summary>The number of frames in a table, or in the smallest page.</summary>
    internal ulong Granule => 1UL << (GranuleBits - 12);

    internal ulong MarkerMask => MarkerShift < 0 ? 0 : 15UL << MarkerShift;

    internal abstract int Build(FrameSource memory, PageTableOptions options);

    internal abstract long Map(ulong dfn, ulong mfn, ulong count, MapFlags flags, ref FlushFlags flush);

    internal abstract long Unmap(ulong dfn, ulong count, MapFlags flags, ref FlushFlags flush);

    internal abstract int Lookup(ulong dfn, out Mfn mfn, out MapFlags flags);

    internal abstract void Dump(RecordingSink sink);

    internal abstract void FlushCompleted();

    internal abstract void Free();

    internal abstract void ClearRoot();

    internal abstract bool CanExpress(MapFlags access);

    internal abstract bool IsPresent(ulong entry);

    internal abstract bool IsLeaf(ulong entry, int level);

    internal abstract ulong AddressOf(ulong entry);

    internal abstract MapFlags AccessOf(ulong entry);

    internal abstract ulong Leaf(int level, ulong address, MapFlags access);

    internal abstract ulong Table(int level, ulong address);

    /// <summary>The bytes that the managed heap gives out while a table of its own is used through the interface that users have.</summary>
    internal abstract long AllocatedBytes(FrameSource memory, PageTableOptions options, ulong mfn);

    /// <summary>The order of what an entry of a level covers, in frames.</summary>
    internal int Order(int level) => GranuleBits - 12 + ((level - 1) * IndexBits);

    /// <summary>The number of frames that an entry of a level covers.</summary>
    internal ulong Frames(int level) => 1UL << Order(level);

    /// <summary>The highest level that maps with the announced sizes.</summary>
    internal int HighestLeafLevel => (BitOperations.Log2(PageSizes) - GranuleBits) / IndexBits + 1;
}
