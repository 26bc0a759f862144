using System;
using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>
/// A page table beside a model of what it should say. After each call it is compared with that, entry by entry and through strict hardware
/// whose caches forget only what the flush flags tell them to.
/// </summary>
internal sealed class CheckedTable : IDisposable
{
    private readonly TableMachine _machine;
    private readonly List<WatchingCache> _caches = [];
    private readonly RetiredTables _retired;
    private readonly BreakBeforeMake? _breaks;
    private HashSet<ulong> _probes = [];
    private TableModel? _next;

    internal CheckedTable(TableMachine machine, bool isNonCoherent = false)
    {
        _machine = machine;
        IsNonCoherent = isNonCoherent;
        _retired = new RetiredTables(machine);
        Table = machine.Case.Create();
        Walk = machine.Case.CreateWalk();
        if (isNonCoherent)
        {
            _ = machine.Shadow;
            unsafe
            {
                Table.Observer.WriteBack = OnWriteBack;
            }
        }

        Table.Observer.Invalidate = OnInvalidate;
        Mismatch.UnlessEqual(Table.Build(machine.Source, machine.Case.Options with { IsNonCoherent = isNonCoherent }), 0, "building");
        ChangesSizeAtOnce = machine.Case.Options.ChangesSizeAtOnce || !Table.BreaksBeforeMake;
        _breaks = Table.BreaksBeforeMake ? new BreakBeforeMake(Table, ChangesSizeAtOnce) : null;
        foreach (bool absent in (bool[])[false, true])
        {
            foreach (bool tables in (bool[])[false, true])
            {
                _caches.Add(new WatchingCache(this, new TranslationCache(Walk, HardwareMemory) { CachesAbsentEntries = absent, CachesTables = tables }));
            }
        }

        Now = TableSnapshot.Take(Table, machine.Memory, null);
        DfnEnd = 1UL << (Table.Root.AddressBits - 12);
        MfnEnd = 1UL << (Walk.OutputBits - 12);
        Check();
    }

    internal TableUnderTest Table { get; }

    internal TableWalk Walk { get; }

    internal TableModel Model { get; private set; } = new();

    internal TableSnapshot Now { get; private set; }

    internal bool ChangesSizeAtOnce { get; }

    internal bool IsNonCoherent { get; }

    internal ulong DfnEnd { get; }

    internal ulong MfnEnd { get; }

    internal FailingSource Source => _machine.Source;

    /// <summary>What hardware reads.</summary>
    internal MachineMemory HardwareMemory => IsNonCoherent ? _machine.Shadow : _machine.Memory;

    /// <summary>How many more times hardware confirms that it forgot something in the middle of a call; negative: always.</summary>
    internal int Confirms { get; set; } = -1;

    /// <summary>What the last call asked to be flushed.</summary>
    internal FlushFlags LastFlush { get; private set; }

    internal long Map(ulong dfn, ulong mfn, ulong count, MapFlags flags) =>
        Change(dfn, count, new Extent(dfn, count, mfn, flags.Access),
            (ref FlushFlags flush) => Table.Map(dfn, mfn, count, flags, ref flush));

    internal long Unmap(ulong dfn, ulong count, MapFlags flags = default) =>
        Change(dfn, count, new Extent(dfn, count, 0, MapFlags.None), (ref FlushFlags flush) => Table.Unmap(dfn, count, flags, ref flush));

    /// <summary>Maps, or without a permission unmaps, a range page by page and not in order.</summary>
    internal long ChangeSingly(ulong dfn, ulong mfn, ulong count, MapFlags access)
    {
        ulong granule = Table.Granule;
        ulong pages = count / granule;
        ulong stride = pages % 7 == 0 ? 11UL : 7;
        return Change(dfn, count, new Extent(dfn, count, mfn, access), Pages, isSeveral: true);

        long Pages(ref FlushFlags flush)
        {
            long result = 0;
            for (ulong each = 0; each < pages && result == 0; each++)
            {
                // A stride that divides the number of pages would leave some out.
                ulong offset = pages % stride == 0 ? each * granule : each * stride % pages * granule;
                result = access == MapFlags.None
                    ? Table.Unmap(dfn + offset, granule, MapFlags.None, ref flush)
                    : Table.Map(dfn + offset, mfn + offset, granule, access, ref flush);
            }

            return result;
        }
    }

    /// <summary>The flush of everything has come to its end. Whoever goes through a table from before finds out.</summary>
    internal void FlushCompleted()
    {
        foreach (WatchingCache cache in _caches)
        {
            cache.Forget();
        }

        Table.FlushCompleted();
        _retired.FlushCompleted(Table);
        _retired.Check(Table, Now);
    }

    /// <summary>Takes what the table says now for right, after a call that broke off; everything but the translations is checked.</summary>
    /// <returns>What it said before.</returns>
    internal TableModel Adopt()
    {
        TableModel old = Model;
        TableSnapshot before = Now;
        Now = TableSnapshot.Take(Table, _machine.Memory, before);
        _retired.Note(Table, before, Now, isSeveral: true);
        Model = new TableModel();
        foreach (Extent extent in Now.Extents)
        {
            Model.Map(extent.Dfn, extent.Mfn, extent.Count, extent.Access);
        }

        foreach (WatchingCache cache in _caches)
        {
            cache.Forget();
        }

        _breaks?.Flush(0, ulong.MaxValue, FlushFlags.All);
        Check();
        return old;
    }

    /// <summary>Unmaps everything, and sees that nothing but the root and the spine is left.</summary>
    internal void Empty()
    {
        Mismatch.UnlessEqual(Unmap(0, DfnEnd), 0, "unmapping everything");
        FlushCompleted();
        TableRoot root = Table.Root;
        int spine = _machine.Case.Options.SpineLevel;
        int expected = spine == 0 ? 0 : root.Levels - spine;
        Mismatch.UnlessEqual(Now.Tables.Values.Count(table => table.Level < root.Levels), expected, "tables below the root");
        Mismatch.UnlessEqual(Now.Leaves.Count, 0, "leaves");
    }

