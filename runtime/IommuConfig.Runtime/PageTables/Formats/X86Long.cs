using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// The processor's own tables on x86-64, with 4 or 5 levels (Intel SDM, volume 3, 5.5 "4-Level Paging and 5-Level Paging"): also the first-level
/// translation of VT-d and the guest tables of AMD-Vi.
/// </summary>
/// <remarks>The lower half of the addresses. Accessed and dirty are set from the start, so that hardware never writes an entry; nothing is executable.</remarks>
public readonly struct X86Long : IPageTableFormat
{
    private const ulong Present = 1 << 0;
    private const ulong Writable = 1 << 1;
    private const ulong User = 1 << 2;
    private const ulong Accessed = 1 << 5;
    private const ulong Dirty = 1 << 6;
    private const ulong PageSize = 1 << 7;
    private const ulong NoExecute = 1UL << 63;
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;

    /// <inheritdoc/>
    public static int GranuleBits => 12;

    /// <summary>4 levels, of whose 48 bits the highest is 0. 56 bits are 5 levels.</summary>
    public static int AddressBits => 47;

    /// <summary>
    /// Up to 56, and not 48: the highest bit that 4 levels index is the sign, and its upper half no canonical address of so few bits. What is
    /// narrower than 47 or 56 bits is walked as those are.
    /// </summary>
    public static bool HasWidth(int addressBits) => addressBits is > 12 and <= 56 and not 48;

    /// <inheritdoc/>
    public static int MinLevels => 4;

    /// <inheritdoc/>
    public static int OutputBits => 52;

    /// <inheritdoc/>
    public static int LeafLevels => 0b1110;

    /// <inheritdoc/>
    public static ulong PageSizes => 1UL << 12 | 1UL << 21 | 1UL << 30;

    /// <inheritdoc/>
    public static int ConcatenationBits => 0;

    /// <summary>Bits 55-52, which are ignored.</summary>
    public static int MarkerShift => 52;

    /// <inheritdoc/>
    public static bool BreaksBeforeMake => false;

    /// <inheritdoc/>
    public static ulong PresentBits => Present;

    /// <inheritdoc/>
    public static bool SkipsLevels => false;

    /// <summary>Whatever is present can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanExpress(MapFlags access) => access.IsReadable;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(int level, ulong address, MapFlags access) =>
        address | Present | (access.IsWritable ? Writable : 0) | User | Accessed | Dirty | (level > 1 ? PageSize : 0) | NoExecute;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Table(int level, ulong address) => address | Present | Writable | User | Accessed;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Encode(ulong address) => address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ulong entry) => (entry & Present) != 0;

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
    public static MapFlags AccessOf(ulong entry) => (entry & Writable) != 0 ? MapFlags.ReadWrite : MapFlags.Readable;
}
