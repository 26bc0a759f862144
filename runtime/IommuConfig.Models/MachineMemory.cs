using System;
using System.Runtime.InteropServices;
using System.Threading;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>The memory of a software machine, as its devices and IOMMUs see it: by machine address, every access checked.</summary>
public sealed unsafe class MachineMemory : IDisposable
{
    private byte* _start;

    /// <summary>Makes memory filled with zeros.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="count">The number of frames.</param>
    public MachineMemory(Mfn first, uint count)
    {
        First = first;
        Count = count;
        nuint size = (nuint)count * FrameSource.FrameSize;
        _start = (byte*)NativeMemory.AlignedAlloc(size, FrameSource.FrameSize);
        NativeMemory.Clear(_start, size);
    }

    /// <summary>The first frame.</summary>
    public Mfn First { get; }

    /// <summary>The number of frames.</summary>
    public uint Count { get; }

    /// <summary>Where the program sees a frame of it.</summary>
    public void* AddressOf(Mfn frame) => _start + ((frame.Value - First.Value) * FrameSource.FrameSize);

    /// <summary>Whether <paramref name="size"/> bytes from a machine address are memory.</summary>
    public bool Contains(ulong address, ulong size)
    {
        ulong offset = address - (First.Value * FrameSource.FrameSize);
        ulong length = (ulong)Count * FrameSource.FrameSize;
        return offset <= length && size <= length - offset;
    }

    /// <summary>Some bytes of it, which must be memory.</summary>
    public Span<byte> Bytes(ulong address, int size)
    {
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

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
