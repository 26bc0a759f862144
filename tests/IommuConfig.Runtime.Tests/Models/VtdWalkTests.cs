using System.Linq;
using IommuConfig.Models;
using static IommuConfig.Runtime.Tests.Models.HandTable;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>VT-d second-level tables, bit by bit: read 0, write 1, large page 7, snoop 11, address 51:12, transient mapping 62.</summary>
internal sealed class VtdWalkTests
{
    private const ulong Present = 3;
    private const ulong Large = 1UL << 7;

    private HandTable _table = null!;

    [SetUp]
    public void SetUp() => _table = Make(new VtdWalk { OutputBits = 39 }, 4);

    [TearDown]
    public void TearDown() => _table.Dispose();

    [TestCase(3)]
    [TestCase(4)]
    public void A_page_is_found_through_every_level(int levels)
    {
        using HandTable table = Make(new VtdWalk(), levels);
        table.CheckPath(Page, PageAccess.All);
    }

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(5)]
    public void Other_numbers_of_levels_make_no_sense(int levels) =>
        Assert.That(_table.Start(_table.Root with { Levels = levels, AddressBits = 12 + (9 * levels) }), Is.EqualTo(FaultReason.InvalidContext));

    [Test]
    public void A_root_outside_of_memory_or_the_width_of_addresses_is_refused()
    {
        Assert.That(_table.Start(_table.Root), Is.Null);
        Assert.That(_table.Start(_table.Root with { Frame = new Mfn(0x10000) }), Is.EqualTo(FaultReason.InvalidContext));
        Assert.That(_table.Start(_table.Root with { AddressBits = 49 }), Is.EqualTo(FaultReason.InvalidContext));
        Assert.That(new VtdWalk { InputBits = 39 }.Run(_table.Memory, _table.Root, 0).Fault, Is.EqualTo(FaultReason.InvalidContext));
        Assert.That(new VtdWalk { OutputBits = 22 }.Run(_table.Memory, _table.Root, 0).Fault, Is.EqualTo(FaultReason.InvalidContext), "at 4 MiB");
    }

    [Test]
    public void An_address_beyond_the_levels_is_a_fault([Values(3, 4)] int levels)
    {
        using HandTable table = Make(new VtdWalk(), levels);
        Assert.That(table.Run(table.Address | Bit(12 + (9 * levels))).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
        Assert.That(table.Run(table.Address | Bit(63)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
        Assert.That(table.Run(table.Address).Outcome, Is.EqualTo(WalkOutcome.Mapped));
    }

    [Test]
    public void Reserved_bits_are_faults_at_every_level([Range(1, 4)] int level, [Values(11, 39, 40, 51, 62)] int bit) =>
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit));

    [Test]
    public void Ignored_bits_are_ignored_at_every_level(
        [Range(1, 4)] int level, [Values(2, 3, 4, 5, 6, 8, 9, 10, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 63)] int bit) =>
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.None));

    [Test]
    public void All_address_bits_below_the_width_are_used()
    {
        _table.Set(1, Bits(38, 12) | Present);
        Assert.That(_table.Run().Page, Is.EqualTo(Bits(38, 12)));
    }

    [TestCase(1, FaultReason.None, Description = "ignored, every entry is a page")]
    [TestCase(4, FaultReason.ReservedBit)]
    public void A_large_page_is_only_in_the_levels_between(int level, FaultReason expected) =>
        Assert.That(_table.With(level, Large), Is.EqualTo(expected));

    [Test]
    public void A_unit_that_claims_pages_of_the_fourth_level_has_none_either()
    {
        using HandTable table = Make(new VtdWalk { PageSizes = ulong.MaxValue }, 4);
        Assert.That(table.With(4, Large), Is.EqualTo(FaultReason.ReservedBit));
    }

    [TestCase(2, 21)]
    [TestCase(3, 30)]
    public void A_large_page_is_as_large_as_its_level(int level, int shift)
    {
        ulong page = 5UL << shift;
        _table.Set(level, page | Present | Large);
        Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(page, shift - 12, PageAccess.All)));
        Assert.That(_table.Run().Target(_table.Address), Is.EqualTo(page | (_table.Address & (Bit(shift) - 1))));
    }

    [TestCase(2, 21, 1UL << 12)]
    [TestCase(2, 21, 1UL << 12 | 1UL << 30)]
    [TestCase(3, 30, 1UL << 12 | 1UL << 21)]
    public void A_large_page_of_a_size_that_the_unit_lacks_is_a_reserved_bit(int level, int shift, ulong sizes)
    {
        using HandTable table = Make(new VtdWalk { PageSizes = sizes }, 4);
        table.Set(level, 1UL << shift | Present | Large);
        Assert.That(table.Read(), Is.EqualTo(FaultReason.ReservedBit));
    }

    [Test]
    public void The_low_address_bits_of_a_large_page_are_reserved([Values(2, 3)] int level)
    {
        int shift = _table.Shift(level);
        _table.Set(level, 1UL << shift | Present | Large);
        _table.WithEach(level, Enumerable.Range(12, shift - 12), FaultReason.ReservedBit);
    }

    [TestCase(1, FaultReason.None)]
    [TestCase(2, FaultReason.ReservedBit)]
    [TestCase(4, FaultReason.ReservedBit)]
    public void With_snoop_control_a_page_may_ask_for_it_and_a_table_not(int level, FaultReason expected)
    {
        using HandTable table = Make(new VtdWalk { HasSnoopControl = true }, 4);
        Assert.That(table.With(level, Bit(11)), Is.EqualTo(expected));
        table.Set(3, Bit(30) | Present | Large);
        Assert.That(table.With(3, Bit(11)), Is.EqualTo(FaultReason.None));
    }

    [Test]
    public void Permissions_are_needed_at_every_level([Range(1, 4)] int level)
    {
        Assert.That(_table.Without(level, 1), Is.EqualTo((FaultReason.ReadDenied, FaultReason.None)));
        Assert.That(_table.Without(level, 2), Is.EqualTo((FaultReason.None, FaultReason.WriteDenied)));
        Assert.That(_table.Without(level, 3), Is.EqualTo((FaultReason.ReadDenied, FaultReason.WriteDenied)));
    }

    [Test]
    public void What_is_not_present_may_hold_anything_else([Range(1, 4)] int level) => _table.CheckNotPresent(level, ~Present);

    [Test]
    public void A_table_outside_of_memory_is_not_reachable([Range(2, 4)] int level)
    {
        _table.Set(level, 0x7000_0000 | Present);
        Assert.That(_table.Read(), Is.EqualTo(FaultReason.TableNotReachable));
    }

    private static ulong Bits(int high, int low) => (Bit(high + 1) - 1) & ~(Bit(low) - 1);

    private static HandTable Make(VtdWalk walk, int levels) =>
        new(walk, levels, 12 + (9 * levels), level => Table(level) | Present, Page | Present);
}
