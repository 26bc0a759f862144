using System;
using System.Collections.Generic;
using IommuConfig.Models;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace IommuConfig.Runtime.Tests.Memory;

/// <summary>Blocks of frames: split, put together again, aligned, and known to hold zeros or not.</summary>
internal sealed unsafe class FrameBlockTests
{
    private static readonly Mfn s_first = new(0x10b);

    private const uint Count = 1400;

    private MachineMemory _memory = null!;

    [SetUp]
    public void SetUp() => _memory = new MachineMemory(s_first, Count);

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void A_block_is_aligned_to_its_size_whatever_the_range_begins_with([Range(0, 8)] int order)
    {
        FrameSource frames = Source();
        Assert.That(frames.Allocate(new PageOrder(order), out Mfn frame), Is.Zero);
        Assert.That(frame.Value % (1UL << order), Is.Zero);
        Assert.That(frames.OrderOf(frame).Value, Is.EqualTo(order));
        Assert.That(frames.InUse, Is.EqualTo(1u << order));
        frames.Free(frame);
        Assert.That(frames.InUse, Is.Zero);
    }

    [Test]
    public void What_is_skipped_for_alignment_is_not_lost()
    {
        FrameSource frames = Source();
        Assert.That(frames.Allocate(FrameSource.MaxOrder, out _), Is.Zero);
        uint left = 0;
        while (frames.Allocate(out _) == 0)
        {
            left++;
        }

        Assert.That(left + (uint)FrameSource.MaxOrder.FrameCount, Is.EqualTo(frames.Capacity));
    }

    [Test]
    public void Single_frames_that_came_back_are_a_large_block_again()
    {
        FrameSource frames = Source();
        List<Mfn> all = [];
        while (frames.Allocate(out Mfn frame) == 0)
        {
            all.Add(frame);
        }

        Assert.That(frames.Allocate(FrameSource.MaxOrder, out _), Is.EqualTo(-Errno.ENOMEM));
        all.ForEach(frames.Free);
        int blocks = 0;
        while (frames.Allocate(FrameSource.MaxOrder, out Mfn block) == 0)
        {
            blocks++;
            Assert.That(new ReadOnlySpan<ulong>(frames.EntriesOf(block), 512 << 8).ContainsAnyExcept(0UL), Is.False);
        }

        Assert.That(blocks, Is.EqualTo(4), "so many aligned blocks lie in the range");
    }

