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

    private HandTable _table = null!;

    [SetUp]
    public void SetUp() => _table = Make(new X86Walk { OutputBits = 39 });

    [TearDown]
    public void TearDown() => _table.Dispose();

    [Test]
    public void A_page_is_found_through_every_level() => _table.CheckPath(Page, PageAccess.All);

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(6)]
    public void Other_numbers_of_levels_make_no_sense(int other) =>
        Assert.That(_table.Start(_table.Root with { Levels = other, AddressBits = 30 }), Is.EqualTo(FaultReason.InvalidContext));

    [Test]
    public void An_address_is_canonical() => _table.CheckSign();

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
    public void Other_bits_are_ignored_or_select_a_memory_type([Range(1, 4)] int level) => _table.WithEach(
        level, Enumerable.Range(8, 4).Concat(Enumerable.Range(52, 12)).Concat([3, 4]).Concat(level == 1 ? [7] : [6]), FaultReason.None);

    [TestCase(2, 21)]
    [TestCase(3, 30)]
    public void A_large_page_is_as_large_as_its_level(int level, int shift)
    {
        ulong page = 5UL << shift;
        _table.Set(level, page | Large);
        Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(page, shift - 12, PageAccess.All)));
        _table.WithEach(level, Enumerable.Range(13, shift - 13), FaultReason.ReservedBit);
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
    public void What_is_not_present_may_hold_anything_else([Range(1, 4)] int level) => _table.CheckNotPresent(level, ~1UL);

    private HandTable Make(X86Walk walk) => new(walk, levels, 11 + (9 * levels), level => Table(level) | Pointer, Page | Leaf);
}
