using System;

namespace IommuConfig.Runtime;

/// <remarks>Where a larger page becomes a table of smaller ones, and a table one page, or nothing.</remarks>
public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // How many tables mapping these frames will take from the reserve; where that is more than there are, some number that is more, too.
    private static long CountMissing(ref PageTable table, in Frames frames)
    {
        if (frames.Count == 0)
        {
            return 0;
        }

        ulong last = frames.Dfn + frames.Count - 1;
        int level = 2;
        ulong* entries = table.UpperCursor;
        if (table.Levels == level || Place2(frames.Dfn) != table.UpperCursorTag ||
            Place2(last) != table.UpperCursorTag)
        {
            level = table.Levels;
            entries = table.Entries;
        }

        return CountMissing(ref table, frames, entries, level);
    }

    // `entries` is null for a table that is missing itself, or a larger page.
    private static long CountMissing(ref PageTable table, Frames frames, ulong* entries, int level)
    {
        long count = 0;
        while (level > 1 && frames.Count != 0 && count <= table.Memory.Capacity)
        {
            ulong size = TableShape<TFormat>.Frames(level);
            Frames part = frames;
            part.Count = Math.Min(frames.Count, size - (frames.Dfn & (size - 1)));
            frames = frames.After(part.Count);
            if (part.Count == size && (table.LeafLevels >> level & 1) != 0 && ((part.Dfn | part.Mfn) & (size - 1)) == 0)
            {
                continue;
            }

            // Several tables in place of a root follow one another, as their entries do.
            ulong entry = entries is null ? 0 :
                level == table.Levels ? entries[part.Dfn >> TableShape<TFormat>.Order(level)] : entries[TableShape<TFormat>.Index(part.Dfn, level)];
            ulong* lower = null;
            if (TFormat.IsPresent(entry))
            {
                if (!TFormat.IsLeaf(entry, level))
                {
                    lower = table.At(TFormat.AddressOf(entry));
                }
                else if (IsSame(entry, level, part, out _))
                {
                    continue;
                }
            }

            count += lower is null ? 1 : 0;
            count += CountMissing(ref table, part, lower, level - 1);
        }

        return count;
    }

    // Whether a page maps these frames just so already, and how many of them.
    private static bool IsSame(ulong entry, int level, in Frames frames, out ulong same)
    {
        ulong size = 1UL << (TFormat.SizeBits(entry, level) - 12);
        ulong offset = frames.Dfn & (size - 1);
        ulong first = TFormat.AddressOf(entry) >> 12 & ~(size - 1);
        same = first + offset == frames.Mfn && TFormat.AccessOf(entry) == frames.Access ? Math.Min(frames.Count, size - offset) : 0;
        return same != 0;
    }

    // Puts a table in the place of a page; every address in it leads to the same place as before.
    private static void Split(
        ref PageTable table, ref THost host, ulong* entries, int level, ulong dfn, ref Reserve reserve, ref FlushFlags flush)
    {
        int index = TableShape<TFormat>.Index(dfn, level);
        Run parts = PartsOf(ref table, ContiguityMarkers<TFormat>.Strip(entries[index]), level, ref reserve);
        WriteBack(ref table, ref host, parts.Entries, EntryCount);
        WriteAlone(entries, index, TFormat.Table(level, AddressOf(ref table, parts.Entries)));
        WriteBack(ref table, ref host, entries + index, 1);
        flush |= FlushFlags.Modified;
    }

    // A table, which is not linked, of the smaller pages that a page of a level is the same as.
    private static Run PartsOf(ref PageTable table, ulong page, int level, ref Reserve reserve)
    {
        Run run = new()
        {
            Entries = reserve.Take(ref table, out bool isZero),
            Level = level - 1,
            Count = EntryCount,
            Value = TFormat.Leaf(level - 1, TFormat.AddressOf(page), TFormat.AccessOf(page)),
            IsInStep = Promotes(ref table, level - 1),
        };
        FillNew(run, isZero);
        return run;
    }

    // Puts tables in the place of a broken page that map the rest of it. Hardware sees them when they are complete.
    private static void Punch(ref PageTable table, ref THost host, in Hole hole, ref Reserve reserve)
    {
        if (!hole.Any)
        {
            return;
        }

        ulong page = ContiguityMarkers<TFormat>.Strip(*hole.Entry) | TFormat.PresentBits;
        ulong* lower = RestOf(ref table, ref host, page, hole.Level, hole.Dfn, hole.Count, ref reserve);
        int index = TableShape<TFormat>.Index(hole.Dfn, hole.Level);
        WriteAlone(hole.Entries, index, TFormat.Table(hole.Level, AddressOf(ref table, lower)));
        WriteBack(ref table, ref host, hole.Entry, 1);
    }

    // A table of what a page of a level maps, without some of its frames.
    private static ulong* RestOf(ref PageTable table, ref THost host, ulong page, int level, ulong dfn, ulong count, ref Reserve reserve)
    {
        int lower = level - 1;
        ulong size = TableShape<TFormat>.Frames(lower);
        Run run = PartsOf(ref table, page, level, ref reserve);
        ulong head = Math.Min(count, (0 - dfn) & (size - 1));
        ulong tail = (count - head) & (size - 1);
        if (head != 0)
        {
            RestOfPart(ref table, ref host, run, dfn, head, ref reserve);
        }

        if (tail != 0)
        {
            RestOfPart(ref table, ref host, run, dfn + count - tail, tail, ref reserve);
        }

        int whole = (int)((count - head - tail) >> TableShape<TFormat>.Order(lower));
        if (whole != 0)
        {
            int index = TableShape<TFormat>.Index(dfn + head, lower);
            EndRunsAt(run.Entries, index);
            EntryRun.Clear(run.Entries, index, whole);
            Joins(run.Entries, index, whole, 0, 0);
        }

        WriteBack(ref table, ref host, run.Entries, EntryCount);
        return run.Entries;
    }

    private static void RestOfPart(ref PageTable table, ref THost host, in Run run, ulong dfn, ulong count, ref Reserve reserve)
    {
        int index = TableShape<TFormat>.Index(dfn, run.Level);
        ulong* lower = RestOf(ref table, ref host, run.Value + ((ulong)index * run.Step), run.Level, dfn, count, ref reserve);
        WriteAlone(run.Entries, index, TFormat.Table(run.Level, AddressOf(ref table, lower)));
    }

    // A table that is one run becomes one page of the level above, an empty one nothing; and so on upwards.
    private static void Collapse(ref PageTable table, ref THost host, ulong dfn, int level, ref FlushFlags flush)
    {
        bool isWhole = true;
        for (; isWhole && !IsSpine(ref table, level, dfn); level++)
        {
            ulong* upper = TableAt(ref table, dfn, level + 1);
            int index = TableShape<TFormat>.Index(dfn, level + 1);
            ulong* lower = table.At(TFormat.AddressOf(upper[index]));
            ulong first = ContiguityMarkers<TFormat>.Strip(lower[0]);
            ulong value = 0;
            ulong step = 0;
            if (first != 0)
            {
                if (!Promotes(ref table, level))
                {
                    return;
                }

                value = TFormat.Leaf(level + 1, TFormat.AddressOf(first), TFormat.AccessOf(first));
                step = TFormat.Encode(TableShape<TFormat>.Frames(level + 1) << 12);
            }

            isWhole = Write(upper, index, value, step, first == 0 || IsInStep(ref table, value, level + 1, index));
            WriteBack(ref table, ref host, upper + index, 1);
            table.Retire(lower);
            flush |= FlushFlags.Modified | FlushFlags.All;
        }
    }

    // Whether a page of a level might be part of one of the level above.
    private static bool IsInStep(ref PageTable table, ulong value, int level, int index) =>
        Promotes(ref table, level) && ((int)(TFormat.AddressOf(value) >> (TableShape<TFormat>.Order(level) + 12)) & (EntryCount - 1)) == index;
}
