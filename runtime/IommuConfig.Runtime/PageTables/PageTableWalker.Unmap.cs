using System;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

public static unsafe partial class PageTableWalker<TFormat, THost>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long UnmapRange(ref PageTable table, ref THost host, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        if ((flags.Value & ~MapFlags.Preempt.Value) != 0 || !IsAligned(dfn.Value | count))
        {
            return -Errno.EINVAL;
        }

        if (!table.IsBuilt || dfn.Value >= table.DfnEnd || count == 0)
        {
            return 0;
        }

        count = Math.Min(count, table.DfnEnd - dfn.Value);
        if (TryUnmapInTable(ref table, ref host, dfn.Value, count, ref flush))
        {
            return 0;
        }

        ulong wanted = count;
        Hole head = HoleAt(ref table, dfn.Value, dfn.Value, count);
        Hole tail = HoleAt(ref table, dfn.Value + count - 1, dfn.Value, count);
        if (head.Any && tail.Any && head.Start == tail.Start)
        {
            tail = default;
        }

        // A call that may stop must not have taken anything out of a page that it does not come to.
        bool breaks = TFormat.BreaksBeforeMake && !table.ChangesSizeAtOnce;
        if (breaks && flags.IsPreemptible && tail.Any)
        {
            count = tail.Start - dfn.Value;
            tail = default;
        }

        Reserve reserve = default;
        int result = reserve.Prepare<TFormat>(table.Memory, CountTables(head.Level, head.Dfn, head.Count) + CountTables(tail.Level, tail.Dfn, tail.Count));
        if (result == 0 && breaks)
        {
            result = BreakEnds(ref table, ref host, head, tail, ref reserve, ref flush);
        }

        if (result != 0)
        {
            reserve.GiveBack(table.Memory);
            return result;
        }

        ulong done = 0;
        ulong entriesDone = 0;
        while (done < count)
        {
            if (entriesDone >= PagesAtOnce)
            {
                entriesDone = 0;
                if (flags.IsPreemptible && host.IsPreemptionPending)
                {
                    break;
                }
            }

            done += UnmapRun(ref table, ref host, dfn.Value + done, count - done, ref entriesDone, ref reserve, ref flush);
        }

        reserve.GiveBack(table.Memory);
        return done < wanted ? (long)done : 0;
    }

    // Pages of one table that is there, but not all of them: nothing has to be split for that.
    private static bool TryUnmapInTable(ref PageTable table, ref THost host, ulong dfn, ulong count, ref FlushFlags flush)
    {
        int order = TableShape<TFormat>.Order(2);
        if ((dfn ^ (dfn + count - 1)) >> order != 0 || count >> order != 0 ||
            Seek(ref table, new Dfn(dfn)) is null)
        {
            return false;
        }

        int first = TableShape<TFormat>.Index(dfn, 1);
        Clear(ref table, ref host, table.Cursor, first, (int)(count >> TableShape<TFormat>.TableOrder.Value), 1, dfn, ref flush);
        return true;
    }

    // Unmaps what the lowest entry on the way covers, or several in a table of pages. Returns the number of frames.
    private static ulong UnmapRun(
        ref PageTable table, ref THost host, ulong dfn, ulong count, ref ulong entriesDone, ref Reserve reserve, ref FlushFlags flush)
    {
        ulong* entries = Start(ref table, dfn, StartLevel(count), out int level);
        for (; level > 1; level--)
        {
            int index = TableShape<TFormat>.Index(dfn, level);
            ulong size = TableShape<TFormat>.Frames(level);
            ulong part = Math.Min(count, size - (dfn & (size - 1)));
            ulong entry = entries[index];

            // Above the third level a table stands for so many others that a call which may stop half-way would not.
            if (!TFormat.IsPresent(entry) ||
                (part == size && (TFormat.IsLeaf(entry, level) || (level <= 3 && !IsSpine(ref table, level - 1, dfn)))))
            {
                uint retired = table.RetiredCount;
                Clear(ref table, ref host, entries, index, 1, level, dfn, ref flush);
                entriesDone += 1 + table.RetiredCount - retired;
                return part;
            }

            if (TFormat.IsLeaf(entry, level))
            {
                Split(ref table, ref host, entries, level, dfn, ref reserve, ref flush);
            }

            entries = table.At(TFormat.AddressOf(entries[index]));
        }

        int first = TableShape<TFormat>.Index(dfn, 1);
        int run = (int)Math.Min(count >> TableShape<TFormat>.TableOrder.Value, (ulong)(EntryCount - first));
        entriesDone += (ulong)run;
        Remember(ref table, dfn, 1, entries);
        Clear(ref table, ref host, entries, first, run, 1, dfn, ref flush);
        return (ulong)run << TableShape<TFormat>.TableOrder.Value;
    }

    // Only where nothing larger than the second level's pages can be cleared at once may the walk begin there.
    private static int StartLevel(ulong count) => count < TableShape<TFormat>.Frames(3) ? 1 : int.MaxValue;

    // Clears entries of one table, and goes on above if that leaves it empty.
    private static void Clear(
        ref PageTable table, ref THost host, ulong* entries, int index, int count, int level, ulong dfn, ref FlushFlags flush)
    {
        if (ContiguityMarkers<TFormat>.Strip(entries[index]) == 0 &&
            ContiguityMarkers<TFormat>.Strip(EntryRun.BitsOf(entries + index, count)) == 0)
        {
            return;
        }

        EndRunsAt(entries, index);
        ulong old = ContiguityMarkers<TFormat>.Strip(EntryRun.Clear(entries, index, count));
        WriteBack(ref table, ref host, entries + index, count);
        bool isWhole = Joins(entries, index, count, 0, 0);
        if (level == 1)
        {
            flush |= FlushFlags.Modified;
        }
        else
        {
            Drop(ref table, old, level, ref flush);
        }

        if (isWhole)
        {
            Collapse(ref table, ref host, dfn, level, ref flush);
        }
    }

    // How many tables take the place of a page of a level of which a part goes.
    private static int CountTables(int level, ulong dfn, ulong count)
    {
        if (level == 1 || count == 0 || count == TableShape<TFormat>.Frames(level))
        {
            return 0;
        }

        ulong size = TableShape<TFormat>.Frames(level - 1);
        ulong head = Math.Min(count, (0 - dfn) & (size - 1));
        ulong tail = (count - head) & (size - 1);
        return 1 + CountTables(level - 1, dfn, head) + CountTables(level - 1, dfn + count - tail, tail);
    }
}
