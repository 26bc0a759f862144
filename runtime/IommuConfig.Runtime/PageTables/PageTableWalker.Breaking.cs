using System;
using System.Threading;

namespace IommuConfig.Runtime;

/// <remarks>
/// Break before make, for architectures that ask for it (DDI 0487, "Using break-before-make when updating translation table entries"). Everything that a
/// call is going to replace is taken out of the hardware's sight first: of an entry all stays but the bits that make it present. Then the hardware
/// forgets it, and only then is anything written. So hardware that does not confirm is the last that a call can fail for, and what was broken
/// for it is put back.
/// </remarks>
public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // Breaks what is in the way of frames that are going to be mapped. On an error everything is mapped as it was.
    private static int BreakFor(ref PageTable table, ref THost host, in Frames frames, ref Reserve reserve, ref FlushFlags flush)
    {
        Broken broken = default;
        for (ulong done = 0; done < frames.Count;)
        {
            done += BreakNext(ref table, ref host, frames.After(done), ref reserve, ref broken, ref flush);
        }

        if (!broken.Any)
        {
            return 0;
        }

        int result = host.Invalidate(new Dfn(broken.First), broken.End - broken.First);
        if (result != 0)
        {
            // Entries are part of runs again only when all are back.
            MendAll(ref table, ref host, frames, joins: false, ref flush);
            if (table.ChangesSizeAtOnce)
            {
                MendAll(ref table, ref host, frames, joins: true, ref flush);
            }

            return result;
        }

        flush |= FlushFlags.Modified;
        Punch(ref table, ref host, broken.Head, ref reserve);
        Punch(ref table, ref host, broken.Tail, ref reserve);
        return 0;
    }

    // The same for entries of one table.
    private static int BreakFor(ref PageTable table, ref THost host, in Run run, ulong dfn)
    {
        if (!TryBreak(ref table, ref host, run))
        {
            return 0;
        }

        int result = host.Invalidate(new Dfn(dfn), (ulong)run.Count << TableShape<TFormat>.Order(run.Level));
        if (result != 0)
        {
            Mend(ref table, ref host, run);
        }

        return result;
    }

    // Takes frames that are going to be unmapped out of the larger pages that reach over either end.
    private static int BreakEnds(ref PageTable table, ref THost host, in Hole head, in Hole tail, ref Reserve reserve, ref FlushFlags flush)
    {
        int result = Break(ref table, ref host, head);
        if (result == 0)
        {
            result = Break(ref table, ref host, tail);
            if (result == 0)
            {
                flush |= head.Any || tail.Any ? FlushFlags.Modified : FlushFlags.None;
                Punch(ref table, ref host, head, ref reserve);
                Punch(ref table, ref host, tail, ref reserve);
            }
            else if (head.Any)
            {
                Mend(ref table, ref host, head.Entry);
            }
        }

        return result;
    }

    // What frames take out of the larger page that maps one of them and others beside them; none if no such page does.
    private static Hole HoleAt(ref PageTable table, ulong at, ulong dfn, ulong count)
    {
        ulong* entries = Start(ref table, at, 1, out int level);
        for (; level > 1; level--)
        {
            ulong entry = *Entry(entries, new Dfn(at), level);
            if (!TFormat.IsPresent(entry))
            {
                return default;
            }

            if (TFormat.IsLeaf(entry, level))
            {
                ulong size = TableShape<TFormat>.Frames(level);
                ulong first = Math.Max(dfn, at & ~(size - 1));
                ulong end = Math.Min(dfn + count, (at | (size - 1)) + 1);
                return end - first == size ? default : new Hole { Entries = entries, Level = level, Dfn = first, Count = end - first };
            }

            entries = table.At(TFormat.AddressOf(entry));
        }

        return default;
    }

    // Breaks one page, or the entries of one table that the next frames go to. Returns how many frames that, or that there is nothing, settles.
    private static ulong BreakNext(
        ref PageTable table, ref THost host, in Frames frames, ref Reserve reserve, ref Broken broken, ref FlushFlags flush)
    {
        int level = LargestLevel(ref table, frames);
        ulong* entries = Start(ref table, frames.Dfn, level, out int at);
        for (; at > level; at--)
        {
            ulong* entry = Entry(entries, new Dfn(frames.Dfn), at);
            ulong size = TableShape<TFormat>.Frames(at);
            ulong start = frames.Dfn & ~(size - 1);
            ulong part = Math.Min(frames.Count, start + size - frames.Dfn);
            if (!TFormat.IsPresent(*entry))
            {
                return part;
            }

            if (TFormat.IsLeaf(*entry, at))
            {
                if (IsSame(*entry, at, frames, out ulong same))
                {
                    return same;
                }

                if (!table.ChangesSizeAtOnce)
                {
                    Hide(ref table, ref host, entry);
                    broken.Add(start, size);
                    if (part != size)
                    {
                        broken.Add(new Hole { Entries = entries, Level = at, Dfn = frames.Dfn, Count = part });
                    }

                    return part;
                }

                Split(ref table, ref host, entries, at, frames.Dfn, ref reserve, ref flush);
            }

            entries = table.At(TFormat.AddressOf(*entry));
        }

        Run run = RunAt(ref table, entries, level, frames, out ulong count);
        if (TryBreak(ref table, ref host, run))
        {
            broken.Add(frames.Dfn, count);
        }

        return count;
    }

    private static void MendAll(ref PageTable table, ref THost host, in Frames frames, bool joins, ref FlushFlags flush)
    {
        for (ulong done = 0; done < frames.Count;)
        {
            done += MendNext(ref table, ref host, frames.After(done), joins, ref flush);
        }
    }

    // Goes the same way and puts back what was broken, or, if it `joins`, pages together that were split for this.
    private static ulong MendNext(ref PageTable table, ref THost host, in Frames frames, bool joins, ref FlushFlags flush)
    {
        int level = LargestLevel(ref table, frames);
        ulong* entries = Start(ref table, frames.Dfn, level, out int at);
        for (; at > level; at--)
        {
            ulong* entry = Entry(entries, new Dfn(frames.Dfn), at);
            if (IsBroken(ContiguityMarkers<TFormat>.Strip(*entry)))
            {
                Mend(ref table, ref host, entry);
            }

            if (!TFormat.IsPresent(*entry) || TFormat.IsLeaf(*entry, at))
            {
                return Math.Min(frames.Count, (frames.Dfn | (TableShape<TFormat>.Frames(at) - 1)) + 1 - frames.Dfn);
            }

            entries = table.At(TFormat.AddressOf(*entry));
        }

        Run run = RunAt(ref table, entries, level, frames, out ulong count);
        if (!joins)
        {
            Mend(ref table, ref host, run);
        }
        else if (Promotes(ref table, level) && ContiguityMarkers<TFormat>.Exist && ContiguityMarkers<TFormat>.Get(entries, 0) == IndexBits)
        {
            Collapse(ref table, ref host, frames.Dfn, level, ref flush);
        }

        return count;
    }

    // Breaks what is present and not as the run wants it. Tells whether there was any.
    private static bool TryBreak(ref PageTable table, ref THost host, in Run run)
    {
        if (ContiguityMarkers<TFormat>.Strip(EntryRun.BitsOf(run.Entries + run.Index, run.Count)) == 0)
        {
            return false;
        }

        bool any = false;
        ulong value = run.Value;
        for (int index = run.Index; index < run.Index + run.Count; index++, value += run.Step)
        {
            ulong entry = run.Entries[index];
            if (TFormat.IsPresent(entry) && ContiguityMarkers<TFormat>.Strip(entry) != value)
            {
                any = true;
                Volatile.Write(ref run.Entries[index], entry & ~TFormat.PresentBits);
            }
        }

        if (any)
        {
            WriteBack(ref table, ref host, run.Entries + run.Index, run.Count);
        }

        return any;
    }

    private static void Mend(ref PageTable table, ref THost host, in Run run)
    {
        for (int index = run.Index; index < run.Index + run.Count; index++)
        {
            ulong entry = run.Entries[index];
            if (IsBroken(ContiguityMarkers<TFormat>.Strip(entry)))
            {
                Volatile.Write(ref run.Entries[index], entry | TFormat.PresentBits);
            }
        }

        WriteBack(ref table, ref host, run.Entries + run.Index, run.Count);
    }

    private static int Break(ref PageTable table, ref THost host, in Hole hole)
    {
        if (!hole.Any)
        {
            return 0;
        }

        Hide(ref table, ref host, hole.Entry);
        int result = host.Invalidate(new Dfn(hole.Start), TableShape<TFormat>.Frames(hole.Level));
        if (result != 0)
        {
            Mend(ref table, ref host, hole.Entry);
        }

        return result;
    }

    private static void Hide(ref PageTable table, ref THost host, ulong* entry)
    {
        Volatile.Write(ref *entry, *entry & ~TFormat.PresentBits);
        WriteBack(ref table, ref host, entry, 1);
    }

    // The same entry as before may always be present again.
    private static void Mend(ref PageTable table, ref THost host, ulong* entry)
    {
        Volatile.Write(ref *entry, *entry | TFormat.PresentBits);
        WriteBack(ref table, ref host, entry, 1);
    }

    private static bool IsBroken(ulong entry) => TFormat.BreaksBeforeMake && entry != 0 && !TFormat.IsPresent(entry);

    /// <summary>Frames that a call takes out of a larger page.</summary>
    private struct Hole
    {
        // The page's table, and its level.
        internal ulong* Entries;
        internal int Level;
        internal ulong Dfn;
        internal ulong Count;

        internal readonly bool Any => Entries is not null;

        internal readonly ulong Start => Dfn & ~(TableShape<TFormat>.Frames(Level) - 1);

        internal readonly ulong* Entry => Entries + TableShape<TFormat>.Index(Dfn, Level);
    }

    /// <summary>What was broken: the frames around all of it, and the larger pages of which a part stays.</summary>
    private struct Broken
    {
        internal ulong First;
        internal ulong End;
        internal Hole Head;
        internal Hole Tail;

        internal readonly bool Any => End != 0;

        // Calls go upwards.
        internal void Add(ulong first, ulong count)
        {
            First = Any ? First : first;
            End = first + count;
        }

        // A part of a page is taken at either end of a call alone.
        internal void Add(in Hole hole)
        {
            if (Head.Any)
            {
                Tail = hole;
            }
            else
            {
                Head = hole;
            }
        }
    }
}