    public void Dispose()
    {
        Table.Free();
        _retired.CheckFreed();
    }

    /// <summary>Whether a translation is what the model says, or what it is about to say.</summary>
    internal bool IsOldOrNew(ulong dfn, WalkResult result, bool orAbsent) =>
        (orAbsent && result.Outcome == WalkOutcome.NotMapped) || Says(Model, dfn, result) || (_next is { } next && Says(next, dfn, result));

    internal void CheckWalk(ulong dfn, string when)
    {
        WalkResult result = Walk.Run(HardwareMemory, Table.Root, dfn << 12);
        if (!Says(Model, dfn, result))
        {
            Mismatch.Throw($"{when}: hardware says of {dfn:x} {result}, the model {(Model.TryFind(dfn, out Extent extent) ? extent.ToString() : "nothing")}");
        }
    }

    /// <summary>Compares everything with the model.</summary>
    internal void Check()
    {
        TableChecks.Translations(this);
        TableChecks.Markers(this);
        TableChecks.Sizes(this);
        _retired.Check(Table, Now);
    }

    private static bool Says(TableModel model, ulong dfn, WalkResult result) =>
        model.TryFind(dfn, out Extent extent)
            ? result.Outcome == WalkOutcome.Mapped && result.Target(dfn << 12) == extent.Mfn << 12 && result.IsReadable == extent.Access.IsReadable &&
                result.IsWritable == extent.Access.IsWritable && result.IsDirty
            : result.Outcome == WalkOutcome.NotMapped;

    private delegate long Call(ref FlushFlags flush);

    private long Change(ulong dfn, ulong count, Extent wanted, Call call, bool isSeveral = false)
    {
        TableModel model = Model;
        _next = Model.Copy();
        ulong inside = dfn >= DfnEnd ? 0 : Math.Min(count, DfnEnd - dfn);
        _next.Map(dfn, wanted.Mfn, inside, wanted.Access);
        _probes = Probes(dfn, inside, _next);
        Warm(isMidway: false);
        TableSnapshot before = Now;
        FlushFlags flush = FlushFlags.None;
        long result = call(ref flush);
        LastFlush = flush;
        Now = TableSnapshot.Take(Table, _machine.Memory, before);
        ulong done = result == 0 ? inside : result > 0 ? (ulong)result : 0;
        Model = model.Copy();
        Model.Map(dfn, wanted.Mfn, done, wanted.Access);
        _breaks?.Look(IsNonCoherent ? TableSnapshot.Take(Table, HardwareMemory, Now) : Now);

        // What was split at once for a call, and put together again, was a table that hardware may remember.
        bool isRestored = result < 0 && Confirms == 0 && ChangesSizeAtOnce;
        _retired.Note(Table, before, Now, isSeveral || isRestored);
        Check();
        if (isSeveral)
        {
            FlushChecks.FlagsOfSeveral(before, Now, model, wanted with { Count = done }, flush);
        }
        else if (!isRestored)
        {
            FlushChecks.Flags(before, Now, model, wanted with { Count = done }, flush, ChangesSizeAtOnce);
        }

        if (result < 0)
        {
            Mismatch.Unless(before.IsSame(Now) && (flush == FlushFlags.None || isRestored), "a failed call has changed something");
        }

        _breaks?.Flush(dfn, inside, flush);
        foreach (WatchingCache cache in _caches)
        {
            cache.Flush(dfn, inside, flush);
            cache.Check(_probes);
        }

        _next = null;
        return result;
    }

    private void Warm(bool isMidway)
    {
        foreach (WatchingCache cache in _caches)
        {
            cache.Warm(_probes, isMidway);
        }
    }

    private int OnInvalidate(ulong first, ulong count)
    {
        Mismatch.Unless(Table.BreaksBeforeMake, "only some architectures ask for it");
        _breaks!.Look(TableSnapshot.Take(Table, HardwareMemory, Now));
        if (Confirms == 0)
        {
            Warm(isMidway: true);
            return -Errno.EBUSY;
        }

        Confirms--;
        _breaks.Invalidate(first, count);
        foreach (WatchingCache cache in _caches)
        {
            cache.Invalidate(first, count);
        }

        Warm(isMidway: true);
        return 0;
    }

    private unsafe void OnWriteBack(byte* start, nuint size)
    {
        _machine.WriteBack(start, size);
        if (_next is null)
        {
            return;
        }

        foreach (ulong dfn in _probes)
        {
            WalkResult result = Walk.Run(HardwareMemory, Table.Root, dfn << 12);
            if (!IsOldOrNew(dfn, result, Table.BreaksBeforeMake))
            {
                Mismatch.Throw($"after a write-back hardware says of {dfn:x} {result}, which it neither was nor will be");
            }
        }
    }

    // Where something might go wrong: at the ends of everything mapped now or afterwards, and around the range.
    private HashSet<ulong> Probes(ulong dfn, ulong count, TableModel next)
    {
        HashSet<ulong> probes = [];
        AddAround(dfn, count);
        foreach (Extent extent in Model.Extents.Concat(next.Extents).Take(60))
        {
            AddAround(extent.Dfn, extent.Count);
        }

        return probes;

        void AddAround(ulong first, ulong length)
        {
            foreach (ulong frame in (ReadOnlySpan<ulong>)[first - 1, first, first + (length / 2), first + length - 1, first + length])
            {
                if (frame < DfnEnd)
                {
                    probes.Add(frame);
                }
            }
        }
    }
}
