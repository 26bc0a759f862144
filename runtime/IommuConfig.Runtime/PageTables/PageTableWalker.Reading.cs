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
        if (TFormat.SkipsLevels || table.Levels != 4 || dfn.Value >= table.DfnEnd)
        {
            int result = Walk(ref table, dfn, out Mfn found, out MapFlags how);
            mfn = found;
            flags = how;
            return result;
        }

        // Four levels, none skipped, are what most tables have: written out, so that nothing is left to count.
        int level = 4;
        ulong entry = *Entry(TableShape<TFormat>.RootTable(ref table, dfn.Value), dfn, 4);
        if (IsPointer(entry, 4))
        {
            level = 3;
            entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, 3);
            if (IsPointer(entry, 3))
            {
                level = 2;
                entry = *Entry(table.At(TFormat.AddressOf(entry)), dfn, 2);
                if (IsPointer(entry, 2))
                {
                    return Decode(*Entry(table.At(TFormat.AddressOf(entry)), dfn, 1), 1, dfn, out mfn, out flags);
                }
            }
        }

        return Decode(entry, level, dfn, out mfn, out flags);
    }

    /// <summary>
    /// The lowest table of the spine (<see cref="PageTableOptions.SpineLevel"/>): for hardware that walks fewer levels, and so reaches the lowest
    /// addresses alone.
    /// </summary>
    public static TableRoot SpineRoot(ref PageTable table)
    {
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Walk(ref PageTable table, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        ulong entry = 0;
        int level = 1;
        if (table.IsBuilt && dfn.Value < table.DfnEnd)
        {
            level = table.Levels;
            entry = TableShape<TFormat>.RootTable(ref table, dfn.Value)[TableShape<TFormat>.Index(dfn.Value, level)];
            while (level > 1 && TFormat.IsPresent(entry) && !TFormat.IsLeaf(entry, level))
            {
                int next = TFormat.NextLevel(entry, level);
                if (!LeadsOn(dfn.Value, level, next))
                {
                    entry = 0;
                    break;
                }

                level = next;
                entry = table.At(TFormat.AddressOf(entry))[TableShape<TFormat>.Index(dfn.Value, level)];
            }
        }

        return Decode(entry, level, dfn, out mfn, out flags);
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
    private static int Decode(ulong entry, int level, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        if (!TFormat.IsPresent(entry) || !TFormat.IsLeaf(entry, level))
        {
            mfn = Mfn.Invalid;
            flags = MapFlags.None;
            return -Errno.ENOENT;
        }

        int order = TFormat.SizeBits(entry, level) - 12;
        ulong offset = (1UL << order) - 1;
        mfn = new Mfn((TFormat.AddressOf(entry) >> 12 & ~offset) | (dfn.Value & offset));
        flags = TFormat.AccessOf(entry).WithOrder(new PageOrder(order));
        return 0;
    }

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
                Decode(entry, level, dfn, out Mfn mfn, out MapFlags flags);
                sink.Leaf(level, dfn, mfn, flags);
            }
            else
            {
                ulong address = TFormat.AddressOf(entry);
                sink.Table(level, dfn, new Mfn(address >> 12));
                Dump(ref table, table.At(address), TFormat.NextLevel(entry, level), dfn.Value, ref sink);
            }
        }
    }
}
