using System.Linq;
using IommuConfig.Models;
using static IommuConfig.Runtime.Tests.Models.HandTable;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>
/// Arm tables, bit by bit: valid 0, table or page 1, attributes 5:2, permissions 7:6, shareability 9:8, access flag 10, address 47:12,
/// execute never 54:53.
/// </summary>
[TestFixture(1, 12)]
[TestFixture(1, 14)]
[TestFixture(1, 16)]
[TestFixture(2, 12)]
[TestFixture(2, 14)]
[TestFixture(2, 16)]
internal sealed class ArmWalkTests(int stage, int granule)
{
    private const ulong Valid = 1;
    private const ulong Pointer = 3;
    private const ulong Inner = 3UL << 8;
    private const ulong AccessFlag = 1UL << 10;
    private const ulong NeverExecute = 1UL << 54;

    private readonly int _levels = granule == 12 ? 4 : 3;
    private readonly int _highestPage = granule == 12 ? 3 : 2;

    // Without and with the bit that says that an entry of the lowest level is a page. Stage 1: unprivileged. Stage 2: normal memory.
    private readonly ulong _block = Valid | Inner | AccessFlag | NeverExecute | (stage == 1 ? 1UL << 6 : 0xfUL << 2 | 3UL << 6);

    private ulong _page;
    private HandTable _table = null!;

    [SetUp]
    public void SetUp()
    {
        _page = 0x1234UL << granule;
        ArmWalk walk = new() { Stage = stage, GranuleBits = granule, OutputBits = 44 };
        _table = new HandTable(walk, _levels, 44, level => Table(level) | Pointer, _page | _block | 2, granule - 3);
    }

    [TearDown]
    public void TearDown() => _table.Dispose();

    [Test]
    public void A_page_is_found_through_every_level() => _table.CheckPath(_page, PageAccess.Read | PageAccess.Write);

    [Test]
    public void What_is_not_valid_may_hold_anything_else()
    {
        foreach (int level in Enumerable.Range(1, _levels))
        {
            _table.CheckNotPresent(level, ~Valid);
        }
    }

    [Test]
    public void An_address_beyond_the_width_is_a_fault([Values(44, 45, 63)] int bit)
    {
        Assert.That(_table.Run(_table.Address | Bit(bit)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
        Assert.That(_table.Run(_table.Address).Outcome, Is.EqualTo(WalkOutcome.Mapped));
    }

    [Test]
    public void Blocks_are_where_the_granule_has_them()
    {
        foreach (int level in Enumerable.Range(2, _levels - 1))
        {
            int shift = _table.Shift(level);
            ulong page = Bit(43) & ~(Bit(shift) - 1);
            _table.Set(level, page | _block);
            if (level > _highestPage)
            {
                Assert.That(_table.Read(), Is.EqualTo(FaultReason.InvalidLevel));
                continue;
            }

            Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(page, shift - 12, PageAccess.Read | PageAccess.Write)));
            _table.WithEach(level, Enumerable.Range(12, shift - 12), FaultReason.ReservedBit);
        }
    }

    [Test]
    public void A_block_in_the_lowest_level_is_reserved()
    {
        _table.Set(1, _page | _block);
        Assert.That(_table.Read(), Is.EqualTo(FaultReason.ReservedEncoding));
    }

    [Test]
    public void The_low_address_bits_below_the_granule_are_reserved()
    {
        foreach (int level in Enumerable.Range(1, _levels))
        {
            _table.WithEach(level, Enumerable.Range(12, granule - 12), FaultReason.ReservedBit);
        }
    }

    [Test]
    public void High_address_bits_are_reserved_everywhere([Values(48, 49, 50)] int bit)
    {
        foreach (int level in Enumerable.Range(1, _levels))
        {
            Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit), $"level {level}");
        }
    }

    [Test]
    public void An_address_that_no_machine_has_is_a_fault([Values(44, 47)] int bit)
    {
        foreach (int level in Enumerable.Range(1, _levels))
        {
            Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.OutputBeyondWidth), $"level {level}");
        }
    }

    [Test]
    public void Reserved_bits_of_a_table_entry_are_faults()
    {
        foreach (int level in Enumerable.Range(2, _levels - 1))
        {
            _table.WithEach(level, stage == 1 ? [63] : Enumerable.Range(59, 5), FaultReason.ReservedBit);
        }
    }

    [Test]
    public void Ignored_bits_of_a_table_entry_are_ignored()
    {
        foreach (int level in Enumerable.Range(2, _levels - 1))
        {
            _table.WithEach(level, Enumerable.Range(2, 10).Concat(Enumerable.Range(51, 8)), FaultReason.None);
        }
    }

    [Test]
    public void Reserved_bits_of_a_page_are_faults()
    {
        foreach (int level in Enumerable.Range(1, _highestPage))
        {
            MakeLeaf(level);
            _table.WithEach(level, stage == 1 ? [5, 51, 52] : (int[])[11, 51, 52, 53], FaultReason.ReservedBit);
        }
    }

    [Test]
    public void Ignored_bits_of_a_page_are_ignored()
    {
        foreach (int level in Enumerable.Range(1, _highestPage))
        {
            MakeLeaf(level);
            _table.WithEach(level, Enumerable.Range(55, 9).Concat(stage == 1 ? [2, 3, 4, 11, 53] : []), FaultReason.None);
        }
    }

    [Test]
    public void Without_its_access_flag_a_page_is_a_fault()
    {
        foreach (int level in Enumerable.Range(1, _highestPage))
        {
            MakeLeaf(level);
            Assert.That(_table.Without(level, AccessFlag), Is.EqualTo((FaultReason.AccessFlagMissing, FaultReason.AccessFlagMissing)));
        }
    }

    [TestCase(0UL, FaultReason.None)]
    [TestCase(1UL, FaultReason.ReservedEncoding)]
    [TestCase(2UL, FaultReason.None)]
    [TestCase(3UL, FaultReason.None)]
    public void One_shareability_is_reserved(ulong shareability, FaultReason expected)
    {
        _table.Set(1, (_table.Get(1) & ~Inner) | shareability << 8);
        Assert.That(_table.Read(), Is.EqualTo(expected));
    }

    [Test]
    public void A_root_is_in_memory_and_within_a_machine_address()
    {
        Assert.That(_table.Start(_table.Root), Is.Null);
        Assert.That(_table.Start(_table.Root with { Frame = new Mfn(0x100000) }), Is.EqualTo(FaultReason.InvalidContext));
        Assert.That(_table.Start(_table.Root with { Frame = new Mfn(1UL << 32) }), Is.EqualTo(FaultReason.InvalidContext));
        Assert.That(_table.Start(_table.Root with { Levels = 0 }), Is.EqualTo(FaultReason.InvalidContext));
        Assert.That(_table.Start(_table.Root with { Levels = 5 }), Is.EqualTo(FaultReason.InvalidContext));
        Assert.That(_table.Start(_table.Root with { AddressBits = 49 }), Is.EqualTo(FaultReason.InvalidContext));
    }

    // From the lowest level up, so that the path down to a level is still there.
    private void MakeLeaf(int level)
    {
        if (level > 1)
        {
            _table.Set(level, _block);
        }
    }
}
