using System.Runtime.CompilerServices;
using System.Threading;

namespace IommuConfig.Runtime;

/// <remarks>One page of the lowest two levels: the common case, and so the short way.</remarks>
public static unsafe partial class PageTableWalker<TFormat, THost>
{
    // Writes a page where nothing is, if it changes no marker but its own: it does all of it or nothing. `step` says which pages may join runs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryStore(ulong* entries, int level, Dfn dfn, Mfn mfn, MapFlags flags, ulong step)
    {
        ulong* entry = Entry(entries, dfn, level);
        if (ContiguityMarkers<TFormat>.Strip(*entry) != 0 || IsInStep(dfn, mfn, level, step) ||
            (ContiguityMarkers<TFormat>.Exist && !ContiguityMarkers<TFormat>.IsBoundary(entries, IndexOf(dfn, level))))
        {
            return false;
        }

        Volatile.Write(ref *entry, ContiguityMarkers<TFormat>.Alone(TFormat.Leaf(level, mfn.Value << 12, flags.Access), IndexOf(dfn, level)));
        return true;
    }

    // Whether there is a page of the level's size whose clearing changes no marker but by joining empty entries: it is part of no run, or there are no
    // markers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAlone(ulong* entries, int level, Dfn dfn, ulong step)
    {
        ulong entry = *Entry(entries, dfn, level);
        return IsPageOf(entry, level) && (!ContiguityMarkers<TFormat>.Exist ||
            ((TFormat.Encode(dfn.Value << 12) ^ entry) & TFormat.Encode((ulong)(EntryCount - 1) << (TableShape<TFormat>.Order(level) + 12))) != step);
    }

