using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Memory;

/// <summary>What a source does with frames that it did not hand out, and with memory that is none.</summary>
internal sealed unsafe class FrameReturnTests
{
    private const uint Count = 600;
    private static readonly Mfn s_first = new(0x100);

    private MachineMemory _memory = null!;
    private FrameSource _frames = null!;

    [SetUp]
    public void SetUp()
    {
        _memory = new MachineMemory(s_first, Count);
        _frames = new FrameSource(_memory.AddressOf(s_first), s_first, Count);
    }

    [TearDown]
    public void TearDown() => _memory.Dispose();

    // Before and after the range, none at all, one that 32 bits take for the first in use, the source's own, and frames not handed out yet.
    [TestCase(0UL)]
    [TestCase(0xffUL)]
    [TestCase(0x100UL + Count)]
    [TestCase(0x1_0000_0108UL)]
    [TestCase(ulong.MaxValue)]
    [TestCase(0x100UL)]
    [TestCase(0x101UL)]
    [TestCase(0x200UL)]
    [TestCase(0x100UL + Count - 1)]
    public void What_was_not_handed_out_does_not_come_back(ulong stranger)
    {
        Assert.That(_frames.Allocate(new PageOrder(3), out Mfn block), Is.Zero);
        Assert.That(block, Is.EqualTo(new Mfn(0x108)));
        _frames.Free(new Mfn(stranger));
        ExpectInUse(8);
    }

    [Test]
    public void No_frame_is_not_one() => Assert.That(() => _frames.Free(Mfn.Invalid), Throws.Nothing);

    [Test]
    public void A_part_of_a_block_does_not_come_back_whatever_it_was_before([Values] bool wasInUse)
    {
        if (wasInUse)
        {
            FrameList singles = default;
            while (_frames.Allocate(out Mfn frame) == 0)
            {
                _frames.Append(ref singles, frame);
            }

            _frames.FreeAll(ref singles);
        }

        Assert.That(_frames.Allocate(new PageOrder(3), out Mfn block), Is.Zero);
        for (ulong part = 1; part < 8; part++)
        {
            _frames.Free(block + part);
        }

        ExpectInUse(8);
        _frames.Free(block);
        _frames.Free(block);
        ExpectInUse(0);
    }

    [TestCase(0UL, "null")]
    [TestCase(8UL, "4096")]
    [TestCase(0x1801UL, "4096")]
    public void Memory_that_is_none_or_begins_within_a_frame_is_refused(ulong start, string reason) =>
        Assert.That(() => new FrameSource((void*)start, s_first, Count), Throws.ArgumentException.With.Message.Contains(reason));

    // So many are counted, and as many others can still be had, each once.
    private void ExpectInUse(uint count)
    {
        Assert.That(_frames.InUse, Is.EqualTo(count));
        FrameList rest = default;
        uint left = 0;
        while (_frames.Allocate(out Mfn frame) == 0 && left <= Count)
        {
            left++;
            _frames.Append(ref rest, frame);
        }

        Assert.That(left, Is.EqualTo(_frames.Capacity - count));
        _frames.FreeAll(ref rest);
    }
}
