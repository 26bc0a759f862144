using System;
using System.Collections.Generic;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Memory;

/// <summary>Frames for page tables.</summary>
internal sealed unsafe class FrameSourceTests
{
    private MachineMemory _memory = null!;
    private FrameSource _frames = null!;

    [SetUp]
    public void SetUp()
    {
        _memory = new MachineMemory(new Mfn(0x100), 600);
        _frames = new FrameSource(_memory.AddressOf(new Mfn(0x100)), new Mfn(0x100), 600);
    }

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void It_hands_out_every_frame_once_and_then_says_that_none_is_left()
    {
        HashSet<ulong> seen = [];
        for (uint index = 0; index < _frames.Capacity; index++)
        {
            Assert.That(_frames.Allocate(out Mfn frame), Is.Zero);
            Assert.That(seen.Add(frame.Value) && frame.Value is >= 0x102 and < 0x100 + 600, Is.True);
        }

        Assert.That(_frames.Capacity, Is.EqualTo(598), "two frames hold 600 links of 8 bytes");
        Assert.That(_frames.Allocate(out _), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(_frames.InUse, Is.EqualTo(598));
    }

    [Test]
    public void A_frame_that_comes_back_is_handed_out_again_filled_with_zeros()
    {
        FrameList all = default;
        Mfn used = default;
        while (_frames.Allocate(out Mfn frame) == 0)
        {
            used = frame;
            new Span<ulong>(_frames.EntriesOf(frame), 512).Fill(ulong.MaxValue);
            _frames.Append(ref all, frame);
        }

        _frames.FreeAll(ref all);
        Assert.That((_frames.InUse, all.IsEmpty), Is.EqualTo((0u, true)));
        int count = 0;
        while (_frames.Allocate(out Mfn frame) == 0)
        {
            count++;
            Assert.That(new ReadOnlySpan<ulong>(_frames.EntriesOf(frame), 512).ContainsAnyExcept(0UL), Is.False);
            Assert.That(_frames.FrameAt(_frames.EntriesOf(frame)), Is.EqualTo(frame));
        }

        Assert.That(count, Is.EqualTo(598));
        Assert.That(_frames.Contains(used), Is.True);
        Assert.That(_frames.Contains(new Mfn(0xff)) || _frames.Contains(new Mfn(0x100 + 600)), Is.False);
    }

    [Test]
    public void Lists_are_first_in_first_out_and_can_be_joined()
    {
        Mfn[] frames = new Mfn[5];
        FrameList first = default;
        FrameList second = default;
        for (int index = 0; index < frames.Length; index++)
        {
            _frames.Allocate(out frames[index]);
            if (index < 3)
            {
                _frames.Append(ref first, frames[index]);
            }
            else
            {
                _frames.Append(ref second, frames[index]);
            }
        }

        FrameList empty = default;
        _frames.AppendAll(ref first, ref empty);
        _frames.AppendAll(ref empty, ref first);
        _frames.AppendAll(ref empty, ref second);
        Assert.That((first.IsEmpty, second.IsEmpty), Is.EqualTo((true, true)));
        foreach (Mfn expected in frames)
        {
            Assert.That(_frames.TakeFirst(ref empty, out Mfn frame), Is.True);
            Assert.That(frame, Is.EqualTo(expected));
        }

        Assert.That(_frames.TakeFirst(ref empty, out _), Is.False);
    }
}
