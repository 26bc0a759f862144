using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // Finds the table of a level for the first frame; builds those that are missing, and makes tables of a larger page that is in the way.
    private static void Find(
        ref PageTable table, ref THost host, in Frames frames, int level, ref Reserve reserve, ref Place place, ref FlushFlags flush)
    {
        ulong* entries = Start(ref table, frames.Dfn, level, out int at);
        for (; at > level; at--)
        {
            int index = TableShape<TFormat>.Index(frames.Dfn, at);
            ulong entry = entries[index];
            if (!TFormat.IsPresent(entry))
            {
                place.Link = entries;
                place.LinkIndex = index;
                place.LinkLevel = at;
                place.Level = level;
                BuildDown(ref table, ref host, frames.Dfn, ref reserve, ref place);
                return;
            }

            if (TFormat.IsLeaf(entry, at))
            {
                if (IsSame(entry, at, frames, out place.Same))
                {
                    return;
                }

                Split(ref table, ref host, entries, at, frames.Dfn, ref reserve, ref flush);
            }

            entries = table.At(TFormat.AddressOf(entries[index]));
        }

        place.Entries = entries;
        Remember(ref table, frames.Dfn, level, entries);
    }

    // The lowest table on the way to a frame's table of a level that is known without walking, and its level.
    private static ulong* Start(ref PageTable table, ulong dfn, int wanted, out int level)
    {
        if (wanted <= 2 && Place2(dfn) == table.UpperCursorTag)
        {
            level = 2;
            return table.UpperCursor;
        }

        level = table.Levels;
        return TableShape<TFormat>.RootTable(ref table, dfn);
    }

    private static void Remember(ref PageTable table, ulong dfn, int level, ulong* entries)
    {
        if (level == 1)
        {
            SetCursor(ref table, dfn, entries);
            if (table.Levels > 1 && Place2(dfn) != table.UpperCursorTag)
            {
                SetUpperCursor(ref table, dfn, TableAt(ref table, dfn, 2));
            }
        }
        else if (level == 2)
        {
            SetUpperCursor(ref table, dfn, entries);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetCursor(ref PageTable table, ulong dfn, ulong* entries)
    {
        table.CursorTag = dfn < table.CursorEnd ? Place1(dfn) : 0;
        table.Cursor = entries;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetUpperCursor(ref PageTable table, ulong dfn, ulong* entries)
    {
        table.UpperCursorTag = dfn < table.UpperCursorEnd ? Place2(dfn) : 0;
        table.UpperCursor = entries;
    }

    // The table of the pages around a frame, where the cursor then is; null if there is none, or it takes no short way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* Seek(ref PageTable table, Dfn dfn)
    {
        if (Place1(dfn.Value) == table.CursorTag)
        {
            return table.Cursor;
        }

        if (dfn.Value >= table.CursorEnd)
        {
            return null;
        }

        ulong* entries = TableShape<TFormat>.RootTable(ref table, dfn.Value);
        ulong* upper = null;
        if (dfn.Value < table.FourLevelEnd)
        {
            // As in Lookup.
            ulong entry = *Entry(entries, dfn, 4);
            if (!IsPointer(entry, 4))
            {
                return null;
            }

            entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, 3);
            if (!IsPointer(entry, 3))
            {
                return null;
            }

            upper = table.At(TFormat.AddressOf(entry));
            entry = *Entry(upper, dfn, 2);
            if (!IsPointer(entry, 2))
            {
                return null;
            }

            entries = table.At(TFormat.AddressOf(entry));
        }
        else
        {
            for (int level = table.Levels; level > 1; level--)
            {
                ulong entry = *Entry(entries, dfn, level);
                if (!IsPointer(entry, level))
                {
                    return null;
                }

                upper = entries;
                entries = table.At(TFormat.AddressOf(entry));
            }
        }

        SetCursor(ref table, dfn.Value, entries);
        if (upper is not null)
        {
            SetUpperCursor(ref table, dfn.Value, upper);
        }

        return entries;
    }

    // What the tags of the cursors are for a frame.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Place1(ulong dfn) => ~(dfn >> TableShape<TFormat>.Order(2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Place2(ulong dfn) => ~(dfn >> TableShape<TFormat>.Order(3));

    // The table of a level on the way to a frame, which is there.
    private static ulong* TableAt(ref PageTable table, ulong dfn, int level)
    {
        ulong* entries = TableShape<TFormat>.RootTable(ref table, dfn);
        for (int at = table.Levels; at > level; at--)
        {
            entries = table.At(TFormat.AddressOf(entries[TableShape<TFormat>.Index(dfn, at)]));
        }

        return entries;
    }

    // Makes the tables from below the link down to the wanted one, each but that with the one entry that leads on.
    private static void BuildDown(ref PageTable table, ref THost host, ulong dfn, ref Reserve reserve, ref Place place)
    {
        ulong* lower = reserve.Take(ref table, out place.IsZero);
        place.Entries = lower;
        for (int at = place.Level + 1; at < place.LinkLevel; at++)
        {
            ulong* upper = reserve.Take(ref table, out bool isZero);
            if (!isZero)
            {
                ClearTable(upper);
            }

            ContiguityMarkers<TFormat>.WriteOnly(upper, IndexOf(new Dfn(dfn), at), TFormat.Table(at, AddressOf(ref table, lower)));
            WriteBack(ref table, ref host, upper, EntryCount);
            lower = upper;
        }

        place.Uppermost = lower;
    }

    // From here on hardware sees the new tables.
    private static void Link(ref PageTable table, ref THost host, in Place place, ulong dfn)
    {
        WriteBack(ref table, ref host, place.Entries, EntryCount);
        WriteAlone(place.Link, place.LinkIndex, TFormat.Table(place.LinkLevel, AddressOf(ref table, place.Uppermost)));
        WriteBack(ref table, ref host, place.Link + place.LinkIndex, 1);
        Remember(ref table, dfn, place.Level, place.Entries);
    }

    // The tables that address 0 always has.
    private static int BuildSpine(ref PageTable table, ref THost host)
    {
        if (table.SpineLevel == 0 || table.SpineLevel == table.Levels)
        {
            return 0;
        }

        Reserve reserve = default;
        int result = reserve.Prepare<TFormat>(table.Memory, table.Levels - table.SpineLevel);
        if (result == 0)
        {
            Place place = new() { Link = table.Entries, LinkLevel = table.Levels, Level = table.SpineLevel };
            BuildDown(ref table, ref host, 0, ref reserve, ref place);
            if (!place.IsZero)
            {
                ClearTable(place.Entries);
            }

            Link(ref table, ref host, place, 0);
        }

        return result;
    }

    // Whether the table of a level that covers a frame has to stay.
    private static bool IsSpine(ref PageTable table, int level, ulong dfn) =>
        level == table.Levels || (table.SpineLevel != 0 && level >= table.SpineLevel && dfn >> TableShape<TFormat>.Order(level + 1) == 0);

    private static ulong AddressOf(ref PageTable table, ulong* entries) => table.Memory.FrameAt(entries).Value << 12;

    private static void ClearTable(ulong* entries) => new System.Span<ulong>(entries, EntryCount).Clear();

    private static void WriteBack(ref PageTable table, ref THost host, ulong* entries, int count)
    {
        if (table.IsNonCoherent)
        {
            host.WriteBack(entries, (nuint)count * sizeof(ulong));
        }
    }

    /// <summary>Where the entries for a run are, or will be once they are linked.</summary>
    private struct Place
    {
        // The table, and its level.
        internal ulong* Entries;
        internal int Level;

        // Where it is new: whether it is known to hold zeros, the uppermost of the new tables, and the entry that is to point to that.
        internal bool IsZero;
        internal ulong* Uppermost;
        internal ulong* Link;
        internal int LinkIndex;
        internal int LinkLevel;

        // So many frames are mapped just so already, by a larger page.
        internal ulong Same;
    }
}
