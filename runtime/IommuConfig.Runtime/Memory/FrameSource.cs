using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IommuConfig.Runtime;

/// <summary>Hands out machine frames from one range of memory, for page tables.</summary>
/// <remarks>
/// The memory is given, not allocated: the same code runs over native memory of a process, over a file that is shared with an emulator, and over
/// the memory of a bare machine. The first frames of the range hold the source's own notes. Memory that was never handed out is not cleared
/// again, so a source over cleared memory gives tables that need no preparation. Want of memory is a return value.
/// </remarks>
public unsafe partial class FrameSource
{
    /// <summary>The size of a frame in bytes.</summary>
    public const int FrameSize = 4096;

    /// <summary>The largest block: sixteen tables of 64 KiB, the largest root that Arm allows.</summary>
    public static PageOrder MaxOrder => new(8);

    private readonly byte* _origin;
    private readonly FrameNote* _notes;
    private readonly ulong _first;
    private readonly uint _end;
    private readonly bool _isZeroed;
    private uint _untouched;
    private FreeLists _free;
    private Spinlock _lock;
    private FrameReclaimer? _reclaimers;

    /// <summary>Makes a source of frames.</summary>
    /// <param name="memory">Where the program sees the range, aligned to a frame.</param>
    /// <param name="first">Where the memory bus sees it.</param>
    /// <param name="count">The number of frames; one in 341 is for the source itself.</param>
    /// <param name="isZeroed">Whether all of it is known to hold zeros, as fresh memory of an operating system does.</param>
    /// <exception cref="ArgumentException">The memory is null, or not aligned to a frame.</exception>
    public FrameSource(void* memory, Mfn first, uint count, bool isZeroed = false)
    {
        if (memory is null || (nuint)memory % FrameSize != 0)
        {
            throw new ArgumentException(memory is null ? "There is no memory: it is null." : "The memory is not aligned to 4096 bytes.", nameof(memory));
        }

        _origin = (byte*)memory - (first.Value * FrameSize);
        _notes = (FrameNote*)memory;
        _first = first.Value;
        _end = count;
        _isZeroed = isZeroed;
        _untouched = (uint)((((ulong)count * (ulong)sizeof(FrameNote)) + FrameSize - 1) / FrameSize);
        Capacity = count > _untouched ? count - _untouched : 0;
        NativeMemory.Clear(memory, (nuint)Math.Min(_untouched, count) * FrameSize);
    }

    /// <summary>The number of frames it can hand out.</summary>
    public uint Capacity { get; }

    /// <summary>The number of frames it has handed out and not got back.</summary>
    public uint InUse { get; private set; }

    /// <summary>The frame after the last one of the range.</summary>
    public Mfn End => new(_first + _end);

    /// <summary>Where the program sees machine address 0 plus <paramref name="address"/>.</summary>
    public byte* AddressOf(ulong address) => _origin + address;

    /// <summary>Where the program sees a frame, as entries of 8 bytes.</summary>
    public ulong* EntriesOf(Mfn frame) => (ulong*)(_origin + (frame.Value * FrameSize));

    /// <summary>The frame that the program sees at <paramref name="entries"/>.</summary>
    public Mfn FrameAt(ulong* entries) => new((ulong)((byte*)entries - _origin) / FrameSize);

    /// <summary>Whether a frame lies in the range.</summary>
    public bool Contains(Mfn frame) => frame.Value - _first < _end;

    /// <summary>Hands out a frame filled with zeros.</summary>
    /// <returns>0, or -ENOMEM.</returns>
    public int Allocate(out Mfn frame) => Allocate(PageOrder.Page4K, out frame);

    /// <summary>Hands out frames that follow one another, the first aligned to all of them, filled with zeros.</summary>
    /// <param name="order">How many, up to <see cref="MaxOrder"/>.</param>
    /// <param name="frame">The first, which stands for all when they are freed.</param>
    /// <returns>0; -ENOMEM, also where enough frames are free but not side by side; -EINVAL for a larger order.</returns>
    public int Allocate(PageOrder order, out Mfn frame)
    {
        int result = AllocateAsItIs(order, out frame, out bool isZero);
        if (result == 0 && !isZero)
        {
            Clear(frame, order);
        }

        return result;
    }

    /// <summary>Hands out frames as <see cref="Allocate(PageOrder, out Mfn)"/> does, with what was in them before.</summary>
    /// <param name="order">How many, up to <see cref="MaxOrder"/>.</param>
    /// <param name="frame">The first.</param>
    /// <param name="isZero">Whether they are known to hold zeros.</param>
    /// <returns>0; -ENOMEM; -EINVAL.</returns>
    public int AllocateAsItIs(PageOrder order, out Mfn frame, out bool isZero)
    {
        frame = Mfn.Invalid;
        isZero = false;
        if (order.Value > MaxOrder.Value)
        {
            return -Errno.EINVAL;
        }

        uint place = TryTake(order, out isZero, out bool isShort);
        if (isShort && Reclaim())
        {
            place = TryTake(order, out isZero, out _);
        }

        if (place == 0)
        {
            return -Errno.ENOMEM;
        }

        frame = FrameIn(place);
        return 0;
    }

