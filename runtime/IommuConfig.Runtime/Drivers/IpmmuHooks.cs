using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>
/// The provider for Renesas IPMMU-VMSA. For now all providers share one driver: it programs an <see cref="IommuUnit"/>, so far software that behaves like
/// one, and writes page tables in the second-level format of VT-d, which is not the hardware's own.
/// </summary>
/// <remarks>It remaps no interrupts and shares no tables: those hooks have their documented defaults.</remarks>
public readonly struct IpmmuHooks : IArmUnitProvider<IpmmuHooks>
{
    static IommuKind IUnitKind.Kind => IommuKind.IpmmuVmsa;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush) =>
        UnitMapping.MapPage(domain, dfn, mfn, flags, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush) =>
        UnitMapping.UnmapPage(domain, dfn, order, ref flush);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        UnitMapping.LookupPage(domain, dfn, out mfn, out flags);
}
