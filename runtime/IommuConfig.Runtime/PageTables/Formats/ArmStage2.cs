using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// Arm VMSAv8-64, stage 2: what SMMUs translate a guest's devices with (Arm ARM, DDI 0487, D8.3 "Translation table descriptor formats").
/// </summary>
/// <remarks>All memory is normal, write-back and inner shareable; nothing is executable.</remarks>
public readonly struct ArmStage2<TGranule> : IPageTableFormat
    where TGranule : struct, IArmGranule
{
    private const ulong Valid = 1 << 0;

    // Bit 1: a table, or at the lowest level a page. Without it a valid entry is a block.
    private const ulong TableOrPage = 1 << 1;

    private const ulong NormalWriteBack = 0xF << 2;
    private const int AccessShift = 6;
    private const ulong InnerShareable = 3 << 8;
    private const ulong AccessFlag = 1 << 10;
    private const ulong ExecuteNever = 1UL << 54;

    // Bits 12 to 47. Those below the granule are 0 in what is written here.
    private const ulong AddressMask = 0x0000_ffff_ffff_f000;

    /// <inheritdoc/>
    public static int GranuleBits => TGranule.Bits;

    /// <inheritdoc/>
    public static int AddressBits => 48;

    /// <summary>25 to 48: T0SZ is 64 less that, and without FEAT_TTST 39 at most (D8.2).</summary>
    public static bool HasWidth(int addressBits) => addressBits is >= 25 and <= 48;

    /// <summary>A walk begins at level 2 at most with 4 KiB, at level 3 with the others (VTCR.SL0).</summary>
    public static int MinLevels => TGranule.Bits == 12 ? 2 : 1;

    /// <inheritdoc/>
    public static int OutputBits => 48;

    /// <inheritdoc/>
    public static int LeafLevels => TGranule.LeafLevels;

    /// <summary>The granule and the block sizes above.</summary>
    public static ulong PageSizes => TGranule.PageSizes;

    /// <summary>Up to 16 tables in place of a root with 16 entries (D8.2.6 "Concatenated translation tables").</summary>
    public static int ConcatenationBits => 4;

    /// <summary>Bits 58-55, which are software's.</summary>
    public static int MarkerShift => 55;

    /// <summary>DDI 0487, D8.16.1 "Using break-before-make when updating translation table entries".</summary>
    public static bool BreaksBeforeMake => true;

    /// <inheritdoc/>
    public static ulong PresentBits => Valid;

    /// <inheritdoc/>
    public static bool SkipsLevels => false;

    /// <summary>S2AP, bits 7 and 6, are the flags' bits 7 and 6: write and read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(int level, ulong address, MapFlags access) =>
        address | Valid | (level == 1 ? TableOrPage : 0) | NormalWriteBack | (access.Value & 3UL << AccessShift) | InnerShareable | AccessFlag |
        ExecuteNever;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanExpress(MapFlags access) => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Table(int level, ulong address) => address | Valid | TableOrPage;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Encode(ulong address) => address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ulong entry) => (entry & Valid) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(ulong entry, int level) => level == 1 || (entry & TableOrPage) == 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeBits(ulong entry, int level) => TGranule.Bits + ((level - 1) * (TGranule.Bits - 3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextLevel(ulong entry, int level) => level - 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddressOf(ulong entry) => entry & AddressMask;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MapFlags AccessOf(ulong entry) => new((uint)(entry & 3UL << AccessShift));
}
