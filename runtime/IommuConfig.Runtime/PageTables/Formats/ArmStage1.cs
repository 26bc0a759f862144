using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// Arm VMSAv8-64, stage 1: what an SMMU translates a process's or a kernel's devices with (Arm ARM, DDI 0487, D8.3 "Translation table descriptor
/// formats").
/// </summary>
/// <remarks>All memory has the attributes of MAIR index 0, which has to be 0xff, and is inner shareable; nothing is executable. Every device may be unprivileged.</remarks>
public readonly struct ArmStage1<TGranule> : IPageTableFormat
    where TGranule : struct, IArmGranule
{
    private const ulong Valid = 1 << 0;

    // Bit 1: a table, or at the lowest level a page. Without it a valid entry is a block.
    private const ulong TableOrPage = 1 << 1;

    private const ulong Unprivileged = 1 << 6;
    private const ulong ReadOnly = 1 << 7;
    private const ulong InnerShareable = 3 << 8;
    private const ulong AccessFlag = 1 << 10;
    private const ulong NotGlobal = 1 << 11;
    private const ulong ExecuteNever = 3UL << 53;

    // Bits 12 to 47. Those below the granule are 0 in what is written here.
    private const ulong AddressMask = 0x0000_ffff_ffff_f000;

    /// <inheritdoc/>
    public static int GranuleBits => TGranule.Bits;

    /// <inheritdoc/>
    public static int AddressBits => 48;

    /// <summary>25 to 48: T0SZ is 64 less that, and without FEAT_TTST 39 at most (D8.2).</summary>
    public static bool HasWidth(int addressBits) => addressBits is >= 25 and <= 48;

    /// <summary>What the width needs: one level with 16 KiB and 25 bits, or with 64 KiB and up to 29.</summary>
    public static int MinLevels => 1;

    /// <inheritdoc/>
    public static int OutputBits => 48;

    /// <inheritdoc/>
    public static int LeafLevels => TGranule.LeafLevels;

    /// <summary>The granule and the block sizes above.</summary>
    public static ulong PageSizes => TGranule.PageSizes;

    /// <inheritdoc/>
    public static int ConcatenationBits => 0;

    /// <summary>Bits 58-55, which are software's.</summary>
    public static int MarkerShift => 55;

    /// <summary>DDI 0487, D8.16.1 "Using break-before-make when updating translation table entries".</summary>
    public static bool BreaksBeforeMake => true;

    /// <inheritdoc/>
    public static ulong PresentBits => Valid;

    /// <inheritdoc/>
    public static bool SkipsLevels => false;

    /// <summary>AP[2], bit 7, takes write away. A page that only writes cannot be said.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanExpress(MapFlags access) => access.IsReadable;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(int level, ulong address, MapFlags access) =>
        address | Valid | (level == 1 ? TableOrPage : 0) | Unprivileged | (access.IsWritable ? 0 : ReadOnly) | InnerShareable | AccessFlag |
        NotGlobal | ExecuteNever;

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
    public static MapFlags AccessOf(ulong entry) => (entry & ReadOnly) != 0 ? MapFlags.Readable : MapFlags.ReadWrite;
}
