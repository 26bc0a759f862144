using System.Runtime.CompilerServices;
using System.Threading;

namespace IommuConfig.Runtime;

/// <remarks>One entry in a table that is there: the common case, and so the short way. Each method here either does all of it or nothing.</remarks>
public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // In the table of the cursor, where nothing was.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMapPage(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush)
    {
        if (TFormat.GranuleBits != 12 || mfn.Value >= table.MfnEnd || !IsPlain(flags) ||
            (dfn.Value >> IndexBits != table.CursorTag && !TrySeek(ref table, dfn)))
        {
            return false;
        }

        ulong* entries = table.Cursor;
        int index = (int)dfn.Value & (EntryCount - 1);
        ulong entry = TFormat.Leaf(1, mfn.Value << 12, flags);
        if (ContiguityMarkers<TFormat>.Strip(entries[index]) != 0)
        {
            return false;
        }

        flush |= FlushFlags.Added;
        if (((dfn.Value ^ mfn.Value) & (ulong)(EntryCount - 1)) == table.CursorStep || !IsBoundary(entries, index))
        {
            flush |= MapBesideRuns(ref table, ref host, entries, 1, dfn, entry);
            return true;
        }

        Volatile.Write(ref entries[index], ContiguityMarkers<TFormat>.Alone(entry, index));
        return true;
    }

    // In the table of the cursor, a page of its own size.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryUnmapPage(ref PageTable table, ref THost host, Dfn dfn, MapFlags flags, ref FlushFlags flush)
    {
        if (TFormat.GranuleBits != 12 || flags != MapFlags.None || (dfn.Value >> IndexBits != table.CursorTag && !TrySeek(ref table, dfn)))
        {
            return false;
        }

        ulong* entries = table.Cursor;
        int index = (int)dfn.Value & (EntryCount - 1);
        ulong entry = entries[index];
        if (ContiguityMarkers<TFormat>.Strip(entry) == 0 || TFormat.SizeBits(entry, 1) != 12)
        {
            return false;
        }

        // The neighbour decides whether the hole grows; only then there is more to do than one store.
        flush |= FlushFlags.Modified;
        if (ContiguityMarkers<TFormat>.Strip(entries[index ^ 1]) == 0 || !IsBoundary(entries, index))
        {
            flush |= UnmapBesideRuns(ref table, ref host, entries, 1, dfn);
            return true;
        }

        Volatile.Write(ref entries[index], ContiguityMarkers<TFormat>.Alone(0, index));
        return true;
    }

    // Writes a page where none was.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FlushFlags MapBesideRuns(ref PageTable table, ref THost host, ulong* entries, int level, Dfn dfn, ulong entry)
    {
        FlushFlags flush = FlushFlags.None;
        int index = TableShape<TFormat>.Index(dfn.Value, level);
        if (!IsBoundary(entries, index))
        {
            ContiguityMarkers<TFormat>.EndRunsAt(entries, index);
        }

        Volatile.Write(ref entries[index], ContiguityMarkers<TFormat>.Alone(entry, index));
        if (IsInStep(ref table, entry, level, index) && JoinsAlone(entries, index, entry, TFormat.Encode(TableShape<TFormat>.Frames(level) << 12)))
        {
            Collapse(ref table, ref host, dfn.Value, level, ref flush);
        }

        return flush;
    }

    // Clears an entry that is present.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FlushFlags UnmapBesideRuns(ref PageTable table, ref THost host, ulong* entries, int level, Dfn dfn)
    {
        FlushFlags flush = FlushFlags.None;
        int index = TableShape<TFormat>.Index(dfn.Value, level);
        if (!IsBoundary(entries, index))
        {
            ContiguityMarkers<TFormat>.EndRunsAt(entries, index);
        }

        if (!ContiguityMarkers<TFormat>.Exist)
        {
            Volatile.Write(ref entries[index], 0);
        }

        if (JoinsAlone(entries, index, 0, 0))
        {
            Collapse(ref table, ref host, dfn.Value, level, ref flush);
        }

        return flush;
    }

    // Moves the cursor to the table of the pages around a frame, if there is one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TrySeek(ref PageTable table, Dfn dfn)
    {
        if (table.IsNonCoherent || !table.IsBuilt || dfn.Value >= table.DfnEnd)
        {
            return false;
        }

        ulong* upper = null;
        ulong* entries = TableShape<TFormat>.RootTable(ref table, dfn.Value);
        for (int level = table.Levels, shift = TableShape<TFormat>.Order(level); level > 1; level--, shift -= IndexBits)
        {
            ulong entry = entries[dfn.Value >> shift & (ulong)(EntryCount - 1)];
            if (!IsPointer(entry, level))
            {
                return false;
            }

            upper = entries;
            entries = table.At(TFormat.AddressOf(entry));
        }

        table.CursorTag = dfn.Value >> TableShape<TFormat>.Order(2);
        table.Cursor = entries;
        if (upper is not null)
        {
            table.UpperCursorTag = dfn.Value >> TableShape<TFormat>.Order(3);
            table.UpperCursor = upper;
        }

        return true;
    }

    // Joins one entry, with marker 0 so far, with its neighbours. Tells whether the whole table is one run now.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool JoinsAlone(ulong* entries, int index, ulong value, ulong step) => ContiguityMarkers<TFormat>.Exist
        ? ContiguityMarkers<TFormat>.Join(entries, index, 0, value, step) == IndexBits
        : IsOneRun(entries, index, value, step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBoundary(ulong* entries, int index) =>
        !ContiguityMarkers<TFormat>.Exist || ContiguityMarkers<TFormat>.IsBoundary(entries, index);

    // Permissions that can be written as they are, and no order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(MapFlags flags) =>
        (flags.Value & MapFlags.OrderMask) == 0 && flags.Access != MapFlags.None && TFormat.CanExpress(flags);
}
