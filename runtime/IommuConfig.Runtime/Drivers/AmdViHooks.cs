using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// The provider for AMD-Vi. It programs an <see cref="IommuUnit"/>, so far software that behaves like one, and writes page tables in
/// AMD's format, version 1.
/// </summary>
/// <remarks>It remaps no interrupts and shares no tables: those hooks have their documented defaults.</remarks>
public readonly struct AmdViHooks : IX86UnitProvider<AmdViHooks, AmdV1>
{
    static IommuKind IUnitKind.Kind => IommuKind.AmdVi;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<AmdViHooks, AmdV1>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitMapping<AmdViHooks, AmdV1>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitMapping<AmdViHooks, AmdV1>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<AmdViHooks, AmdV1>.MapPages(domain, dfn, mfn, count, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<AmdViHooks, AmdV1>.UnmapPages(domain, dfn, count, flags, ref flush);
}
