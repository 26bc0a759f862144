using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// RISC-V's Sv39, Sv48 and Sv57, which its IOMMU shares with the processor (Privileged Architecture, "Sv39: Page-Based 39-bit Virtual-Memory
/// System" and those after it).
/// </summary>
/// <remarks>
/// The lower half of the addresses. Accessed and dirty are set from the start, so that hardware never writes an entry; nothing is executable; devices
/// are users. An entry has two bits for software, too few for a contiguity marker.
/// </remarks>
public readonly struct RiscVSv : IPageTableFormat
{
    private const ulong Valid = 1 << 0;
    private const ulong Read = 1 << 1;
    private const ulong Write = 1 << 2;
    private const ulong Execute = 1 << 3;
    private const ulong User = 1 << 4;
    private const ulong Accessed = 1 << 6;
    private const ulong Dirty = 1 << 7;
    private const ulong FrameMask = 0x003f_ffff_ffff_fc00;

    // The frame number is in bits 53-10: an address two bits further down.
    private const int AddressShift = 2;

    /// <inheritdoc/>
    public static int GranuleBits => 12;

    /// <summary>Sv48, of whose 48 bits the highest is 0. 38 bits are Sv39, 56 Sv57.</summary>
    public static int AddressBits => 47;

    /// <summary>
    /// Up to 56, and not 39 or 48: the highest bit that Sv39 or Sv48 index is the sign, which those above repeat. What is narrower than 38, 47 or
    /// 56 bits is walked as those are.
    /// </summary>
    public static bool HasWidth(int addressBits) => addressBits is > 12 and <= 56 and not (39 or 48);

    /// <inheritdoc/>
    public static int MinLevels => 3;

    /// <inheritdoc/>
    public static int OutputBits => 56;

    /// <summary>All levels.</summary>
    public static int LeafLevels => 0b111110;

    /// <summary>4 KiB, 2 MiB, 1 GiB, 512 GiB and 256 TiB.</summary>
    public static ulong PageSizes => 1UL << 12 | 1UL << 21 | 1UL << 30 | 1UL << 39 | 1UL << 48;

    /// <inheritdoc/>
    public static int ConcatenationBits => 0;

    /// <inheritdoc/>
    public static int MarkerShift => -1;

    /// <inheritdoc/>
    public static bool BreaksBeforeMake => false;

    /// <inheritdoc/>
    public static ulong PresentBits => Valid;

    /// <inheritdoc/>
    public static bool SkipsLevels => false;

    /// <summary>To write and not to read is reserved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanExpress(MapFlags access) => access.IsReadable;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(int level, ulong address, MapFlags access) =>
        Encode(address) | Valid | Read | (access.IsWritable ? Write : 0) | User | Accessed | Dirty;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Table(int level, ulong address) => Encode(address) | Valid;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Encode(ulong address) => address >> AddressShift;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ulong entry) => (entry & Valid) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(ulong entry, int level) => (entry & (Read | Write | Execute)) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeBits(ulong entry, int level) => 3 + (9 * level);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextLevel(ulong entry, int level) => level - 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddressOf(ulong entry) => (entry & FrameMask) << AddressShift;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MapFlags AccessOf(ulong entry) => (entry & Write) != 0 ? MapFlags.ReadWrite : MapFlags.Readable;
}
