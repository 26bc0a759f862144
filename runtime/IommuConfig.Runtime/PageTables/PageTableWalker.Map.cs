using System;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // A call that may stop looks whether it should after so many frames: 16 MiB in single pages, and in larger ones where a run of them is.
    private const ulong PagesAtOnce = 1UL << 12;
    private const ulong FramesAtOnce = 1UL << 18;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long MapRange(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        MapFlags access = flags.Access;
        if ((flags.Value & MapFlags.OrderMask) != 0 || !IsAligned(dfn.Value | mfn.Value | count) ||
            (access != MapFlags.None && !TFormat.CanExpress(access)))
        {
            return -Errno.EINVAL;
        }

        if (!table.IsBuilt || !IsInside(dfn.Value, count, table.DfnEnd) || !IsInside(mfn.Value, count, table.MfnEnd))
        {
            return -Errno.EFAULT;
        }

        if (access == MapFlags.None)
        {
            return UnmapRange(ref table, ref host, dfn, count, flags, ref flush);
        }

        ulong done = 0;
        while (done < count)
        {
            Frames part = new(dfn.Value + done, mfn.Value + done, count - done, access);
            if (flags.IsPreemptible)
            {
                part.Count = Math.Min(part.Count, Window(part));
            }

            int result = MapAtOnce(ref table, ref host, part, ref flush);
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

    // All of it or nothing.
    private static int MapAtOnce(ref PageTable table, ref THost host, Frames frames, ref FlushFlags flush)
    {
        Reserve reserve = default;
        int result = reserve.Prepare<TFormat>(table.Memory, CountMissing(ref table, frames));
        if (result != 0)
        {
            return result;
        }

        ulong done = 0;
        while (result == 0 && done < frames.Count)
        {
            Frames rest = frames.After(done);
            result = MapRun(ref table, ref host, ref rest, ref reserve, ref flush);
            done += rest.Count;
        }

        reserve.GiveBack(table.Memory);
        if (result != 0 && done != 0)
        {
            UnmapRange(ref table, ref host, new Dfn(frames.Dfn), done, MapFlags.None, ref flush);
        }

        return result;
    }

    // Maps what lies in one table, in pages of one size. Of `frames` it leaves what it did.
    private static int MapRun(ref PageTable table, ref THost host, ref Frames frames, ref Reserve reserve, ref FlushFlags flush)
    {
        int level = LargestLevel(ref table, frames);
        Place place = default;
        int result = Find(ref table, ref host, frames, level, ref reserve, ref place, ref flush);
        if (result != 0 || place.Same != 0)
        {
            frames.Count = result != 0 ? 0 : place.Same;
            return result;
        }

        int index = TableShape<TFormat>.Index(frames.Dfn, level);
        int order = TableShape<TFormat>.Order(level);
        int count = (int)Math.Min(frames.Count >> order, (ulong)(EntryCount - index));
        frames.Count = (ulong)count << order;
        Run run = new()
        {
            Entries = place.Entries,
            Level = level,
            Index = index,
            Count = count,
            Value = TFormat.Leaf(level, frames.Mfn << 12, frames.Access),
            IsInStep = Promotes(ref table, level) && ((frames.Dfn ^ frames.Mfn) >> order & (ulong)(EntryCount - 1)) == 0,
        };
        if (place.Link is not null)
        {
            FillNew(run, place.IsZero);
            Link(ref table, ref host, place, frames.Dfn);
            flush |= FlushFlags.Added;
            return 0;
        }

        bool isWhole = false;
        if (ContiguityMarkers<TFormat>.Strip(EntryRun.BitsOf(run.Entries + index, count)) == 0)
        {
            isWhole = StoreInEmpty(ref table, ref host, run);
            flush |= FlushFlags.Added;
        }
        else
        {
            result = Replace(ref table, ref host, run, frames, ref isWhole, ref flush);
        }

        if (isWhole)
        {
            Collapse(ref table, ref host, frames.Dfn, level, ref flush);
        }

        return result;
    }

    // Where a window of a preemptible call ends: never inside what may be one page.
    private static ulong Window(Frames frames)
    {
        bool isInStep = ((frames.Dfn ^ frames.Mfn) & ((1UL << IndexBits) - 1)) == 0;
        ulong size = isInStep ? Math.Max(FramesAtOnce, TableShape<TFormat>.Frames(2)) : PagesAtOnce;
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
