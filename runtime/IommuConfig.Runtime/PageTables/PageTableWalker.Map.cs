using System;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // A call that may stop looks whether it should after so many frames: 16 MiB in single pages, and in larger ones where a run of them is.
    private const ulong PagesAtOnce = 1UL << 12;
    private const ulong FramesAtOnce = 1UL << 18;

    private static long MapRange(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        MapFlags access = flags.Access;
        if (!IsKnown(flags))
        {
            return -Errno.EINVAL;
        }

        if (access == MapFlags.None)
        {
            return UnmapRange(ref table, ref host, dfn, count, flags, ref flush);
        }

        if (!IsAligned(dfn.Value | mfn.Value | count) || !TFormat.CanExpress(access))
        {
            return -Errno.EINVAL;
        }

        if (!table.IsBuilt || !IsInside(dfn.Value, count, table.DfnEnd) || !IsInside(mfn.Value, count, table.MfnEnd))
        {
            return -Errno.EFAULT;
        }

        if (TryMapInTable(ref table, ref host, new Frames(dfn.Value, mfn.Value, count, access), ref flush, out int result))
        {
            return result;
        }

        ulong done = 0;
        while (done < count)
        {
            Frames part = new(dfn.Value + done, mfn.Value + done, count - done, access);
            if (flags.IsPreemptible)
            {
                part.Count = Math.Min(part.Count, Window(ref table, part));
            }

            result = MapAtOnce(ref table, ref host, part, ref flush);
            if (result != 0)
            {
                return done != 0 ? (long)done : result;
            }

            done += part.Count;
            if (done < count && flags.IsPreemptible && host.IsPreemptionPending)
            {
                return (long)done;
            }
        }

        return 0;
    }

    // Pages of one table, where one of the cursors is: nothing has to be counted for them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMapInTable(ref PageTable table, ref THost host, in Frames frames, ref FlushFlags flush, out int result)
    {
        result = 0;
        int order = TableShape<TFormat>.Order(2);
        if (frames.Count == 0 || (frames.Dfn ^ (frames.Dfn + frames.Count - 1)) >> order != 0)
        {
            return false;
        }

        if (Place1(frames.Dfn) != table.CursorTag)
        {
            if (table.IsNonCoherent || Place2(frames.Dfn) != table.UpperCursorTag)
            {
                return false;
            }

            int index = TableShape<TFormat>.Index(frames.Dfn, 2);
            ulong entry = ContiguityMarkers<TFormat>.Strip(table.UpperCursor[index]);
            if (entry == 0 && LargestLevel(ref table, frames) == 1)
            {
                result = FillNewTable(ref table, frames, index, ref flush);
                return true;
            }

            if (Seek(ref table, new Dfn(frames.Dfn)) is null)
            {
                return false;
            }
        }

        if (frames.Count >> order != 0)
        {
            return false;
        }

        Run run = RunOf(ref table, table.Cursor, 1, frames);
        result = TFormat.BreaksBeforeMake ? BreakFor(ref table, ref host, run, frames.Dfn) : 0;
        if (result == 0)
        {
            StoreRun(ref table, ref host, run, frames.Dfn, ref flush);
        }

        return true;
    }

    // In a new table, where the upper cursor's table has nothing at all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FillNewTable(ref PageTable table, in Frames frames, int index, ref FlushFlags flush)
    {
        ulong* upper = table.UpperCursor;
        int result = table.Memory.AllocateAsItIs(TableShape<TFormat>.TableOrder, out Mfn frame, out bool isZero);
        if (result == 0)
        {
            table.Own(frame);
            Run run = RunOf(ref table, table.Memory.EntriesOf(frame), 1, frames);
            FillNew(run, isZero);
            WriteAlone(upper, index, TFormat.Table(2, frame.Value << 12));
            SetCursor(ref table, frames.Dfn, run.Entries);
            flush |= FlushFlags.Added;
        }

        return result;
    }

    // All of it or nothing.
    private static int MapAtOnce(ref PageTable table, ref THost host, Frames frames, ref FlushFlags flush)
    {
        Reserve reserve = default;
        int result = reserve.Prepare<TFormat>(table.Memory, CountMissing(ref table, frames));
        if (result != 0)
        {
            return result;
        }

        if (TFormat.BreaksBeforeMake)
        {
            result = BreakFor(ref table, ref host, frames, ref reserve, ref flush);
        }

        for (ulong done = 0; result == 0 && done < frames.Count;)
        {
            done += MapRun(ref table, ref host, frames.After(done), ref reserve, ref flush);
        }

        reserve.GiveBack(table.Memory);
        return result;
    }

    // Maps what lies in one table, in pages of one size. Returns the number of frames.
    private static ulong MapRun(ref PageTable table, ref THost host, in Frames frames, ref Reserve reserve, ref FlushFlags flush)
    {
        int level = LargestLevel(ref table, frames);
        Place place = default;
        Find(ref table, ref host, frames, level, ref reserve, ref place, ref flush);
        if (place.Same != 0)
        {
            return place.Same;
        }

        Run run = RunAt(ref table, place.Entries, level, frames, out ulong count);
        if (place.Link is null)
        {
            StoreRun(ref table, ref host, run, frames.Dfn, ref flush);
        }
        else
        {
            FillNew(run, place.IsZero);
            Link(ref table, ref host, place, frames.Dfn);
            flush |= FlushFlags.Added;
        }

        return count;
    }

    // Writes a run into a linked table, and goes on above if that makes the table one run.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRun(ref PageTable table, ref THost host, Run run, ulong dfn, ref FlushFlags flush)
    {
        bool isWhole = StoreInEmpty(ref table, ref host, run, out int stored);
        if (stored != 0)
        {
            flush |= FlushFlags.Added;
        }

        if (stored < run.Count)
        {
            run.Index += stored;
            run.Count -= stored;
            run.Value += (ulong)stored * run.Step;
            isWhole |= Replace(ref table, ref host, run, ref flush);
        }

        if (isWhole)
        {
            Collapse(ref table, ref host, dfn, run.Level, ref flush);
        }
    }

    // The entries of a table that map the first of these frames, as many as there are.
    private static Run RunAt(ref PageTable table, ulong* entries, int level, in Frames frames, out ulong count)
    {
        int order = TableShape<TFormat>.Order(level);
        count = Math.Min(frames.Count >> order, (ulong)(EntryCount - TableShape<TFormat>.Index(frames.Dfn, level))) << order;
        Frames here = frames;
        here.Count = count;
        return RunOf(ref table, entries, level, here);
    }

    // The entries that map these frames, all in one table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Run RunOf(ref PageTable table, ulong* entries, int level, in Frames frames)
    {
        int order = TableShape<TFormat>.Order(level);
        return new Run
        {
            Entries = entries,
            Level = level,
            Index = TableShape<TFormat>.Index(frames.Dfn, level),
            Count = (int)(frames.Count >> order),
            Value = TFormat.Leaf(level, frames.Mfn << 12, frames.Access),
            IsInStep = Promotes(ref table, level) && ((frames.Dfn ^ frames.Mfn) >> order & (ulong)(EntryCount - 1)) == 0,
        };
    }

    // Where a window of a preemptible call ends: never inside what may be one page.
    private static ulong Window(ref PageTable table, in Frames frames)
    {
        int level = 1;
        while ((table.LeafLevels >> level & 2) != 0 && ((frames.Dfn ^ frames.Mfn) & (TableShape<TFormat>.Frames(level + 1) - 1)) == 0)
        {
            level++;
        }

        ulong size = level == 1 ? PagesAtOnce : Math.Max(FramesAtOnce, TableShape<TFormat>.Frames(level));
        return size - (frames.Dfn & (size - 1));
    }

    // The largest pages that the next frames can be mapped with.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LargestLevel(ref PageTable table, in Frames frames)
    {
        int level = 1;
        while ((table.LeafLevels >> level & 2) != 0 &&
            ((frames.Dfn | frames.Mfn) & (TableShape<TFormat>.Frames(level + 1) - 1)) == 0 && frames.Count >= TableShape<TFormat>.Frames(level + 1))
        {
            level++;
        }

        return level;
    }

    // Whether a table of a level may become one entry of the level above.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Promotes(ref PageTable table, int level) => table.ChangesSizeAtOnce && (table.LeafLevels >> level & 2) != 0;

    private static bool IsAligned(ulong frames) => (frames & (TableShape<TFormat>.TableOrder.FrameCount - 1)) == 0;

    private static bool IsInside(ulong first, ulong count, ulong end) => first <= end && count <= end - first;

    /// <summary>What is to be mapped: frames on both sides and how.</summary>
    private struct Frames(ulong dfn, ulong mfn, ulong count, MapFlags access)
    {
        internal ulong Dfn = dfn;
        internal ulong Mfn = mfn;
        internal ulong Count = count;
        internal MapFlags Access = access;

        internal readonly Frames After(ulong done) => new(Dfn + done, Mfn + done, Count - done, Access);
    }

    /// <summary>Entries of one table that are to map frames one after another.</summary>
    private struct Run
    {
        internal ulong* Entries;
        internal int Level;
        internal int Index;
        internal int Count;

        // The first entry.
        internal ulong Value;

        // Whether they might be part of one page of the level above.
        internal bool IsInStep;

        internal readonly ulong Step => TFormat.Encode(TableShape<TFormat>.Frames(Level) << 12);
    }
}
