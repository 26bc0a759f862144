using System.Linq;
using IommuConfig.Models;
using static IommuConfig.Runtime.Tests.Models.HandTable;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>RISC-V tables, bit by bit: valid 0, read 1, write 2, execute 3, user 4, accessed 6, dirty 7, page number 53:10.</summary>
[TestFixture(3)]
[TestFixture(4)]
[TestFixture(5)]
internal sealed class RiscVWalkTests(int levels)
{
    private const ulong Valid = 1;
    private const ulong Leaf = Valid | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 6 | 1 << 7;

    private HandTable _table = null!;

    [SetUp]
    public void SetUp() => _table = new HandTable(
        new RiscVWalk { OutputBits = 50 }, levels, 11 + (9 * levels), level => Table(level) >> 2 | Valid, Page >> 2 | Leaf);

    [TearDown]
    public void TearDown() => _table.Dispose();

    [Test]
    public void A_page_is_found_through_every_level() => _table.CheckPath(Page, PageAccess.Read | PageAccess.Write);

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(6)]
    public void Other_numbers_of_levels_make_no_sense(int other) =>
        Assert.That(_table.Start(_table.Root with { Levels = other, AddressBits = 21 }), Is.EqualTo(FaultReason.InvalidContext));

    [Test]
    public void The_bits_above_an_address_repeat_its_sign() => _table.CheckSign();

    [Test]
    public void Reserved_bits_are_faults_at_every_level([Range(1, 3)] int level, [Range(54, 63)] int bit)
    {
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit));
        Assert.That(_table.With(levels, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit));
    }

    [Test]
    public void Flags_of_a_pointer_are_reserved([Values(4, 6, 7)] int bit)
    {
        for (int level = 2; level <= levels; level++)
        {
            Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit), $"level {level}");
        }
    }

    [Test]
    public void Global_and_softwares_bits_are_ignored_at_every_level([Values(5, 8, 9)] int bit)
    {
        for (int level = 1; level <= levels; level++)
        {
            Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.None), $"level {level}");
        }
    }

    [Test]
    public void A_machine_address_has_so_many_bits([Values(48, 53)] int bit)
    {
        for (int level = 1; level <= levels; level++)
        {
            Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.OutputBeyondWidth), $"level {level}");
        }

        _table.Set(1, Bit(47) | Leaf);
        Assert.That(_table.Run().Page, Is.EqualTo(Bit(49)));
    }

    [Test]
    public void Every_level_has_pages_of_its_size()
    {
        for (int level = 2; level <= levels; level++)
        {
            int shift = _table.Shift(level);
            ulong page = 1UL << 49;
            _table.Set(level, page >> 2 | Leaf);
            Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(page, shift - 12, PageAccess.Read | PageAccess.Write)));
            _table.WithEach(level, Enumerable.Range(10, shift - 12), FaultReason.MisalignedPage);
        }
    }

    [Test]
    public void A_pointer_in_the_lowest_level_leads_nowhere()
    {
        _table.Set(1, Page >> 2 | Valid);
        Assert.That(_table.Read(), Is.EqualTo(FaultReason.InvalidLevel));
    }

    // Execute, write, read.
    [TestCase(0b001, PageAccess.Read)]
    [TestCase(0b011, PageAccess.Read | PageAccess.Write)]
    [TestCase(0b100, PageAccess.Execute)]
    [TestCase(0b101, PageAccess.Read | PageAccess.Execute)]
    [TestCase(0b111, PageAccess.All)]
    public void Permissions_are_those_of_the_page(int permissions, PageAccess expected)
    {
        ulong leaf = Page >> 2 | (Leaf & ~0xeUL) | (ulong)permissions << 1;
        _table.Set(1, leaf);
        Assert.That(_table.Run().Access, Is.EqualTo(expected));
        _table.Set(1, leaf & ~Bit(4));
        Assert.That(_table.Run().Access, Is.EqualTo(PageAccess.None), "not for users");
    }

    [TestCase(0b010)]
    [TestCase(0b110)]
    public void A_write_without_a_read_is_reserved_at_every_level(int permissions)
    {
        for (int level = 1; level <= levels; level++)
        {
            _table.Set(level, Leaf & ~0xeUL | (ulong)permissions << 1);
            Assert.That(_table.Read(), Is.EqualTo(FaultReason.ReservedEncoding), $"level {level}");
        }
    }

    [Test]
    public void Flags_that_hardware_does_not_set_must_be_set()
    {
        Assert.That(_table.Without(1, Bit(6)), Is.EqualTo((FaultReason.AccessFlagMissing, FaultReason.AccessFlagMissing)));
        Assert.That(_table.Without(1, Bit(7)), Is.EqualTo((FaultReason.None, FaultReason.DirtyFlagMissing)));
    }

    [Test]
    public void What_is_not_valid_may_hold_anything_else()
    {
        for (int level = 1; level <= levels; level++)
        {
            _table.CheckNotPresent(level, ~Valid);
        }
    }
}
