namespace IommuConfig.Runtime;

/// <summary>The tables that a call is going to need, allocated before it changes anything, so that it cannot run out half-way.</summary>
internal unsafe struct Reserve
{
    private FrameList _frames;

    /// <summary>Allocates tables of a format.</summary>
    /// <returns>0; -ENOMEM, and then none.</returns>
    internal int Prepare<TFormat>(FrameSource memory, long count)
        where TFormat : struct, IPageTableFormat =>
        count == 0 ? 0 : count > memory.Capacity ? -Errno.ENOMEM
            : memory.AllocateAsTheyAre(TableShape<TFormat>.TableOrder, (uint)count, out _frames);

    /// <summary>Takes a table for good. It is not linked, and holds anything unless <paramref name="isZero"/>.</summary>
    internal ulong* Take(ref PageTable table, out bool isZero)
    {
        table.Memory.TakeFirst(ref _frames, out Mfn frame);
        isZero = table.Memory.IsZero(frame);
        table.Own(frame);
        return table.Memory.EntriesOf(frame);
    }

    /// <summary>Gives back what was not needed.</summary>
    internal void GiveBack(FrameSource memory)
    {
        if (!_frames.IsEmpty)
        {
            memory.FreeAll(ref _frames);
        }
    }
}
