namespace IommuConfig.Runtime;

/// <summary>The tables that a call is going to need, allocated before it changes anything, so that it cannot run out half-way.</summary>
internal unsafe struct Reserve
{
    // Those that are known to hold zeros, and the others.
    private FrameList _zero;
    private FrameList _used;

    /// <summary>Allocates tables of a format.</summary>
    /// <returns>0; -ENOMEM, and then none.</returns>
    internal int Prepare<TFormat>(FrameSource memory, int count)
        where TFormat : struct, IPageTableFormat
    {
        for (; count > 0; count--)
        {
            int result = memory.AllocateAsItIs(TableShape<TFormat>.TableOrder, out Mfn frame, out bool isZero);
            if (result != 0)
            {
                GiveBack(memory);
                return result;
            }

            memory.Append(ref isZero ? ref _zero : ref _used, frame);
        }

        return 0;
    }

    /// <summary>Takes a table for good. It is not linked, and holds anything unless <paramref name="isZero"/>.</summary>
    internal ulong* Take(ref PageTable table, out bool isZero)
    {
        isZero = table.Memory.TakeFirst(ref _zero, out Mfn frame);
        if (!isZero)
        {
            table.Memory.TakeFirst(ref _used, out frame);
        }

        table.Own(frame);
        return table.Memory.EntriesOf(frame);
    }

    /// <summary>Gives back what was not needed.</summary>
    internal void GiveBack(FrameSource memory)
    {
        if (!_zero.IsEmpty || !_used.IsEmpty)
        {
            memory.FreeAll(ref _zero);
            memory.FreeAll(ref _used);
        }
    }
}
