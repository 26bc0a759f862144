using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <remarks>
/// Free frames: a list for each order, and what was never touched. A block is split when none of its order is free; blocks are put together again
/// only when a larger one is wanted, so that the common single frame comes and goes in a few instructions.
/// </remarks>
public unsafe partial class FrameSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint TakeFree(int order)
    {
        // The one that came back last: the processor's caches may still have it.
        uint place = _free[order].Tail;
        if (place != 0)
        {
            RemovePlace(ref _free[order], place);
        }

        return place;
    }

    // Splits a larger block, or puts smaller ones together.
    private uint TakeLarger(int order)
    {
        for (int larger = order + 1; larger <= MaxOrder.Value; larger++)
        {
            uint place = TakeFree(larger);
            if (place != 0)
            {
                Split(place, larger, order);
                return place;
            }
        }

        return order == 0 ? 0 : TakeTogether(order);
    }

    // Keeps the lowest block of an order, and frees the rest of a larger one.
    private void Split(uint place, int from, int order)
    {
        while (from > order)
        {
            from--;
            AddFree(place + (1u << from), from);
        }
    }

    // What is skipped for the sake of alignment becomes free.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint TakeUntouched(int order)
    {
        uint size = 1u << order;
        uint skipped = (uint)((0 - (_first + _untouched)) & (size - 1));
        if (_end < _untouched || _end - _untouched < skipped || _end - _untouched - skipped < size)
        {
            return 0;
        }

        for (; skipped > 0; skipped--)
        {
            AddFree(++_untouched, 0);
        }

        uint place = _untouched + 1;
        _untouched += size;
        return place;
    }

    // Looks for free blocks that together are one of a larger order.
    private uint TakeTogether(int order)
    {
        uint size = 1u << order;
        uint start = (uint)((0 - _first) & (size - 1));
        for (; start + size <= _untouched; start += size)
        {
            if (!IsFree(start, size))
            {
                continue;
            }

            for (uint index = start; index < start + size;)
            {
                int part = _notes[index].Order;
                RemovePlace(ref _free[part], index + 1);
                _notes[index].State = BlockState.None;
                index += 1u << part;
            }

            return start + 1;
        }

        return 0;
    }

    // Whether free blocks cover the frames from start; none of them can be larger.
    private bool IsFree(uint start, uint size)
    {
        for (uint index = start; index < start + size; index += 1u << _notes[index].Order)
        {
            if (_notes[index].State != BlockState.Free)
            {
                return false;
            }
        }

        return true;
    }

    private void AddFree(uint place, int order)
    {
        _notes[place - 1].Order = (byte)order;
        _notes[place - 1].State = BlockState.Free;
        AppendPlace(ref _free[order], place);
    }

    /// <summary>Whether a frame begins a block, and which. Within a block, and where nothing was handed out yet, no frame does.</summary>
    private enum BlockState : byte
    {
        None,
        Free,
        InUse,
    }

    /// <summary>What the source notes of a frame: its neighbours on a list, the order of the block that begins with it, and a level.</summary>
    private struct FrameNote
    {
        internal uint Next;
        internal uint Previous;
        internal byte Order;
        internal byte Level;
        internal BlockState State;
        internal bool IsZero;
    }

    /// <summary>A list of free blocks for each order from 0 to <see cref="MaxOrder"/>.</summary>
    [InlineArray(9)]
    private struct FreeLists
    {
        private FrameList _first;
    }
}
