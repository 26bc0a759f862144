using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// The provider for Renesas IPMMU-VMSA. It programs an <see cref="IommuUnit"/>, so far software that behaves like one, and writes page tables in
/// Arm's format of stage 2.
/// </summary>
/// <remarks>It remaps no interrupts: those hooks have their documented defaults.</remarks>
public readonly struct IpmmuHooks : IArmUnitProvider<IpmmuHooks, ArmStage2<Granule4K>>
{
    static IommuKind IUnitKind.Kind => IommuKind.IpmmuVmsa;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<IpmmuHooks, ArmStage2<Granule4K>>.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitMapping<IpmmuHooks, ArmStage2<Granule4K>>.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitMapping<IpmmuHooks, ArmStage2<Granule4K>>.LookupPage(domain, dfn, out mfn, out flags);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<IpmmuHooks, ArmStage2<Granule4K>>.MapPages(domain, dfn, mfn, count, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping<IpmmuHooks, ArmStage2<Granule4K>>.UnmapPages(domain, dfn, count, flags, ref flush);
}
