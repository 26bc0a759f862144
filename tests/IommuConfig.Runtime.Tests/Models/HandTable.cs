using System;
using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>
/// Tables written by hand: one for each level, linked into one path to a page, with another index in each, so that no index is mistaken for
/// another. The table of level n is at frame 0x100 * n.
/// </summary>
internal sealed class HandTable : IDisposable
{
    /// <summary>A machine address for the page.</summary>
    internal const ulong Page = 0x12345000;

    private const ulong TableDistance = 0x100;

    private readonly Func<int, ulong> _pointer;
    private readonly ulong _leaf;

    /// <summary>Writes the tables.</summary>
    /// <param name="walk">What reads them.</param>
    /// <param name="levels">How many there are.</param>
    /// <param name="addressBits">The number of bits of the device addresses that they translate.</param>
    /// <param name="pointer">The entry that leads to the table of a level.</param>
    /// <param name="leaf">The entry of the page.</param>
    /// <param name="levelBits">The number of bits that index a table.</param>
    internal HandTable(TableWalk walk, int levels, int addressBits, Func<int, ulong> pointer, ulong leaf, int levelBits = 9)
    {
        Walk = walk;
        _pointer = pointer;
        _leaf = leaf;
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
        Link();
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

    /// <summary>Writes the entries of the path, which is another one when the address was changed.</summary>
    internal void Link()
    {
        for (int level = Root.Levels; level > 1; level--)
        {
            Set(level, _pointer(level - 1));
        }

        Set(1, _leaf);
    }

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

    /// <summary>What is wrong with a root, or null.</summary>
    internal FaultReason? Start(TableRoot root) => Walk.Run(Memory, root, 0).Fault;

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

    /// <summary>The same for each of some bits alone.</summary>
    internal void WithEach(int level, IEnumerable<int> bits, FaultReason expected)
    {
        foreach (int bit in bits)
        {
            Assert.That(With(level, Bit(bit)), Is.EqualTo(expected), $"level {level}, bit {bit}");
        }
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

    /// <summary>The path leads to its page through every table, and no further.</summary>
    internal void CheckPath(ulong page, PageAccess access)
    {
        Assert.That(Run(), Is.EqualTo(WalkResult.Mapped(page, Walk.PageShift - 12, access)));
        Assert.That(Run().Target(Address), Is.EqualTo(page + 0x678));
        Assert.That(Chain().Select(step => step.Table), Is.EqualTo(Enumerable.Range(1, Root.Levels).Reverse().Select(Table)));
        Assert.That(Run(Address + Bit(Walk.PageShift)).Outcome, Is.EqualTo(WalkOutcome.NotMapped), "the next page");
    }

    /// <summary>An entry is not present, whatever else it holds.</summary>
    internal void CheckNotPresent(int level, ulong entry)
    {
        Set(level, entry);
        Assert.That(Run(), Is.EqualTo(WalkResult.NotMapped(Shift(level) - 12)));
    }

    /// <summary>Addresses have a sign, which all bits above repeat; those of the upper half have the second half of the root's entries.</summary>
    internal void CheckSign()
    {
        int bits = Shift(Root.Levels + 1);
        Assert.That(Run().Outcome, Is.EqualTo(WalkOutcome.Mapped));
        for (int bit = bits - 1; bit < 64; bit++)
        {
            Assert.That(Run(Address | Bit(bit)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth), $"bit {bit}");
        }

        ulong upper = Address | ulong.MaxValue << (bits - 1);
        SetAt(Root.Levels, Bit(LevelBits - 1) | Index(Root.Levels, Address), Get(Root.Levels));
        Assert.That(Run(upper).Page, Is.EqualTo(Page));
        Assert.That(Run(upper & ~Bit(63)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
    }
}
