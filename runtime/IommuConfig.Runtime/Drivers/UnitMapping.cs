using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>How the drivers map: in the format of VT-d's second level, whatever the kind of the units.</summary>
internal static class UnitMapping
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush)
    {
        if ((flags.Value & MapFlags.OrderMask) != 0)
        {
            return -Errno.EINVAL;
        }

        return domain.IsDying ? 0 : PageTableWalker<VtdSecondLevel>.Map(ref domain.PageTable, dfn, mfn, flags, ref flush);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush)
    {
        if (order != PageOrder.Page4K)
        {
            return -Errno.EINVAL;
        }

        PageTableWalker<VtdSecondLevel>.Unmap(ref domain.PageTable, dfn, ref flush);
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags) =>
        PageTableWalker<VtdSecondLevel>.Lookup(ref domain.PageTable, dfn, out mfn, out flags);
}
