using System.Runtime.CompilerServices;
using IommuConfig.Runtime;

namespace IommuConfig.Benchmarks;

/// <summary>VT-d's second level as if no bits of its entries were free for contiguity markers, so that nothing is promoted either.</summary>
internal readonly struct VtdWithoutMarkers : IPageTableFormat
{
    public static int GranuleBits => VtdSecondLevel.GranuleBits;

    public static int AddressBits => VtdSecondLevel.AddressBits;

    public static bool HasWidth(int addressBits) => VtdSecondLevel.HasWidth(addressBits);

    public static int MinLevels => VtdSecondLevel.MinLevels;

    public static int OutputBits => VtdSecondLevel.OutputBits;

    public static int LeafLevels => VtdSecondLevel.LeafLevels;

    public static ulong PageSizes => VtdSecondLevel.PageSizes;

    public static int ConcatenationBits => VtdSecondLevel.ConcatenationBits;

    public static int MarkerShift => -1;

    public static bool BreaksBeforeMake => VtdSecondLevel.BreaksBeforeMake;

    /// <inheritdoc/>
    public static ulong PresentBits => VtdSecondLevel.PresentBits;

    /// <inheritdoc/>
    public static bool SkipsLevels => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanExpress(MapFlags access) => VtdSecondLevel.CanExpress(access);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(int level, ulong address, MapFlags access) => VtdSecondLevel.Leaf(level, address, access);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Table(int level, ulong address) => VtdSecondLevel.Table(level, address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Encode(ulong address) => VtdSecondLevel.Encode(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ulong entry) => VtdSecondLevel.IsPresent(entry);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(ulong entry, int level) => VtdSecondLevel.IsLeaf(entry, level);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeBits(ulong entry, int level) => VtdSecondLevel.SizeBits(entry, level);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextLevel(ulong entry, int level) => VtdSecondLevel.NextLevel(entry, level);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddressOf(ulong entry) => VtdSecondLevel.AddressOf(entry);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MapFlags AccessOf(ulong entry) => VtdSecondLevel.AccessOf(entry);
}
