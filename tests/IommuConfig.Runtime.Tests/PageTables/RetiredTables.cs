using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>
/// Where each frame of a table is: linked, or retired until the flush, and then back in its source. Whoever goes through one that came back finds
/// ones.
/// </summary>
internal sealed class RetiredTables(TableMachine machine)
{
    private readonly uint _inUseBefore = machine.Source.InUse;
    private readonly HashSet<Mfn> _retired = [];

    // Several calls may have made a table and retired it, and nobody knows which.
    private uint _unseen;

    /// <summary>Sees which tables are reachable no more, and that none is again before the flush.</summary>
    internal void Note(TableUnderTest table, TableSnapshot before, TableSnapshot now, bool isSeveral)
    {
        foreach (Mfn frame in now.Tables.Keys)
        {
            Mismatch.Unless(!_retired.Contains(frame), "a table is linked again before the flush");
        }

        foreach (Mfn frame in before.Tables.Keys)
        {
            if (!now.Tables.ContainsKey(frame))
            {
                _retired.Add(frame);
            }
        }

        _unseen = isSeveral ? table.RetiredCount - (uint)_retired.Count : _unseen;
    }

    internal void FlushCompleted(TableUnderTest table)
    {
        foreach (Mfn frame in _retired)
        {
            machine.Poison(frame, table.Granule);
        }

        _retired.Clear();
        _unseen = 0;
    }

    /// <summary>Every frame that was taken is reachable or waits for the flush.</summary>
    internal void Check(TableUnderTest table, TableSnapshot now)
    {
        uint retired = (uint)_retired.Count + _unseen;
        Mismatch.UnlessEqual(table.RetiredCount, retired, "retired tables");
        Mismatch.UnlessEqual(machine.Source.InUse - _inUseBefore, ((uint)now.Tables.Count + retired) * (uint)table.Granule, "frames in use");
    }

    internal void CheckFreed() => Mismatch.UnlessEqual(machine.Source.InUse, _inUseBefore, "frames that did not come back");
}
