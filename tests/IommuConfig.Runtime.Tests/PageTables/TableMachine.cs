using System;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Memory for page tables, and what hardware sees of it where it reads behind the processor's caches.</summary>
internal sealed unsafe class TableMachine : IDisposable
{
    // Not aligned to anything.
    private static readonly Mfn s_first = new(0x10003);
    private readonly uint _count;
    private MachineMemory? _shadow;

    internal TableMachine(TableCase tableCase, bool isZeroed = false)
    {
        Case = tableCase;
        _count = tableCase.Create().GranuleBits > 12 ? 12000u : 6000u;
        Memory = new MachineMemory(s_first, _count);
        if (!isZeroed)
        {
            Poison(Memory, s_first, _count);
        }

        Source = new FailingSource(Memory.AddressOf(s_first), s_first, _count, isZeroed);
    }

    internal TableCase Case { get; }

    internal MachineMemory Memory { get; }

    internal FailingSource Source { get; }

    /// <summary>Made at the first use, and full of ones, which no format takes for an entry.</summary>
    internal MachineMemory Shadow
    {
        get
        {
            if (_shadow is null)
            {
                _shadow = new MachineMemory(s_first, _count);
                Poison(_shadow, s_first, _count);
            }

            return _shadow;
        }
    }

    internal void Poison(Mfn frame, ulong count)
    {
        Poison(Memory, frame, count);
        if (_shadow is not null)
        {
            Poison(_shadow, frame, count);
        }
    }

    /// <summary>Writes bytes back: hardware sees them from now on.</summary>
    internal void WriteBack(byte* start, nuint size)
    {
        ulong address = (ulong)(start - Source.AddressOf(0));
        Memory.Bytes(address, (int)size).CopyTo(Shadow.Bytes(address, (int)size));
    }

    public void Dispose()
    {
        Memory.Dispose();
        _shadow?.Dispose();
    }

    private static void Poison(MachineMemory memory, Mfn frame, ulong count) =>
        memory.Bytes(frame.Value << 12, (int)count * FrameSource.FrameSize).Fill(0xff);
}

/// <summary>Frames that can run out when a test wants.</summary>
internal sealed unsafe class FailingSource(void* memory, Mfn first, uint count, bool isZeroed) : FrameSource(memory, first, count, isZeroed)
{
    /// <summary>The number of allocations that were asked for.</summary>
    internal int Asked { get; set; }

    /// <summary>The number of allocations before all fail; negative for none.</summary>
    internal int FailsAfter { get; set; } = -1;

    protected override bool Admits(PageOrder order) => ++Asked <= FailsAfter || FailsAfter < 0;
}
