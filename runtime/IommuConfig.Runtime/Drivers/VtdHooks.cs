using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// The provider for Intel VT-d. It programs an <see cref="IommuUnit"/>, so far software that behaves like one, and writes page tables in
/// the second-level format of VT-d.
/// </summary>
/// <remarks>It remaps no interrupts: those hooks have their documented defaults.</remarks>
public readonly struct VtdHooks : IX86UnitProvider<VtdHooks, VtdSecondLevel>
{
    static IommuKind IUnitKind.Kind => IommuKind.IntelVtd;

    // An entry of EPT maps the same here: read, write, size and address are in the same bits.
    static int ISharedTableHooks.ShareP2m(Domain domain, Mfn root) => UnitDriver<VtdHooks, VtdSecondLevel>.ShareP2m(domain, root);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<VtdHooks, VtdSecondLevel>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitMapping<VtdHooks, VtdSecondLevel>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitMapping<VtdHooks, VtdSecondLevel>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<VtdHooks, VtdSecondLevel>.MapPages(domain, dfn, mfn, count, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<VtdHooks, VtdSecondLevel>.UnmapPages(domain, dfn, count, flags, ref flush);
}
