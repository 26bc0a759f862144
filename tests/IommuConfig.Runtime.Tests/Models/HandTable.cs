using System;
using System.Collections.Generic;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>
/// Tables written by hand: one for each level, linked into one path to a page, with another index in each, so that no index is mistaken for
/// another. The table of level n is at frame 0x100 * n, and the page is at 0x12345000 unless a test says otherwise.
/// </summary>
internal sealed class HandTable : IDisposable
{
    private const ulong TableDistance = 0x100;

    internal HandTable(TableWalk walk, int levels, int addressBits, int levelBits = 9)
    {
        Walk = walk;
        LevelBits = levelBits;
        Memory = new MachineMemory(new Mfn(TableDistance), (uint)(TableDistance * (ulong)levels));
        Root = new TableRoot(new Mfn(TableDistance * (ulong)levels), levels, addressBits);

        // Index n + 2 in level n.
        for (int level = 1; level <= levels; level++)
        {
            Address |= (ulong)(level + 2) << Shift(level);
        }

        Address &= ulong.MaxValue >> (64 - addressBits);
        Address |= 0x678;
    }

    internal TableWalk Walk { get; init; }

    internal MachineMemory Memory { get; }

    internal TableRoot Root { get; init; }

    /// <summary>The device address at the end of the path.</summary>
    internal ulong Address { get; set; }

    private int LevelBits { get; }

    public void Dispose() => Memory.Dispose();

    internal static ulong Bit(int bit) => 1UL << bit;

    /// <summary>The machine address of the table of a level.</summary>
    internal static ulong Table(int level) => (TableDistance * (ulong)level) << 12;

    internal int Shift(int level) => Walk.PageShift + (LevelBits * (level - 1));

    /// <summary>Writes the entry of the path at a level.</summary>
    internal void Set(int level, ulong entry) => SetAt(level, Index(level, Address), entry);

    /// <summary>Writes any entry of the table of a level.</summary>
    internal void SetAt(int level, ulong index, ulong entry) =>
        BitConverter.TryWriteBytes(Memory.Bytes(Table(level) + (index * 8), 8), entry);

    internal ulong Get(int level) => BitConverter.ToUInt64(Memory.Bytes(Table(level) + (Index(level, Address) * 8), 8));

    internal ulong Index(int level, ulong address) =>
        level == Root.Levels ? (address & (ulong.MaxValue >> (64 - Root.AddressBits))) >> Shift(level) : (address >> Shift(level)) & (Bit(LevelBits) - 1);

    internal WalkResult Run() => Walk.Run(Memory, Root, Address);

    internal WalkResult Run(ulong address) => Walk.Run(Memory, Root, address);

    internal List<TableStep> Chain()
    {
        List<TableStep> chain = [];
        Walk.Run(Memory, Root, Address, chain);
        return chain;
    }

    internal FaultReason Read() => Run().Translate(Address, isWrite: false, out _);

    internal FaultReason Write() => Run().Translate(Address, isWrite: true, out _);

    /// <summary>What hangs on the entries of a path: sets bits in one, sees the reason, and takes them away again, which must translate.</summary>
    internal FaultReason With(int level, ulong bits)
    {
        ulong before = Get(level);
        Assert.That(Read(), Is.EqualTo(FaultReason.None), "before");
        Assert.That(before & bits, Is.Zero, "set before");
        Set(level, before | bits);
        FaultReason reason = Read();
        Set(level, before);
        Assert.That(Read(), Is.EqualTo(FaultReason.None), "afterwards");
        return reason;
    }

    /// <summary>The same, taking bits away.</summary>
    internal (FaultReason Read, FaultReason Write) Without(int level, ulong bits)
    {
        ulong before = Get(level);
        Assert.That((Read(), Write()), Is.EqualTo((FaultReason.None, FaultReason.None)), "before");
        Assert.That(before & bits, Is.EqualTo(bits), "not set before");
        Set(level, before & ~bits);
        (FaultReason, FaultReason) reasons = (Read(), Write());
        Set(level, before);
        Assert.That((Read(), Write()), Is.EqualTo((FaultReason.None, FaultReason.None)), "afterwards");
        return reasons;
    }
}
