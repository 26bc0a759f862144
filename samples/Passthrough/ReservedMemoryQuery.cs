using System;
using System.Linq;
using System.Runtime.InteropServices;

using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>Asks for reserved device memory as a toolstack does: once for the number of regions, then with room for them.</summary>
internal sealed unsafe class ReservedMemoryQuery(Func<uint, GuestMemory, ulong, int> memoryOp)
{
    private const uint Operation = 27; // XENMEM_reserved_device_memory_map
    private const int ArgumentSize = 24;
    private const int EntrySize = 16;

    private (ulong Start, ulong Count)[] _regions = [];

    public int Run()
    {
        int result = Call(capacity: 0, out uint count);
        return result == -Errno.ENOBUFS ? Call(count, out _) : result;
    }

    public override string ToString() => _regions.Length == 0
        ? "none"
        : string.Join(", ", _regions.Select(region => $"{region.Count} pages from frame {region.Start:x}"));

    // The caller's memory holds the argument and behind it the entries.
    private int Call(uint capacity, out uint count)
    {
        Span<ulong> memory = new ulong[(ArgumentSize + (capacity * EntrySize)) / sizeof(ulong)];
        Span<uint> argument = MemoryMarshal.Cast<ulong, uint>(memory);
        argument[0] = 1; // the regions of all devices
        argument[1] = capacity;
        memory[1] = ArgumentSize;
        int result;
        fixed (ulong* start = memory)
        {
            result = memoryOp(Operation, new GuestMemory(start, (ulong)memory.Length * sizeof(ulong)), 0);
        }

        count = argument[1];
        if (result == 0)
        {
            _regions = new (ulong, ulong)[count];
            for (int i = 0; i < _regions.Length; i++)
            {
                _regions[i] = (memory[(ArgumentSize / sizeof(ulong)) + (2 * i)], memory[(ArgumentSize / sizeof(ulong)) + (2 * i) + 1]);
            }
        }

        return result;
    }
}
