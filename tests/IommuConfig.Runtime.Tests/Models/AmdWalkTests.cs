using System;
using System.Linq;
using IommuConfig.Models;
using static IommuConfig.Runtime.Tests.Models.HandTable;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>AMD-Vi tables, bit by bit: present 0, next level 11:9, address 51:12, coherent 60, read 61, write 62.</summary>
internal sealed class AmdWalkTests
{
    private const ulong Present = 1UL << 0;
    private const ulong ReadWrite = 3UL << 61;

    private HandTable _table = null!;

    [SetUp]
    public void SetUp() => _table = Make(4);

    [TearDown]
    public void TearDown() => _table.Dispose();

    [Test]
    public void A_page_is_found_in_every_mode([Range(1, 6)] int levels)
    {
        using HandTable table = Make(levels);
        table.CheckPath(Page, PageAccess.All);
    }

    [TestCase(0)]
    [TestCase(7)]
    public void Other_modes_translate_nothing(int mode) =>
        Assert.That(_table.Start(_table.Root with { Levels = mode, AddressBits = 21 }), Is.EqualTo(FaultReason.InvalidContext));

    [Test]
    public void An_address_fits_the_mode([Range(1, 5)] int levels)
    {
        using HandTable table = Make(levels);
        Assert.That(table.Run(table.Address | Bit(12 + (9 * levels))).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
        Assert.That(table.Run(table.Address).Outcome, Is.EqualTo(WalkOutcome.Mapped));
    }

    [Test]
    public void The_highest_mode_translates_all_64_bits()
    {
        using HandTable table = Make(6);
        ulong address = table.Address | 0x7fUL << 57;
        table.SetAt(6, 0x7f, table.Get(6));
        Assert.That(table.Run(address).Page, Is.EqualTo(Page));
        Assert.That(table.Run(address & ~Bit(63)).Outcome, Is.EqualTo(WalkOutcome.NotMapped));
    }

    [Test]
    public void Reserved_bits_are_faults_at_every_level([Range(1, 4)] int level, [Values(52, 53, 54, 55, 56, 57, 58)] int bit) =>
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit));

    [Test]
    public void Address_bits_that_no_machine_address_has_are_faults([Range(1, 4)] int level, [Values(39, 51)] int bit) =>
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.ReservedBit));

    [Test]
    public void Coherence_and_translation_of_the_target_are_fields_of_pages_only([Range(1, 4)] int level, [Values(59, 60)] int bit) =>
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(level == 1 ? FaultReason.None : FaultReason.ReservedBit));

    [Test]
    public void Ignored_bits_are_ignored_at_every_level([Range(1, 4)] int level, [Values(1, 2, 3, 4, 5, 6, 7, 8, 63)] int bit) =>
        Assert.That(_table.With(level, Bit(bit)), Is.EqualTo(FaultReason.None));

    [Test]
    public void Without_present_nothing_else_matters([Range(1, 4)] int level) => _table.CheckNotPresent(level, ~Present);

    [Test]
    public void Permissions_are_needed_at_every_level([Range(1, 4)] int level)
    {
        Assert.That(_table.Without(level, Bit(61)), Is.EqualTo((FaultReason.ReadDenied, FaultReason.None)));
        Assert.That(_table.Without(level, Bit(62)), Is.EqualTo((FaultReason.None, FaultReason.WriteDenied)));
        Assert.That(_table.Without(level, ReadWrite), Is.EqualTo((FaultReason.ReadDenied, FaultReason.WriteDenied)));
    }

    [Test]
    public void A_pointer_only_points_downwards([Range(1, 4)] int level, [Range(1, 6)] int next)
    {
        ulong address = _table.Address;
        for (int skipped = next + 1; skipped < level; skipped++)
        {
            address &= ~(0x1ffUL << _table.Shift(skipped));
        }

        // The same entries also where the shorter address looks for them.
        _table.Address = address;
        _table.Link();
        _table.Set(level, Pointer(Math.Min(next, 4), next));
        Assert.That(_table.Read(), Is.EqualTo(next < level ? FaultReason.None : FaultReason.InvalidLevel));
    }

    [Test]
    public void A_skipped_level_has_no_address_bits()
    {
        ulong high = _table.Address;
        _table.Address &= ~(0x1ffUL << 21);
        _table.Set(3, Pointer(1, 1));
        Assert.That(_table.Run().Page, Is.EqualTo(Page));
        Assert.That(_table.Chain().Select(step => step.Level), Is.EqualTo((int[])[4, 3, 1]));
        Assert.That(_table.Run(high).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
        for (int bit = 21; bit < 30; bit++)
        {
            Assert.That(_table.Run(_table.Address | Bit(bit)).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth), $"bit {bit}");
        }
    }

    [Test]
    public void A_page_has_the_size_of_its_level([Range(1, 4)] int level)
    {
        int shift = _table.Shift(level);
        ulong page = Bit(38) & ~(Bit(shift) - 1);
        _table.Set(level, page | Leaf());
        Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(page, shift - 12, PageAccess.All)));
        _table.WithEach(level, Enumerable.Range(12, shift - 12), FaultReason.MisalignedPage);
    }

    [TestCase(0)]
    [TestCase(7)]
    public void The_highest_level_of_six_has_no_pages(int next)
    {
        using HandTable table = Make(6);
        table.Set(6, Present | ReadWrite | (ulong)next << 9);
        Assert.That(table.Read(), Is.EqualTo(FaultReason.InvalidLevel));
    }

    [Test]
    public void A_page_with_its_own_size_fills_its_part_of_the_table([Range(1, 3)] int level, [Range(1, 8)] int doublings)
    {
        int shift = _table.Shift(level) + doublings;
        ulong page = 1UL << 38;
        Fill(level, doublings, Sized(page, shift));
        Assert.That(_table.Run(), Is.EqualTo(WalkResult.Mapped(page, shift - 12, PageAccess.All)));
        ulong first = _table.Address & ~(Bit(shift) - 1);
        Assert.That(_table.Run(first).Target(first), Is.EqualTo(page));
        Assert.That(_table.Run(first + Bit(shift) - 1).Target(first + Bit(shift) - 1), Is.EqualTo(page + Bit(shift) - 1));

        // Every other entry of it counts, also those that the address does not lead to; software's own bits do not.
        ulong index = (first >> _table.Shift(level)) & 0x1ff;
        ulong last = index + Bit(doublings) - 1;
        _table.SetAt(level, last, Sized(page, shift) | 0xf << 1 | 1UL << 63);
        Assert.That(_table.Read(), Is.EqualTo(FaultReason.None));
        foreach (ulong different in (ulong[])[Sized(page, shift) & ~Bit(62), Sized(page, shift) | Bit(60), Sized(0, shift), 0])
        {
            _table.SetAt(level, last == _table.Index(level, _table.Address) ? index : last, different);
            Assert.That(_table.Read(), Is.EqualTo(FaultReason.UnequalEntries));
        }
    }

    [TestCase(1, 21)]
    [TestCase(1, 30)]
    [TestCase(2, 20)]
    [TestCase(2, 21)]
    [TestCase(2, 30)]
    [TestCase(3, 13)]
    [TestCase(3, 30)]
    public void A_size_lies_between_an_entry_and_its_table(int level, int shift)
    {
        for (ulong index = 0; index < 512; index++)
        {
            _table.SetAt(level, index, Sized(1UL << 38, shift));
        }

        Assert.That(_table.Read(), Is.EqualTo(FaultReason.InvalidLevel));
        for (ulong index = 0; index < 512; index++)
        {
            _table.SetAt(level, index, Sized(1UL << 38, _table.Shift(level) + 1));
        }

        Assert.That(_table.Read(), Is.EqualTo(FaultReason.None));
    }

    [Test]
    public void A_size_beyond_a_machine_address_is_none()
    {
        using HandTable table = Make(5);
        for (ulong index = 0; index < 512; index++)
        {
            table.SetAt(5, index, Sized(0, 50));
        }

        Assert.That(table.Read(), Is.EqualTo(FaultReason.ReservedBit));
        Assert.That(new AmdWalk { OutputBits = 52 }.Run(table.Memory, table.Root, table.Address).Order, Is.EqualTo(38));
    }

    [Test]
    public void A_table_outside_of_memory_is_not_reachable([Range(2, 4)] int level)
    {
        _table.Set(level, 0x7000_0000 | Pointer(level - 1, level - 1));
        Assert.That(_table.Read(), Is.EqualTo(FaultReason.TableNotReachable));
    }

    private static ulong Leaf() => Present | ReadWrite;

    private static ulong Pointer(int table, int next) => Table(table) | (ulong)next << 9 | Present | ReadWrite;

    // All address bits below the size are ones, except the highest of them.
    private static ulong Sized(ulong page, int shift) => page | ((Bit(shift - 1) - 1) & ~0xfffUL) | 7 << 9 | Present | ReadWrite;

    private void Fill(int level, int doublings, ulong entry)
    {
        ulong first = _table.Index(level, _table.Address) & ~(Bit(doublings) - 1);
        for (ulong part = 0; part < Bit(doublings); part++)
        {
            _table.SetAt(level, first + part, entry);
        }
    }

    private static HandTable Make(int levels) =>
        new(new AmdWalk { OutputBits = 39 }, levels, levels == 6 ? 64 : 12 + (9 * levels), level => Pointer(level, level), Page | Leaf());
}
