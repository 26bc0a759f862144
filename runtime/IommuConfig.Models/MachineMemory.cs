using System;
using System.Runtime.InteropServices;
using System.Threading;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>The memory of a software machine, as its devices and IOMMUs see it: by machine address, every access checked.</summary>
public sealed unsafe class MachineMemory : IDisposable
{
    private readonly bool _isOwned;
    private byte* _start;

    /// <summary>Makes memory filled with zeros, of its own.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="count">The number of frames.</param>
    public MachineMemory(Mfn first, uint count)
    {
        First = first;
        Count = count;
        nuint size = (nuint)count * FrameSource.FrameSize;
        _start = (byte*)NativeMemory.AlignedAlloc(size, FrameSource.FrameSize);
        NativeMemory.Clear(_start, size);
        _isOwned = true;
    }

    /// <summary>
    /// Shows memory that is there already, such as the guest memory of an emulator, as it is. It stays the caller's, who does not move or free it
    /// before this is disposed of: an array has to be pinned.
    /// </summary>
    /// <param name="start">Where the program sees the first frame; a multiple of 8, so that entries of page tables are read at once.</param>
    /// <param name="first">The first frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <exception cref="ArgumentException">The start is null, or not a multiple of 8.</exception>
    public MachineMemory(void* start, Mfn first, uint count)
    {
        if (start is null || (nuint)start % sizeof(ulong) != 0)
        {
            throw new ArgumentException(start is null ? "There is no memory: it is null." : "Memory begins at a multiple of 8.", nameof(start));
        }

        First = first;
        Count = count;
        _start = (byte*)start;
    }

    /// <summary>The first frame.</summary>
    public Mfn First { get; }

    /// <summary>The number of frames.</summary>
    public uint Count { get; }

    /// <summary>Where the program sees a frame of it.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public void* AddressOf(Mfn frame)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return _start + ((frame.Value - First.Value) * FrameSource.FrameSize);
    }

    /// <summary>Whether <paramref name="size"/> bytes from a machine address are memory, which nothing is once it was given back.</summary>
    public bool Contains(ulong address, ulong size)
    {
        ulong offset = address - (First.Value * FrameSource.FrameSize);
        ulong length = (ulong)Count * FrameSource.FrameSize;
        return _start is not null && offset <= length && size <= length - offset;
    }

    /// <summary>Some bytes of it, which must be memory.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    /// <exception cref="ArgumentOutOfRangeException">They are not memory.</exception>
    public Span<byte> Bytes(ulong address, int size)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        if (!Contains(address, (ulong)size))
        {
            throw new ArgumentOutOfRangeException(nameof(address), address, "There is no memory at this machine address.");
        }

        return new Span<byte>(_start + (address - (First.Value * FrameSource.FrameSize)), size);
    }

    /// <summary>Reads 8 bytes at once, as hardware reads an entry of a page table.</summary>
    /// <returns>Whether there is memory.</returns>
    public bool TryReadEntry(ulong address, out ulong entry)
    {
        bool inside = Contains(address, sizeof(ulong));
        entry = inside ? Volatile.Read(ref *(ulong*)(_start + (address - (First.Value * FrameSource.FrameSize)))) : 0;
        return inside;
    }

    /// <summary>Gives the memory back, if it is not the caller's.</summary>
    public void Dispose()
    {
        if (_isOwned)
        {
            NativeMemory.AlignedFree(_start);
        }

        _start = null;
    }
}
