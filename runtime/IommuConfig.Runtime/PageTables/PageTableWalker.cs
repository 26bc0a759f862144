using System.Runtime.CompilerServices;
using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>Maps, unmaps and finds frames in a table of one format.</summary>
/// <remarks>
/// The path of a mapping whose tables exist is short enough to be inlined into its caller, together with the hook and the dispatch around
/// it; building a table is out of line.
/// </remarks>
public static unsafe class PageTableWalker<TFormat>
    where TFormat : struct, IPageTableFormat
{
    private const int LevelBits = 9;
    private const ulong IndexMask = (1 << LevelBits) - 1;

    /// <summary>The number of bits of the addresses that a table translates.</summary>
    public static int AddressBits => (TFormat.Levels * LevelBits) + 12;

    /// <summary>Makes one frame reachable.</summary>
    /// <returns>0; -ENOMEM; -EFAULT for a frame beyond the table, or without a table.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Map(ref PageTable table, Dfn dfn, Mfn mfn, MapFlags flags, ref FlushFlags flush)
    {
        if (!IsInside(ref table, dfn) || mfn.Value >= TFormat.FrameLimit)
        {
            return -Errno.EFAULT;
        }

        ulong* entry = Find(ref table, dfn);
        if (entry is null)
        {
            entry = Build(ref table, dfn);
            if (entry is null)
            {
                return -Errno.ENOMEM;
            }
        }

        Replace(entry, TFormat.Leaf(mfn, flags), ref flush);
        return 0;
    }

    /// <summary>Makes one frame unreachable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unmap(ref PageTable table, Dfn dfn, ref FlushFlags flush)
    {
        if (!IsInside(ref table, dfn))
        {
            return;
        }

        ulong* entry = Find(ref table, dfn);
        if (entry is not null)
        {
            Replace(entry, 0, ref flush);
        }
    }

    /// <summary>Translates one frame.</summary>
    /// <returns>0; -ENOENT when nothing is mapped there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Lookup(ref PageTable table, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        ulong* entry = IsInside(ref table, dfn) ? Find(ref table, dfn) : null;
        ulong value = entry is null ? 0 : *entry;
        if (!TFormat.IsPresent(value))
        {
            mfn = Mfn.Invalid;
            flags = MapFlags.None;
            return -Errno.ENOENT;
        }

        mfn = TFormat.FrameOf(value);
        flags = TFormat.FlagsOf(value);
        return 0;
    }

    /// <summary>Shows every present entry, tables before what they point to.</summary>
    public static void Dump<TSink>(ref PageTable table, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        if (table.IsBuilt)
        {
            Dump(table.Memory, table.Entries, TFormat.Levels, 0, ref sink);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInside(ref PageTable table, Dfn dfn) =>
        table.Entries is not null && dfn.Value >> (TFormat.Levels * LevelBits) == 0;

    // One store, so that the hardware sees the old entry or the new one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Replace(ulong* entry, ulong value, ref FlushFlags flush)
    {
        ulong old = *entry;
        if (old == value)
        {
            return;
        }

        Volatile.Write(ref *entry, value);
        if (TFormat.IsPresent(old))
        {
            flush |= FlushFlags.Modified;
        }

        if (TFormat.IsPresent(value))
        {
            flush |= FlushFlags.Added;
        }
    }

    // The entry of the lowest level, or null where a table is missing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* Find(ref PageTable table, Dfn dfn)
    {
        FrameSource memory = table.Memory;
        ulong* entries = table.Entries;
        for (int level = TFormat.Levels; level > 1; level--)
        {
            ulong entry = entries[Index(dfn, level)];
            if (!TFormat.IsPresent(entry))
            {
                return null;
            }

            entries = memory.EntriesOf(TFormat.FrameOf(entry));
        }

        return entries + Index(dfn, 1);
    }

    // The entry of the lowest level, or null when no frame is left. A new table is complete, all entries absent, before it is linked. What was
    // linked before the frames ran out stays: it is empty, and belongs to the domain.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong* Build(ref PageTable table, Dfn dfn)
    {
        FrameSource memory = table.Memory;
        ulong* entries = table.Entries;
        for (int level = TFormat.Levels; level > 1; level--)
        {
            ulong* entry = entries + Index(dfn, level);
            if (TFormat.IsPresent(*entry))
            {
                entries = memory.EntriesOf(TFormat.FrameOf(*entry));
            }
            else if (table.Add(out entries) == 0)
            {
                Volatile.Write(ref *entry, TFormat.Table(memory.FrameAt(entries)));
            }
            else
            {
                return null;
            }
        }

        return entries + Index(dfn, 1);
    }

    private static void Dump<TSink>(FrameSource memory, ulong* entries, int level, ulong first, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        for (ulong index = 0; index <= IndexMask; index++)
        {
            ulong entry = entries[index];
            if (!TFormat.IsPresent(entry))
            {
                continue;
            }

            Dfn dfn = new(first + (index << ((level - 1) * LevelBits)));
            if (level == 1)
            {
                sink.Leaf(level, dfn, TFormat.FrameOf(entry), TFormat.FlagsOf(entry));
            }
            else
            {
                sink.Table(level, dfn, TFormat.FrameOf(entry));
                Dump(memory, memory.EntriesOf(TFormat.FrameOf(entry)), level - 1, dfn.Value, ref sink);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Index(Dfn dfn, int level) => (dfn.Value >> ((level - 1) * LevelBits)) & IndexMask;
}
