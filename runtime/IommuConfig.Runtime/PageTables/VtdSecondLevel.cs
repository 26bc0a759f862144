using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// VT-d second-level translation with 4 levels: 48 bits of device address (Intel VT-d specification, section 3.7 and "Second-Level Paging
/// Entries").
/// </summary>
public readonly struct VtdSecondLevel : IPageTableFormat
{
    private const ulong Read = 1 << 0;
    private const ulong Write = 1 << 1;

    // Bits 12 to 51. What a unit's host address width does not reach is reserved, and stays 0 because no memory is there.
    private const ulong FrameMask = 0x000f_ffff_ffff_f000;

    /// <inheritdoc/>
    public static int Levels => 4;

    /// <summary>4 KiB only.</summary>
    public static ulong PageSizes => 1UL << 12;

    /// <inheritdoc/>
    public static ulong FrameLimit => 1UL << 40;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Leaf(Mfn mfn, MapFlags flags)
    {
        // Bits 6 and 7 of the flags are R and W, bits 0 and 1 of the entry.
        ulong access = (flags.Value >> 6) & (Read | Write);
        return access == 0 ? 0 : (mfn.Value << 12) | access;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Table(Mfn table) => (table.Value << 12) | Read | Write;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ulong entry) => (entry & (Read | Write)) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Mfn FrameOf(ulong entry) => new((entry & FrameMask) >> 12);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MapFlags FlagsOf(ulong entry) => new((uint)(entry & (Read | Write)) << 6);
}
