using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

public static unsafe partial class PageTableWalker<TFormat, THost>
{
    /// <summary>Translates one frame as the hardware would.</summary>
    /// <param name="table">The table. Nothing of it is changed, so lookups may run beside one another.</param>
    /// <param name="dfn">The device frame.</param>
    /// <param name="mfn">The machine frame; invalid where nothing is mapped.</param>
    /// <param name="flags">The permissions, and the order of the page that maps it.</param>
    /// <returns>0; -ENOENT where nothing is mapped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Lookup(ref PageTable table, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        // Four levels are what most tables have: written out, so that nothing is left to count.
        if (dfn.Value < table.FourLevelEnd)
        {
            ulong entry = *Entry(TableShape<TFormat>.RootTable(ref table, dfn.Value), dfn, 4);
            if (IsPointer(entry, 4))
            {
                entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, 3);
                if (IsPointer(entry, 3))
                {
                    entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, 2);
                    if (IsPointer(entry, 2))
                    {
                        entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, 1);
                        if (IsPage(entry, 1))
                        {
                            mfn = FrameIn(entry, 1, dfn);
                            flags = FlagsOf(entry, 1);
                            return 0;
                        }
                    }
                    else if (IsPage(entry, 2))
                    {
                        mfn = FrameIn(entry, 2, dfn);
                        flags = FlagsOf(entry, 2);
                        return 0;
                    }
                }
                else if (IsPage(entry, 3))
                {
                    mfn = FrameIn(entry, 3, dfn);
                    flags = FlagsOf(entry, 3);
                    return 0;
                }
            }
        }

        Translation found = Walk(ref table, dfn);
        mfn = found.Mfn;
        flags = found.Flags;
        return found.Result;
    }

    /// <summary>
    /// The lowest table of the spine (<see cref="PageTableOptions.SpineLevel"/>): for hardware that walks fewer levels, and so reaches the lowest
    /// addresses alone.
    /// </summary>
    public static TableRoot SpineRoot(ref PageTable table)
    {
        if (!table.IsBuilt)
        {
            return table.Root;
        }

        int level = table.SpineLevel == 0 ? table.Levels : table.SpineLevel;
        ulong* entries = TableAt(ref table, 0, level);
        int bits = level == table.Levels ? table.AddressBits : TableShape<TFormat>.Order(level) + IndexBits + 12;
        return new TableRoot(table.Memory.FrameAt(entries), level, bits);
    }

    /// <summary>Shows every present entry, tables before what they point to, in ascending order.</summary>
    public static void Dump<TSink>(ref PageTable table, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        if (table.IsBuilt)
        {
            for (ulong first = 0; first < table.DfnEnd; first += TableShape<TFormat>.Frames(table.Levels) << IndexBits)
            {
                Dump(ref table, TableShape<TFormat>.RootTable(ref table, first), table.Levels, first, ref sink);
                if (TableShape<TFormat>.Order(table.Levels) + IndexBits >= table.AddressBits - 12)
                {
                    break;
                }
            }
        }
    }

    // Any table, any entry.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Translation Walk(ref PageTable table, Dfn dfn)
    {
        ulong entry = 0;
        int level = 1;
        if (table.IsBuilt && dfn.Value < table.DfnEnd)
        {
            level = table.Levels;
            entry = *Entry(TableShape<TFormat>.RootTable(ref table, dfn.Value), dfn, level);
            while (level > 1 && TFormat.IsPresent(entry) && !TFormat.IsLeaf(entry, level))
            {
                int next = TFormat.NextLevel(entry, level);
                if (!LeadsOn(dfn.Value, level, next))
                {
                    entry = 0;
                    break;
                }

                level = next;
                entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, level);
            }
        }

        return IsPage(entry, level) ? new(FrameIn(entry, level, dfn), FlagsOf(entry, level), 0) : new(Mfn.Invalid, MapFlags.None, -Errno.ENOENT);
    }

    // The entry of a table of a level that covers a frame.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* Entry(ulong* entries, Dfn dfn, int level) =>
        entries + (dfn.Value >> TableShape<TFormat>.Order(level) & (ulong)(EntryCount - 1));

    // Whether an entry points to a table of the next level.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPointer(ulong entry, int level) =>
        TFormat.IsPresent(entry) && !TFormat.IsLeaf(entry, level) && (!TFormat.SkipsLevels || TFormat.NextLevel(entry, level) == level - 1);

    // A pointer may skip levels for addresses whose bits there are 0, and never leads upwards.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool LeadsOn(ulong dfn, int level, int next) =>
        next == level - 1 ||
        (next >= 1 && next < level && (dfn & (TableShape<TFormat>.Frames(level) - 1)) < TableShape<TFormat>.Frames(next + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPage(ulong entry, int level) => TFormat.IsPresent(entry) && TFormat.IsLeaf(entry, level);

    // The machine frame that a page maps a frame to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Mfn FrameIn(ulong entry, int level, Dfn dfn)
    {
        ulong offset = (1UL << (TFormat.SizeBits(entry, level) - 12)) - 1;
        return new Mfn((TFormat.AddressOf(entry) >> 12 & ~offset) | (dfn.Value & offset));
    }

    // The permissions of a page, and its order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static MapFlags FlagsOf(ulong entry, int level) =>
        new(TFormat.AccessOf(entry).Value | (uint)(TFormat.SizeBits(entry, level) - 12));

    private static void Dump<TSink>(ref PageTable table, ulong* entries, int level, ulong first, ref TSink sink)
        where TSink : struct, IPageTableSink
    {
        for (int index = 0; index < EntryCount; index++)
        {
            ulong entry = entries[index];
            Dfn dfn = new(first + ((ulong)index << TableShape<TFormat>.Order(level)));
            if (!TFormat.IsPresent(entry))
            {
                continue;
            }

            if (TFormat.IsLeaf(entry, level))
            {
                sink.Leaf(level, dfn, FrameIn(entry, level, dfn), FlagsOf(entry, level));
            }
            else if (LeadsOn(dfn.Value, level, TFormat.NextLevel(entry, level)))
            {
                ulong address = TFormat.AddressOf(entry);
                sink.Table(level, dfn, new Mfn(address >> 12));
                Dump(ref table, table.At(address), TFormat.NextLevel(entry, level), dfn.Value, ref sink);
            }
        }
    }

    /// <summary>What a frame is translated to.</summary>
    private readonly struct Translation(Mfn mfn, MapFlags flags, int result)
    {
        internal readonly Mfn Mfn = mfn;
        internal readonly MapFlags Flags = flags;
        internal readonly int Result = result;
    }
}
