using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// VT-d second-level translation with 3 or 4 levels (Intel VT-d specification, section 3.7 and "Second-Level Paging Entries").
/// </summary>
public readonly struct VtdSecondLevel : IPageTableFormat
{
    private const ulong Read = 1 << 0;
    private const ulong Write = 1 << 1;
    private const ulong PageSize = 1 << 7;

    // Bits 12 to 51. What a unit's host address width does not reach is reserved: PageTableOptions.OutputBits.
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;

    /// <inheritdoc/>
    public static int GranuleBits => 12;

    /// <summary>4 levels. 39 bits are 3.</summary>
    public static int AddressBits => 48;

    /// <summary>Up to 48. What is narrower than 39 or 48 bits is walked as those are.</summary>
    public static bool HasWidth(int addressBits) => addressBits is > 12 and <= 48;

    /// <inheritdoc/>
    public static int MinLevels => 3;

    /// <inheritdoc/>
    public static int OutputBits => 52;

    /// <inheritdoc/>
    public static int LeafLevels => 0b1110;

    /// <summary>4 KiB, 2 MiB and 1 GiB. A unit that lacks one says so in its capability register, bits 34 and 35.</summary>
    public static ulong PageSizes => 1UL << 12 | 1UL << 21 | 1UL << 30;

    /// <inheritdoc/>
    public static int ConcatenationBits => 0;

    /// <summary>Bits 55-52, which are ignored.</summary>
    public static int MarkerShift => 52;

    /// <inheritdoc/>
    public static bool BreaksBeforeMake => false;

    /// <inheritdoc/>
    public static ulong PresentBits => Read | Write;

    /// <inheritdoc/>
    public static bool SkipsLevels => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanExpress(MapFlags access) => true;

    /// <summary>Bits 6 and 7 of the flags are bits 0 and 1 of the entry. Bit 7 says page above the lowest level, where it is ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(int level, ulong address, MapFlags access) =>
        address | (access.Value >> 6 & (Read | Write)) | (level > 1 ? PageSize : 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Table(int level, ulong address) => address | Read | Write;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Encode(ulong address) => address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ulong entry) => (entry & (Read | Write)) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(ulong entry, int level) => level == 1 || (entry & PageSize) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeBits(ulong entry, int level) => 3 + (9 * level);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextLevel(ulong entry, int level) => level - 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddressOf(ulong entry) => entry & AddressMask;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MapFlags AccessOf(ulong entry) => new((uint)(entry & (Read | Write)) << 6);
}