    [Test]
    public void Free_frames_that_are_not_side_by_side_are_no_block()
    {
        FrameSource frames = Source();
        List<Mfn> all = [];
        while (frames.Allocate(out Mfn frame) == 0)
        {
            all.Add(frame);
        }

        all.FindAll(frame => frame.Value % 2 == 0).ForEach(frames.Free);
        Assert.That(frames.Allocate(new PageOrder(1), out Mfn none), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(none, Is.EqualTo(Mfn.Invalid));
        Assert.That(frames.Allocate(out _), Is.Zero);
    }

    [Test]
    public void A_larger_order_than_there_is_is_refused() =>
        Assert.That(Source().Allocate(new PageOrder(FrameSource.MaxOrder.Value + 1), out _), Is.EqualTo(-Errno.EINVAL));

    [Test]
    public void Only_frames_that_were_never_used_are_known_to_hold_zeros()
    {
        FrameSource zeroed = Source(isZeroed: true);
        Assert.That(zeroed.AllocateAsItIs(PageOrder.Page4K, out Mfn frame, out bool isZero), Is.Zero);
        Assert.That(isZero, Is.True);
        zeroed.Free(frame);
        Assert.That(zeroed.AllocateAsItIs(PageOrder.Page4K, out Mfn again, out isZero), Is.Zero);
        Assert.That((again, isZero), Is.EqualTo((frame, false)), "the one that came back last");

        Assert.That(Source().AllocateAsItIs(PageOrder.Page4K, out _, out isZero), Is.Zero);
        Assert.That(isZero, Is.False, "nobody said what the memory holds");
    }

    [Test]
    public void A_source_may_refuse_what_it_has()
    {
        Budget frames = new(_memory.AddressOf(s_first)) { Left = 3 };
        Assert.That(frames.Allocate(new PageOrder(1), out Mfn pair), Is.Zero);
        Assert.That(frames.Allocate(new PageOrder(1), out Mfn none), Is.EqualTo(-Errno.ENOMEM));
        Assert.That((none, frames.InUse), Is.EqualTo((Mfn.Invalid, 2u)));
        Assert.That(frames.Allocate(out _), Is.Zero);
        frames.Free(pair);
        Assert.That(frames.InUse, Is.EqualTo(1));
    }

    [Test]
    public void A_budget_holds_for_the_tables_of_one_call_too()
    {
        Budget frames = new(_memory.AddressOf(s_first)) { Left = 6 };
        PageTable table = default;
        CoherentHost host = default;
        Assert.That(PageTableWalker<VtdSecondLevel, CoherentHost>.Build(ref table, ref host, frames, default), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(Map(9), Is.EqualTo(-Errno.ENOMEM), "two levels, and nine tables of pages");
        Assert.That((frames.InUse, flush), Is.EqualTo((1u, FlushFlags.None)));
        Assert.That(Map(3), Is.Zero);
        Assert.That(frames.InUse, Is.EqualTo(6));
        table.Free();

        long Map(ulong tables) => PageTableWalker<VtdSecondLevel, CoherentHost>.Map(
            ref table, ref host, new Dfn(0), new Mfn(1), tables << 9, MapFlags.ReadWrite, ref flush);
    }

    [Property(MaxTest = 60, EndSize = 300, StartSize = 50)]
    public void Any_sequence_hands_out_aligned_blocks_of_their_own_that_hold_zeros_and_all_of_it_comes_back((byte Order, byte Which, bool Frees)[] steps)
    {
        FrameSource frames = Source();
        List<(Mfn Frame, int Order)> blocks = [];
        bool[] used = new bool[Count];
        uint inUse = 0;
        foreach ((byte wanted, byte which, bool frees) in steps)
        {
            int order = Math.Min(wanted % 12, 8) * (wanted % 3 == 0 ? 0 : 1);
            if (frees && blocks.Count != 0)
            {
                (Mfn frame, int size) = blocks[which % blocks.Count];
                blocks.RemoveAt(which % blocks.Count);
                Mark(frame, size, false);
                frames.Free(frame);
                inUse -= 1u << size;
            }
            else if (frames.Allocate(new PageOrder(order), out Mfn frame) == 0)
            {
                Span<ulong> entries = new(frames.EntriesOf(frame), 512 << order);
                if (entries.ContainsAnyExcept(0UL) || frame.Value % (1UL << order) != 0)
                {
                    throw new InvalidOperationException($"{frame} of order {order} is not zero, or not aligned");
                }

                entries.Fill(ulong.MaxValue);
                blocks.Add((frame, order));
                Mark(frame, order, true);
                inUse += 1u << order;
            }
            else if (order == 0)
            {
                throw new InvalidOperationException($"no frame is left, of {frames.Capacity} there are {inUse} in use");
            }

            if (frames.InUse != inUse)
            {
                throw new InvalidOperationException($"{frames.InUse} are said to be in use, not {inUse}");
            }
        }

        blocks.ForEach(block => frames.Free(block.Frame));
        uint singles = 0;
        while (frames.Allocate(out _) == 0)
        {
            singles++;
        }

        if (singles != frames.Capacity)
        {
            throw new InvalidOperationException($"only {singles} of {frames.Capacity} can be used again");
        }

        void Mark(Mfn frame, int order, bool value)
        {
            for (ulong index = frame.Value - s_first.Value; index < frame.Value - s_first.Value + (1UL << order); index++)
            {
                if (used[index] == value || index < Count - frames.Capacity)
                {
                    throw new InvalidOperationException($"frame {index} is handed out twice, or is not the source's to give");
                }

                used[index] = value;
            }
        }
    }

    private FrameSource Source(bool isZeroed = false) => new(_memory.AddressOf(s_first), s_first, Count, isZeroed);

    private sealed class Budget(void* memory) : FrameSource(memory, s_first, Count)
    {
        internal uint Left { get; init; }

        protected override bool Admits(PageOrder order) => InUse + order.FrameCount <= Left;
    }
}
