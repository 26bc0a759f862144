using System;
using System.Runtime.InteropServices;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>Memory by machine address: its own, and the caller's.</summary>
internal sealed unsafe class MachineMemoryTests
{
    [Test]
    public void Its_own_memory_is_zeros_and_ends_with_its_last_frame()
    {
        using MachineMemory memory = new(new Mfn(0x100), 2);
        Assert.That(memory.Bytes(0x100_000, 8192).IndexOfAnyExcept((byte)0), Is.Negative);
        Assert.That(memory.TryReadEntry(0x101_ff8, out _), Is.True);
        Assert.That(memory.TryReadEntry(0x101_ffc, out _), Is.False, "half of it beyond the end");
        Assert.That(memory.TryReadEntry(0xff_ff8, out _), Is.False, "before the first frame");
    }

    [Test]
    public void Memory_of_the_caller_is_seen_as_it_is_from_both_sides()
    {
        ulong[] guest = GC.AllocateArray<ulong>(1024, pinned: true);
        guest[513] = 0x1234;
        using MachineMemory memory = new((void*)Marshal.UnsafeAddrOfPinnedArrayElement(guest, 0), new Mfn(0x80000), 2);
        Assert.That((memory.First, memory.Count), Is.EqualTo((new Mfn(0x80000), 2u)));
        Assert.That(memory.TryReadEntry(0x8000_1008, out ulong entry), Is.True);
        Assert.That(entry, Is.EqualTo(0x1234));
        memory.Bytes(0x8000_1ff8, 1)[0] = 0x56;
        Assert.That(guest[1023], Is.EqualTo(0x56));
        Assert.That(memory.Contains(0x8000_1ff8, 9), Is.False);
        Assert.That(memory.Contains(0x7fff_fff8, 8), Is.False);
        Assert.That((nuint)memory.AddressOf(new Mfn(0x80001)), Is.EqualTo((nuint)(void*)Marshal.UnsafeAddrOfPinnedArrayElement(guest, 512)));
    }

    [Test]
    public void Memory_of_the_caller_stays_the_callers()
    {
        void* start = NativeMemory.AlignedAlloc(4096, 4096);
        for (int times = 0; times < 2; times++)
        {
            new MachineMemory(start, new Mfn(1), 1).Dispose();
        }

        // Freed twice, the process would not have come so far.
        new Span<byte>(start, 4096).Fill(0xff);
        NativeMemory.AlignedFree(start);
    }

    [Test]
    public void A_table_in_memory_of_the_caller_is_walked_there()
    {
        ulong[] guest = GC.AllocateArray<ulong>(64 * 512, pinned: true);
        using MachineMemory memory = new((void*)Marshal.UnsafeAddrOfPinnedArrayElement(guest, 0), new Mfn(0x80000), 64);
        for (uint level = 0; level < 3; level++)
        {
            guest[level * 512] = 0x8000_1003 + (level << 12);
        }

        Assert.That(new VtdWalk().Run(memory, new TableRoot(new Mfn(0x80000), 4, 48), 0).Outcome, Is.EqualTo(WalkOutcome.NotMapped));
        guest[3 * 512] = 0x8003_f003;
        Assert.That(new VtdWalk().Run(memory, new TableRoot(new Mfn(0x80000), 4, 48), 0).Target(0x234), Is.EqualTo(0x8003_f234));
    }

    [Test]
    public void Where_there_is_no_memory_it_says_so() =>
        Assert.That(() => new MachineMemory(null, new Mfn(1), 1), Throws.ArgumentException.With.Message.Contains("null"));

    [Test]
    public void Nothing_is_memory_that_was_given_back()
    {
        MachineMemory memory = new(new Mfn(0x100), 2);
        memory.Dispose();
        Assert.That(memory.TryReadEntry(0x100_000, out ulong entry), Is.False);
        Assert.That((entry, memory.Contains(0x100_000, 8)), Is.EqualTo((0UL, false)));
        Assert.That(() => memory.Bytes(0x100_000, 8).Length, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => memory.AddressOf(new Mfn(0x100)) is null, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(new VtdWalk().Run(memory, new TableRoot(new Mfn(0x100), 3, 39), 0).Fault, Is.EqualTo(FaultReason.InvalidContext));
    }

    [Test]
    public void Memory_of_the_caller_has_a_place_where_entries_are_read_at_once([Values(0, 4, 0x1001)] int start) =>
        Assert.That(() => new MachineMemory((void*)start, new Mfn(1), 1), Throws.ArgumentException);
}
