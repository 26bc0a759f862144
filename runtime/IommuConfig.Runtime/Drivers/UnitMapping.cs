using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>How the drivers map: in the format of the provider's hardware.</summary>
internal static class UnitMapping<TKind, TFormat>
    where TKind : struct, IUnitKind
    where TFormat : struct, IPageTableFormat
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int MapPage(Domain domain, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush)
    {
        if ((flags.Value & MapFlags.OrderMask) != 0 && !IsSupported(domain, flags.Order, dfn.Value | mfn.Value))
        {
            return -Errno.EINVAL;
        }

        return (int)MapPages(domain, dfn, mfn, flags.Order.FrameCount, flags.Access, ref flush);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int UnmapPage(Domain domain, Dfn dfn, PageOrder order, ref FlushFlags flush)
    {
        if (order != PageOrder.Page4K && !IsSupported(domain, order, dfn.Value))
        {
            return -Errno.EINVAL;
        }

        return (int)UnmapPages(domain, dfn, order.FrameCount, MapFlags.None, ref flush);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int LookupPage(Domain domain, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        int result = PageTableWalker<TFormat, UnitHost<TKind, TFormat>>.Lookup(ref domain.PageTable, dfn, out mfn, out flags);
        flags = flags.Access;

        // Of a table that is not ours nothing can be said.
        return result != 0 && (domain.IsPassthrough || domain.SharesTables) ? -Errno.EOPNOTSUPP : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long MapPages(Domain domain, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        if (domain.IgnoresMaps)
        {
            return 0;
        }

        UnitHost<TKind, TFormat> host = new(domain);
        return PageTableWalker<TFormat, UnitHost<TKind, TFormat>>.Map(ref domain.PageTable, ref host, dfn, mfn, count, flags, ref flush);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long UnmapPages(Domain domain, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        UnitHost<TKind, TFormat> host = new(domain);
        return PageTableWalker<TFormat, UnitHost<TKind, TFormat>>.Unmap(ref domain.PageTable, ref host, dfn, count, flags, ref flush);
    }

    // Whether pages of an order are among those that the domain maps with, and begin where they do.
    private static bool IsSupported(Domain domain, PageOrder order, ulong frames) =>
        order.Value <= 51 && (domain.PageTable.PageSizes >> (order.Value + 12) & 1) != 0 && (frames & (order.FrameCount - 1)) == 0;
}