    // Clears such a page. Tells whether the table is empty now.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsEmptyWithout(ulong* entries, int level, Dfn dfn)
    {
        int index = TableShape<TFormat>.Index(dfn.Value, level);
        if (ContiguityMarkers<TFormat>.Exist)
        {
            return ContiguityMarkers<TFormat>.Join(entries, index, 0, 0, 0) == IndexBits;
        }

        Volatile.Write(ref entries[index], 0);
        return (entries[0] | entries[EntryCount - 1]) == 0 && IsOneRun(entries, index, 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint IndexOf(Dfn dfn, int level) => (nuint)(dfn.Value >> TableShape<TFormat>.Order(level)) & (nuint)(EntryCount - 1);

    // Whether a page goes into the cursor's table, and may.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FollowsCursor(ref PageTable table, Dfn dfn, Mfn mfn, MapFlags flags) =>
        Place1(dfn.Value) == table.CursorTag && mfn.Value < table.MfnEnd && IsPlain(flags);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FollowsCursor(ref PageTable table, Dfn dfn, MapFlags flags) => Place1(dfn.Value) == table.CursorTag && flags == MapFlags.None;

    // The same for a page of the second level and the upper cursor's table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FollowsUpperCursor(ref PageTable table, Dfn dfn, Mfn mfn, MapFlags flags) =>
        Place2(dfn.Value) == table.UpperCursorTag && mfn.Value < table.LargeMfnEnd && IsPlain(flags);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FollowsUpperCursor(ref PageTable table, Dfn dfn, MapFlags flags) =>
        Place2(dfn.Value) == table.UpperCursorTag && table.LargeMfnEnd != 0 && flags == MapFlags.None;

    // One page, wherever it is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome MapPage(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, MapFlags flags)
    {
        if (dfn.Value >= table.CursorEnd || mfn.Value >= table.MfnEnd || !IsPlain(flags))
        {
            return MapMany(ref table, ref host, dfn, mfn, TableShape<TFormat>.Frames(1), flags);
        }

        ulong* entries = Seek(ref table, dfn);
        if (entries is null)
        {
            return MapInNewTables(ref table, ref host, dfn, mfn, flags);
        }

        return ContiguityMarkers<TFormat>.Strip(*Entry(entries, dfn, 1)) == 0
            ? Write(ref table, ref host, entries, 1, dfn, TFormat.Leaf(1, mfn.Value << 12, flags.Access), IsInStep(dfn, mfn, 1, table.CursorStep))
            : MapMany(ref table, ref host, dfn, mfn, TableShape<TFormat>.Frames(1), flags);
    }

    // One page where tables are missing: each new one has a single entry.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome MapInNewTables(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, MapFlags flags)
    {
        ulong* entries = TableShape<TFormat>.RootTable(ref table, dfn.Value);
        int level = table.Levels;
        for (; level > 1 && IsPointer(*Entry(entries, dfn, level), level); level--)
        {
            entries = table.At(TFormat.AddressOf(*Entry(entries, dfn, level)));
        }

        if (level == 1 || ContiguityMarkers<TFormat>.Strip(*Entry(entries, dfn, level)) != 0)
        {
            return MapMany(ref table, ref host, dfn, mfn, TableShape<TFormat>.Frames(1), flags);
        }

        FrameSource memory = table.Memory;
        int result = memory.AllocateAsTheyAre(TableShape<TFormat>.TableOrder, (uint)(level - 1), out FrameList frames);
        if (result != 0)
        {
            return new(result, FlushFlags.None);
        }

        ulong value = TFormat.Leaf(1, mfn.Value << 12, flags.Access);
        Mfn frame = memory.First(frames);
        SetCursor(ref table, dfn.Value, memory.EntriesOf(frame));
        for (int at = 1; at < level; at++, frame = memory.After(frame))
        {
            ulong* lower = memory.EntriesOf(frame);
            if (!memory.IsZero(frame))
            {
                ClearTable(lower);
            }

            ContiguityMarkers<TFormat>.WriteOnly(lower, IndexOf(dfn, at), value);
            value = TFormat.Table(at + 1, frame.Value << 12);
            if (at == 2)
            {
                SetUpperCursor(ref table, dfn.Value, lower);
            }
        }

        table.OwnAll(ref frames);
        WriteAlone(entries, TableShape<TFormat>.Index(dfn.Value, level), value);
        if (level == 2)
        {
            SetUpperCursor(ref table, dfn.Value, entries);
        }

        return new(0, FlushFlags.Added);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome MapLarge(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, MapFlags flags) =>
        FollowsUpperCursor(ref table, dfn, mfn, flags) && ContiguityMarkers<TFormat>.Strip(*Entry(table.UpperCursor, dfn, 2)) == 0
            ? Write(ref table, ref host, table.UpperCursor, 2, dfn, TFormat.Leaf(2, mfn.Value << 12, flags.Access), IsInStep(dfn, mfn, 2, table.UpperCursorStep))
            : MapMany(ref table, ref host, dfn, mfn, TableShape<TFormat>.Frames(2), flags);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome UnmapPage(ref PageTable table, ref THost host, Dfn dfn, MapFlags flags)
    {
        ulong* entries = flags == MapFlags.None ? Seek(ref table, dfn) : null;
        if (entries is null)
        {
            return UnmapMany(ref table, ref host, dfn, TableShape<TFormat>.Frames(1), flags);
        }

        if (IsAlone(entries, 1, dfn, table.CursorStep))
        {
            return IsEmptyWithout(entries, 1, dfn) ? CollapseAt(ref table, ref host, dfn, 1, FlushFlags.Modified) : new(0, FlushFlags.Modified);
        }

        return IsPageOf(*Entry(entries, dfn, 1), 1)
            ? UnmapBesideRuns(ref table, ref host, entries, 1, dfn)
            : UnmapMany(ref table, ref host, dfn, TableShape<TFormat>.Frames(1), flags);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome UnmapLarge(ref PageTable table, ref THost host, Dfn dfn, MapFlags flags) =>
        FollowsUpperCursor(ref table, dfn, flags) && IsPageOf(*Entry(table.UpperCursor, dfn, 2), 2)
            ? UnmapBesideRuns(ref table, ref host, table.UpperCursor, 2, dfn)
            : UnmapMany(ref table, ref host, dfn, TableShape<TFormat>.Frames(2), flags);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome MapMany(ref PageTable table, ref THost host, Dfn dfn, Mfn mfn, ulong count, MapFlags flags)
    {
        FlushFlags flush = FlushFlags.None;
        long result = MapRange(ref table, ref host, dfn, mfn, count, flags, ref flush);
        return new(result, flush);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome UnmapMany(ref PageTable table, ref THost host, Dfn dfn, ulong count, MapFlags flags)
    {
        FlushFlags flush = FlushFlags.None;
        long result = UnmapRange(ref table, ref host, dfn, count, flags, ref flush);
        return new(result, flush);
    }

    // Whether a page may be part of a run.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInStep(Dfn dfn, Mfn mfn, int level, ulong step) =>
        ((dfn.Value ^ mfn.Value) & (ulong)(EntryCount - 1) << TableShape<TFormat>.Order(level)) == step;

    // Writes a page where none was.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Outcome Write(ref PageTable table, ref THost host, ulong* entries, int level, Dfn dfn, ulong entry, bool isInStep) =>
        Write(entries, TableShape<TFormat>.Index(dfn.Value, level), entry, TFormat.Encode(TableShape<TFormat>.Frames(level) << 12), isInStep)
            ? CollapseAt(ref table, ref host, dfn, level, FlushFlags.Added)
            : new(0, FlushFlags.Added);

    // Clears an entry that is present.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome UnmapBesideRuns(ref PageTable table, ref THost host, ulong* entries, int level, Dfn dfn) =>
        Write(entries, TableShape<TFormat>.Index(dfn.Value, level), 0, 0, joins: true)
            ? CollapseAt(ref table, ref host, dfn, level, FlushFlags.Modified)
            : new(0, FlushFlags.Modified);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outcome CollapseAt(ref PageTable table, ref THost host, Dfn dfn, int level, FlushFlags flush)
    {
        Collapse(ref table, ref host, dfn.Value, level, ref flush);
        return new(0, flush);
    }

    // A page of the size of its level.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPageOf(ulong entry, int level) =>
        IsPage(entry, level) && TFormat.SizeBits(entry, level) == TableShape<TFormat>.Order(level) + 12;

    // Whether frames are one page of a level.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOne(int level, ulong first, ulong count) =>
        count == TableShape<TFormat>.Frames(level) && (first & (TableShape<TFormat>.Frames(level) - 1)) == 0;

    // No order, and nothing that a later version might give a meaning.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsKnown(MapFlags flags) => (flags.Value & ~(MapFlags.ReadWrite | MapFlags.Preempt).Value) == 0;

    // Permissions that can be written as they are, and no order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(MapFlags flags) =>
        IsKnown(flags) && flags.Access != MapFlags.None && TFormat.CanExpress(flags);
}
