using System.Linq;
using IommuConfig.Models;
using static IommuConfig.Runtime.Tests.Models.HandTable;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>x86-64 tables, bit by bit: present 0, write 1, user 2, accessed 5, dirty 6, large page 7, address 51:12, execute disable 63.</summary>
[TestFixture(4)]
[TestFixture(5)]
internal sealed class X86WalkTests(int levels)
{
    private const ulong Pointer = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 5;
    private const ulong Leaf = Pointer | 1 << 6;
    private const ulong Large = Leaf | 1 << 7;
    private const ulong Page = 0x12345000;

    private HandTable _table = null!;

    [SetUp]
    public void SetUp() => _table = Make(new X86Walk { OutputBits = 39 });

    [TearDown]
    public void TearDown() => _table.Dispose();

    [Test]
    public void A_page_is_found_through_every_level()
    {
        Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(Page, 0, PageAccess.All)));
        Assert.That(_table.Run().Target(_table.Address), Is.EqualTo(Page + 0x678));
        Assert.That(_table.Chain().Select(step => step.Table), Is.EqualTo(Enumerable.Range(1, levels).Reverse().Select(Table)));
        Assert.That(_table.Run(_table.Address + 0x1000).Outcome, Is.EqualTo(WalkOutcome.NotMapped), "the next page");
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(6)]
    public void Other_numbers_of_levels_make_no_sense(int other)
    {
        TableRoot root = _table.Root with { Levels = other, AddressBits = 30 };
        Assert.That(_table.Walk.Run(_table.Memory, root, 0).Fault, Is.EqualTo(FaultReason.InvalidContext));
    }

    [Test]
    public void An_address_is_canonical()
    {
        int bits = 12 + (9 * levels);
        Assert.That(_table.Run(_table.Address).Outcome, Is.EqualTo(WalkOutcome.Mapped));
        for (int bit = bits - 1; bit < 64; bit++)
        {
            Assert.That(_table.Run(_table.Address | Bit(bit)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth), $"bit {bit}");
        }

        // The upper half has the second half of the root's entries.
        ulong upper = _table.Address | ulong.MaxValue << (bits - 1);
        _table.SetAt(levels, 0x100 | _table.Index(levels, _table.Address), _table.Get(levels));
        Assert.That(_table.Run(upper).Page, Is.EqualTo(Page));
        Assert.That(_table.Run(upper & ~Bit(63)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
    }

    [Test]
    public void Address_bits_that_no_machine_address_has_are_reserved([Range(1, 4)] int level, [Values(39, 51)] int bit)
    {
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit));
        Assert.That(_table.With(levels, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit));
    }

    [Test]
    public void Large_pages_are_reserved_above_the_third_level([Values(4, 5)] int level) =>
        Assert.That(_table.With(level > levels ? levels : level, Bit(7)), Is.EqualTo(FaultReason.ReservedBit));

    [Test]
    public void Other_bits_are_ignored_or_select_a_memory_type([Range(1, 4)] int level)
    {
        foreach (int bit in Enumerable.Range(8, 4).Concat(Enumerable.Range(52, 12)).Concat([3, 4]).Concat(level == 1 ? [7] : [6]))
        {
            Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.None), $"bit {bit}");
        }
    }

    [TestCase(2, 21)]
    [TestCase(3, 30)]
    public void A_large_page_is_as_large_as_its_level(int level, int shift)
    {
        ulong page = 5UL << shift;
        _table.Set(level, page | Large);
        Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(page, shift - 12, PageAccess.All)));
        for (int bit = 13; bit < shift; bit++)
        {
            Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit), $"bit {bit}");
        }

        _table.Set(level, page | Large | Bit(12));
        Assert.That(_table.Run().Page, Is.EqualTo(page), "bit 12 selects a memory type");
    }

    [TestCase(2, 21, 1UL << 12 | 1UL << 30)]
    [TestCase(3, 30, 1UL << 12 | 1UL << 21)]
    public void A_large_page_of_a_size_that_there_is_not_is_a_reserved_bit(int level, int shift, ulong sizes)
    {
        using HandTable table = Make(new X86Walk { PageSizes = sizes });
        table.Set(level, 1UL << shift | Large);
        Assert.That(table.Read(), Is.EqualTo(FaultReason.ReservedBit));
    }

    [Test]
    public void Users_need_permission_at_every_level([Range(1, 4)] int level)
    {
        Assert.That(_table.Without(level, Bit(2)), Is.EqualTo((FaultReason.ReadDenied, FaultReason.WriteDenied)));
        Assert.That(_table.Without(level, Bit(1)), Is.EqualTo((FaultReason.None, FaultReason.WriteDenied)));
        Assert.That(_table.Without(level, Bit(0)), Is.EqualTo((FaultReason.ReadDenied, FaultReason.WriteDenied)));
        _table.Set(level, _table.Get(level) | Bit(63));
        Assert.That(_table.Run().Access, Is.EqualTo(PageAccess.Read | PageAccess.Write));
    }

    [Test]
    public void Flags_that_hardware_would_set_must_be_set([Range(1, 4)] int level)
    {
        Assert.That(_table.Without(level, Bit(5)), Is.EqualTo((FaultReason.AccessFlagMissing, FaultReason.AccessFlagMissing)));
        Assert.That(_table.Without(levels, Bit(5)), Is.EqualTo((FaultReason.AccessFlagMissing, FaultReason.AccessFlagMissing)));
        Assert.That(_table.Without(1, Bit(6)), Is.EqualTo((FaultReason.None, FaultReason.DirtyFlagMissing)));
        _table.Set(1, Page | (Leaf & ~Bit(6) & ~Bit(1)));
        Assert.That(_table.Write(), Is.EqualTo(FaultReason.WriteDenied), "a page that is not written need not be dirty");
    }

    [Test]
    public void What_is_not_present_may_hold_anything_else([Range(1, 4)] int level)
    {
        _table.Set(level, ~1UL);
        Assert.That(_table.Run(), Is.EqualTo(WalkResult.NotMapped(9 * (level - 1))));
    }

    private HandTable Make(X86Walk walk)
    {
        HandTable table = new(walk, levels, 11 + (9 * levels));
        for (int level = levels; level > 1; level--)
        {
            table.Set(level, Table(level - 1) | Pointer);
        }

        table.Set(1, Page | Leaf);
        return table;
    }
}
