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
            (Place1(dfn.Value) != table.CursorTag && !TrySeek(ref table, dfn)))
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
        if (TFormat.GranuleBits != 12 || flags != MapFlags.None || (Place1(dfn.Value) != table.CursorTag && !TrySeek(ref table, dfn)))
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

        flush |= FlushFlags.Modified;
        if (!ContiguityMarkers<TFormat>.Exist || !ContiguityMarkers<TFormat>.IsBoundary(entries, index))
        {
            flush |= UnmapBesideRuns(ref table, ref host, entries, 1, dfn);
        }
        else if (ContiguityMarkers<TFormat>.Join(entries, index, 0, 0, 0) == IndexBits)
        {
            flush |= CollapsePages(ref table, ref host, dfn);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FlushFlags CollapsePages(ref PageTable table, ref THost host, Dfn dfn)
    {
        FlushFlags flush = FlushFlags.None;
        Collapse(ref table, ref host, dfn.Value, 1, ref flush);
        return flush;
    }

    // One page of the second level, in the upper cursor's table, where nothing was. Returns what to flush, which is nothing if it did nothing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FlushFlags TryMapLarge(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, MapFlags flags)
    {
        ulong* entries = table.UpperCursor;
        int index = TableShape<TFormat>.Index(dfn.Value, 2);
        if (table.IsNonCoherent || Place2(dfn.Value) != table.UpperCursorTag || (table.LeafLevels & 1 << 2) == 0 ||
            mfn.Value >= table.MfnEnd || !IsPlain(flags) || ContiguityMarkers<TFormat>.Strip(entries[index]) != 0)
        {
            return FlushFlags.None;
        }

        ulong entry = TFormat.Leaf(2, mfn.Value << 12, flags);
        if (IsInStep(ref table, entry, 2, index) || !IsBoundary(entries, index))
        {
            return FlushFlags.Added | MapBesideRuns(ref table, ref host, entries, 2, dfn, entry);
        }

        Volatile.Write(ref entries[index], ContiguityMarkers<TFormat>.Alone(entry, index));
        return FlushFlags.Added;
    }

    // One page of the second level, in the upper cursor's table. Returns as TryMapLarge does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FlushFlags TryUnmapLarge(ref PageTable table, ref THost host, Dfn dfn, MapFlags flags)
    {
        if (table.IsNonCoherent || Place2(dfn.Value) != table.UpperCursorTag || flags != MapFlags.None)
        {
            return FlushFlags.None;
        }

        ulong entry = table.UpperCursor[TableShape<TFormat>.Index(dfn.Value, 2)];
        return TFormat.IsPresent(entry) && TFormat.IsLeaf(entry, 2) && TFormat.SizeBits(entry, 2) == TableShape<TFormat>.Order(2) + 12
            ? FlushFlags.Modified | UnmapBesideRuns(ref table, ref host, table.UpperCursor, 2, dfn)
            : FlushFlags.None;
    }

    // Writes a page where none was.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FlushFlags MapBesideRuns(ref PageTable table, ref THost host, ulong* entries, int level, Dfn dfn, ulong entry)
    {
        FlushFlags flush = FlushFlags.None;
        int index = TableShape<TFormat>.Index(dfn.Value, level);
        WriteAlone(entries, index, entry);
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
        if (table.IsNonCoherent || dfn.Value >= table.DfnEnd)
        {
            return false;
        }

        ulong* entries = TableShape<TFormat>.RootTable(ref table, dfn.Value);
        ulong* upper = null;
        int level = table.Levels;
        if (level == 4)
        {
            // As in Lookup.
            ulong entry = *Entry(entries, dfn, 4);
            if (!IsPointer(entry, 4))
            {
                return false;
            }

            entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, 3);
            if (!IsPointer(entry, 3))
            {
                return false;
            }

            entries = table.At(TFormat.AddressOf(entry));
            level = 2;
        }

        for (; level > 1; level--)
        {
            ulong entry = *Entry(entries, dfn, level);
            if (!IsPointer(entry, level))
            {
                return false;
            }

            upper = entries;
            entries = table.At(TFormat.AddressOf(entry));
        }

        SetCursor(ref table, dfn.Value, entries);
        if (upper is not null)
        {
            SetUpperCursor(ref table, dfn.Value, upper);
        }

        return table.CursorTag != 0;
    }

    // Joins one entry, with marker 0 so far, with its neighbours. Tells whether the whole table is one run now.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool JoinsAlone(ulong* entries, int index, ulong value, ulong step) => ContiguityMarkers<TFormat>.Exist
        ? ContiguityMarkers<TFormat>.Join(entries, index, 0, value, step) == IndexBits
        : IsOneRun(entries, index, value, step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBoundary(ulong* entries, int index) =>
        !ContiguityMarkers<TFormat>.Exist || ContiguityMarkers<TFormat>.IsBoundary(entries, index);

    // Frames that are one page of the second level.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLarge(ulong first, ulong count) =>
        count == TableShape<TFormat>.Frames(2) && (first & (TableShape<TFormat>.Frames(2) - 1)) == 0;

    // No order, and nothing that a later version might give a meaning.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsKnown(MapFlags flags) => (flags.Value & ~(MapFlags.ReadWrite | MapFlags.Preempt).Value) == 0;

    // Permissions that can be written as they are, and no order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(MapFlags flags) =>
        IsKnown(flags) && flags.Access != MapFlags.None && TFormat.CanExpress(flags);
}
