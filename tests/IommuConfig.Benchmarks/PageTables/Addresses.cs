using System;
using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>Frames of devices' addresses in random order, the same in every run of the benchmark.</summary>
internal sealed unsafe class Addresses
{
    private readonly ulong* _dfns;
    private readonly ulong _length;

    private Addresses(ulong length, Func<Random, ulong, ulong> choose)
    {
        var random = new Random(5);
        _length = length;
        _dfns = (ulong*)NativeMemory.Alloc((nuint)length, sizeof(ulong));
        for (ulong i = 0; i < length; i++)
        {
            _dfns[i] = choose(random, i);
        }
    }

    /// <summary>Any of a region, some twice.</summary>
    public static Addresses Within(ulong first, ulong count, ulong length) => new(length, (random, _) => first + (ulong)random.NextInt64((long)count));

    /// <summary>One below each entry of a root of 48 bits of addresses, so that each needs three tables of its own.</summary>
    public static Addresses Sparse()
    {
        int[] order = [.. System.Linq.Enumerable.Range(0, 512)];
        new Random(7).Shuffle(order);
        return new(512, (random, i) => ((ulong)order[i] << 27) + (ulong)random.NextInt64(1 << 26));
    }

    /// <summary>A part of them, each time the next one.</summary>
    public ulong* Part(int number, ulong length) => _dfns + ((ulong)number * length % (_length - length + 1));

    /// <summary>The sum that a lookup of a part must give if all is readable, writable, and mapped a number of frames further.</summary>
    public long SumOfPart(int number, ulong length, ulong offset)
    {
        ulong sum = 0;
        ulong* part = Part(number, length);
        for (ulong i = 0; i < length; i++)
        {
            sum += ((part[i] + offset) << 12) | 3;
        }

        return (long)sum;
    }
}