    // Hands out several blocks of one order, each on its own: all of them or none, on a list.
    internal int AllocateAsTheyAre(PageOrder order, uint count, out FrameList list)
    {
        int result = TryTakeAll(order, count, out list, out bool isShort);
        return isShort && Reclaim() ? TryTakeAll(order, count, out list, out _) : result;
    }

    private int TryTakeAll(PageOrder order, uint count, out FrameList list, out bool isShort)
    {
        int result = 0;
        isShort = false;
        FrameList taken = default;
        _lock.Acquire();
        for (; count > 0; count--)
        {
            // Each is asked for when those before it are in use.
            bool isZero = false;
            bool isAdmitted = Admits(order);
            uint place = isAdmitted ? Take(order.Value, out isZero) : 0;
            if (place == 0)
            {
                isShort = isAdmitted;
                result = -Errno.ENOMEM;
                break;
            }

            _notes[place - 1].IsZero = isZero;
            AppendPlace(ref taken, place);
        }

        _lock.Release();
        if (result != 0)
        {
            FreeAll(ref taken);
        }

        list = taken;
        return result;
    }

    // Whether a frame from AllocateAsTheyAre is known to hold zeros.
    internal bool IsZero(Mfn frame) => _notes[frame.Value - _first].IsZero;

    /// <summary>
    /// Takes frames back that were handed out together. No hardware remembers them, and they are on no list. What is not the first of frames in use
    /// is left alone: frames that are free already, that were never handed out, or that are not in the range.
    /// </summary>
    public void Free(Mfn frame)
    {
        if (!Contains(frame))
        {
            return;
        }

        _lock.Acquire();
        FreePlace(PlaceOf(frame));
        _lock.Release();
    }

    /// <summary>Takes everything on a list back, and empties it.</summary>
    public void FreeAll(ref FrameList list)
    {
        // Others get their turn in between.
        const uint AtOnce = 64;
        while (!list.IsEmpty)
        {
            FreeSome(ref list, AtOnce);
        }
    }

    // Takes the first of a list back. How many fewer there were.
    internal uint FreeSome(ref FrameList list, uint count)
    {
        _lock.Acquire();
        for (; count > 0 && !list.IsEmpty; count--)
        {
            uint place = list.Head;
            RemovePlace(ref list, place);
            FreePlace(place);
        }

        _lock.Release();
        return count;
    }

    // What is asked when the memory comes to its end.
    internal void Add(FrameReclaimer reclaimer)
    {
        reclaimer.Next = _reclaimers;
        _reclaimers = reclaimer;
    }

    /// <summary>How many frames were handed out together with this one, the first of them.</summary>
    public PageOrder OrderOf(Mfn frame) => new(_notes[frame.Value - _first].Order);

    /// <summary>The level that <see cref="SetLevel"/> noted for a page table without a domain: 1 for the lowest.</summary>
    public int LevelOf(Mfn frame) => _notes[frame.Value - _first].Level;

    /// <summary>Notes the level of a page table that loses its domain.</summary>
    public void SetLevel(Mfn frame, int level) => _notes[frame.Value - _first].Level = (byte)level;

    /// <summary>
    /// Asked for each block before it is handed out; false makes the allocation fail with -ENOMEM, whatever is free. A source with a budget, or one
    /// that fails on purpose, overrides it.
    /// </summary>
    /// <remarks>The source is locked meanwhile: <see cref="InUse"/> is exact, and nothing else of it may be called.</remarks>
    protected virtual bool Admits(PageOrder order) => true;

    // Takes a block, or says whether there was none though it would have been allowed.
    private uint TryTake(PageOrder order, out bool isZero, out bool isShort)
    {
        isZero = false;
        _lock.Acquire();
        bool isAdmitted = Admits(order);
        uint place = isAdmitted ? Take(order.Value, out isZero) : 0;
        _lock.Release();
        isShort = isAdmitted && place == 0;
        return place;
    }

    // Has whoever keeps frames for later give them back now. Whether there is anybody: then it is worth another look.
    private bool Reclaim()
    {
        for (FrameReclaimer? reclaimer = _reclaimers; reclaimer is not null; reclaimer = reclaimer.Next)
        {
            reclaimer.Reclaim();
        }

        return _reclaimers is not null;
    }

    private void FreePlace(uint place)
    {
        ref FrameNote note = ref _notes[place - 1];
        if (note.State == BlockState.InUse)
        {
            InUse -= 1u << note.Order;
            AddFree(place, note.Order);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Take(int order, out bool isZero)
    {
        uint place = TakeFree(order);
        isZero = false;
        if (place == 0)
        {
            place = TakeUntouched(order);
            isZero = _isZeroed;
        }

        if (place == 0)
        {
            place = TakeLarger(order);
            isZero = false;
        }

        if (place != 0)
        {
            InUse += 1u << order;
            _notes[place - 1].Order = (byte)order;
            _notes[place - 1].State = BlockState.InUse;
        }

        return place;
    }

    private void Clear(Mfn frame, PageOrder order) => new Span<byte>(EntriesOf(frame), FrameSize << order.Value).Clear();

    private Mfn FrameIn(uint place) => new(_first + place - 1);

    private uint PlaceOf(Mfn frame) => (uint)(frame.Value - _first) + 1;
}
