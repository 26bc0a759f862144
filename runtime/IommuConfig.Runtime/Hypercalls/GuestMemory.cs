using System;
using System.Runtime.CompilerServices;

namespace IommuConfig.Runtime;

/// <summary>The memory that a caller of a hypercall may name addresses in: from 0 to its length. Reading outside of it fails, and is no error of ours.</summary>
public readonly unsafe struct GuestMemory
{
    private readonly byte* _start;
    private readonly ulong _length;

    /// <summary>Describes a caller's memory.</summary>
    /// <param name="start">Where the program sees the caller's address 0.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="is32Bit">Whether the caller is a 32-bit program: what it passes, and gets back, has the layout for those.</param>
    public GuestMemory(void* start, ulong length, bool is32Bit = false)
    {
        _start = (byte*)start;
        _length = length;
        Is32Bit = is32Bit;
    }

    /// <summary>Whether the caller is a 32-bit program.</summary>
    public bool Is32Bit { get; }

    /// <summary>Whether <paramref name="count"/> items of <paramref name="size"/> bytes from <paramref name="address"/> lie in it.</summary>
    public bool Contains(ulong address, ulong count, uint size) => address <= _length && count <= (_length - address) / size;

    /// <summary>Reads a value; of any alignment.</summary>
    /// <returns>Whether it lies in the memory.</returns>
    public bool TryRead<T>(ulong address, out T value)
        where T : unmanaged
    {
        bool inside = Contains(address, 1, (uint)sizeof(T));
        value = inside ? Unsafe.ReadUnaligned<T>(_start + address) : default;
        return inside;
    }

    /// <summary>Reads bytes.</summary>
    /// <returns>Whether they lie in the memory. If not, <paramref name="bytes"/> is as before.</returns>
    public bool TryRead(ulong address, Span<byte> bytes)
    {
        bool inside = Contains(address, (uint)bytes.Length, 1);
        if (inside)
        {
            new ReadOnlySpan<byte>(_start + address, bytes.Length).CopyTo(bytes);
        }

        return inside;
    }

    /// <summary>Writes a value; of any alignment.</summary>
    /// <returns>Whether it lies in the memory.</returns>
    public bool TryWrite<T>(ulong address, in T value)
        where T : unmanaged
    {
        bool inside = Contains(address, 1, (uint)sizeof(T));
        if (inside)
        {
            Unsafe.WriteUnaligned(_start + address, value);
        }

        return inside;
    }
}
