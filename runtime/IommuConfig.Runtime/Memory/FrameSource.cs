using System;
using System.Runtime.InteropServices;

namespace IommuConfig.Runtime;

/// <summary>Hands out machine frames from one range of memory, for page tables.</summary>
/// <remarks>
/// The memory is given, not allocated: the same code runs over native memory of a process and over the memory of a bare machine. The first frames
/// of the range hold the source's own links.
/// </remarks>
public sealed unsafe class FrameSource
{
    /// <summary>The size of a frame in bytes.</summary>
    public const int FrameSize = 4096;

    private readonly byte* _origin;
    private readonly Link* _links;
    private readonly ulong _first;
    private readonly uint _end;
    private uint _untouched;
    private FrameList _free;
    private Spinlock _lock;

    /// <summary>Makes a source of frames.</summary>
    /// <param name="memory">Where the program sees the range, aligned to a frame.</param>
    /// <param name="first">Where the memory bus sees it.</param>
    /// <param name="count">The number of frames; one in 512 is for the source itself.</param>
    public FrameSource(void* memory, Mfn first, uint count)
    {
        _origin = (byte*)memory - (first.Value * FrameSize);
        _links = (Link*)memory;
        _first = first.Value;
        _end = count;
        _untouched = (uint)((((ulong)count * (ulong)sizeof(Link)) + FrameSize - 1) / FrameSize);
        Capacity = count > _untouched ? count - _untouched : 0;
        NativeMemory.Clear(memory, (nuint)Math.Min(_untouched, count) * FrameSize);
    }

    /// <summary>The number of frames it can hand out.</summary>
    public uint Capacity { get; }

    /// <summary>The number of frames it has handed out and not got back.</summary>
    public uint InUse { get; private set; }

    /// <summary>Where the program sees machine address 0 plus <paramref name="address"/>.</summary>
    public byte* AddressOf(ulong address) => _origin + address;

    /// <summary>Where the program sees a frame, as 512 entries of 8 bytes.</summary>
    public ulong* EntriesOf(Mfn frame) => (ulong*)(_origin + (frame.Value * FrameSize));

    /// <summary>The frame that the program sees at <paramref name="entries"/>.</summary>
    public Mfn FrameAt(ulong* entries) => new((ulong)((byte*)entries - _origin) / FrameSize);

    /// <summary>Whether a frame lies in the range.</summary>
    public bool Contains(Mfn frame) => frame.Value - _first < _end;

    /// <summary>Hands out a frame filled with zeros.</summary>
    /// <returns>0, or -ENOMEM.</returns>
    public int Allocate(out Mfn frame)
    {
        _lock.Acquire();
        uint place = RemoveFirst(ref _free);
        if (place == 0 && _untouched < _end)
        {
            place = ++_untouched;
        }

        if (place != 0)
        {
            InUse++;
        }

        _lock.Release();
        if (place == 0)
        {
            frame = Mfn.Invalid;
            return -Errno.ENOMEM;
        }

        frame = FrameIn(place);
        new Span<byte>(EntriesOf(frame), FrameSize).Clear();
        return 0;
    }

    /// <summary>Takes a frame back. No hardware remembers it, and it is on no list.</summary>
    public void Free(Mfn frame)
    {
        _lock.Acquire();
        Append(ref _free, frame);
        InUse--;
        _lock.Release();
    }

    /// <summary>Takes every frame of a list back, and empties it.</summary>
    public void FreeAll(ref FrameList list)
    {
        while (TakeFirst(ref list, out Mfn frame))
        {
            Free(frame);
        }
    }

    /// <summary>Puts a frame at the end of a list. Whoever owns the list serialises this.</summary>
    public void Append(ref FrameList list, Mfn frame)
    {
        uint place = (uint)(frame.Value - _first) + 1;
        _links[place - 1].Next = 0;
        if (list.Tail == 0)
        {
            list.Head = place;
        }
        else
        {
            _links[list.Tail - 1].Next = place;
        }

        list.Tail = place;
    }

    /// <summary>Puts the frames of one list at the end of another, and empties it. Whoever owns the lists serialises this.</summary>
    public void AppendAll(ref FrameList list, ref FrameList tail)
    {
        if (list.Tail == 0)
        {
            list = tail;
        }
        else if (tail.Head != 0)
        {
            _links[list.Tail - 1].Next = tail.Head;
            list.Tail = tail.Tail;
        }

        tail = default;
    }

    /// <summary>Takes the first frame off a list. Whoever owns the list serialises this.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TakeFirst(ref FrameList list, out Mfn frame)
    {
        uint place = RemoveFirst(ref list);
        frame = place == 0 ? Mfn.Invalid : FrameIn(place);
        return place != 0;
    }

    /// <summary>The level that <see cref="SetLevel"/> noted for a page table without a domain: 1 for the lowest.</summary>
    public int LevelOf(Mfn frame) => (int)_links[frame.Value - _first].Level;

    /// <summary>Notes the level of a page table that loses its domain.</summary>
    public void SetLevel(Mfn frame, int level) => _links[frame.Value - _first].Level = (uint)level;

    private Mfn FrameIn(uint place) => new(_first + place - 1);

    private uint RemoveFirst(ref FrameList list)
    {
        uint place = list.Head;
        if (place != 0)
        {
            list.Head = _links[place - 1].Next;
            if (list.Head == 0)
            {
                list.Tail = 0;
            }
        }

        return place;
    }

    private struct Link
    {
        internal uint Next;
        internal uint Level;
    }
}
