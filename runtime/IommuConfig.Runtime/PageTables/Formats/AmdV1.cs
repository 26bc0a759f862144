using System.Numerics;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// The host page tables of AMD-Vi, version 1, with 1 to 6 levels (AMD I/O Virtualization Technology specification, section 2.2.3 "I/O Page Tables
/// for Host Translations").
/// </summary>
/// <remarks>
/// The three next-level bits make an entry's kind: 0 is a page of the level's own size, 7 one whose size the address says, anything else the level of
/// the table pointed to, which may skip levels. It reads all of them and writes pages of the level's own size, and pointers to the next level.
/// </remarks>
public readonly struct AmdV1 : IPageTableFormat
{
    private const ulong Present = 1 << 0;
    private const int NextLevelShift = 9;
    private const ulong NextLevelMask = 7;
    private const ulong SizeInAddress = 7;
    private const ulong ForceCoherent = 1UL << 60;
    private const int AccessShift = 61;

    // Read is bit 61, write bit 62; a pointer allows both, since permissions are those of all levels together.
    private const ulong Access = 3UL << AccessShift;
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;

    /// <inheritdoc/>
    public static int GranuleBits => 12;

    /// <summary>4 levels. The modes 1 to 6 of a device table entry are 21, 30, 39, 48, 57 and 64 bits.</summary>
    public static int AddressBits => 48;

    /// <summary>All. What is narrower than a mode is walked as that mode is.</summary>
    public static bool HasWidth(int addressBits) => addressBits is > 12 and <= 64;

    /// <inheritdoc/>
    public static int MinLevels => 1;

    /// <inheritdoc/>
    public static int OutputBits => 52;

    /// <summary>Levels 1 to 5; only these three are announced.</summary>
    public static int LeafLevels => 0b111110;

    /// <inheritdoc/>
    public static ulong PageSizes => 1UL << 12 | 1UL << 21 | 1UL << 30;

    /// <inheritdoc/>
    public static int ConcatenationBits => 0;

    /// <summary>Bits 4-1, which are ignored.</summary>
    public static int MarkerShift => 1;

    /// <inheritdoc/>
    public static bool BreaksBeforeMake => false;

    /// <inheritdoc/>
    public static ulong PresentBits => Present;

    /// <inheritdoc/>
    public static bool SkipsLevels => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanExpress(MapFlags access) => true;

    /// <summary>Bits 6 and 7 of the flags are bits 61 and 62 of the entry. Pages are coherent with the processors' caches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(int level, ulong address, MapFlags access) =>
        address | Present | ForceCoherent | (((ulong)access.Value >> 6) & 3) << AccessShift;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Table(int level, ulong address) => address | Present | Access | (ulong)(level - 1) << NextLevelShift;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Encode(ulong address) => address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ulong entry) => (entry & Present) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(ulong entry, int level) => NextLevelBits(entry) is 0 or SizeInAddress;

    /// <summary>With the size in the address, k ones from bit 12 up to the lowest zero say 2^(13 + k) bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeBits(ulong entry, int level) => NextLevelBits(entry) == SizeInAddress
        ? 13 + BitOperations.TrailingZeroCount(~((entry & AddressMask) >> 12))
        : 3 + (9 * level);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextLevel(ulong entry, int level) => (int)NextLevelBits(entry);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddressOf(ulong entry) => entry & AddressMask;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MapFlags AccessOf(ulong entry) => new((uint)(entry >> AccessShift & 3) << 6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NextLevelBits(ulong entry) => entry >> NextLevelShift & NextLevelMask;
}
