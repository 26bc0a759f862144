using System;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>The hardware in software is strict: tables written by hand, one entry at a time.</summary>
internal sealed class SoftwareUnitTests
{
    private const ulong Present = 3;

    private static readonly DeviceId s_device = new(0, 1, 0);

    private MachineMemory _memory = null!;
    private SoftwareUnit _unit = null!;

    [SetUp]
    public void SetUp()
    {
        // Tables at frames 0x100 (root), 0x101, 0x102, 0x103, and the page at 0x104.
        _memory = new MachineMemory(new Mfn(0x100), 8);
        _unit = new SoftwareUnit(IommuKind.IntelVtd, _memory) { PageSizes = 1UL << 12 };
        _unit.SetTranslation(true);
        _unit.Attach(s_device, new TableRoot(new Mfn(0x100), 4, 48), 1);
        for (uint level = 0; level < 4; level++)
        {
            SetEntry(level, Next(level) | Present);
        }
    }

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void A_complete_table_translates()
    {
        Assert.That(_unit.Translate(s_device, 0x1234 - 0x1000, false, out ulong target), Is.EqualTo(FaultReason.None));
        Assert.That(target, Is.EqualTo(0x104_234));
    }

    [Test]
    public void A_reserved_bit_is_found_at_every_level([Range(0, 3)] int level, [Values(11, 39, 51, 62)] int bit)
    {
        SetEntry((uint)level, Next((uint)level) | Present | 1UL << bit);
        Assert.That(Read(), Is.EqualTo(FaultReason.ReservedBit));
    }

    [TestCase(0, FaultReason.ReservedBit)]
    [TestCase(1, FaultReason.ReservedBit)]
    [TestCase(2, FaultReason.ReservedBit)]
    [TestCase(3, FaultReason.None, Description = "ignored in the lowest level")]
    public void The_bit_for_a_large_page_is_reserved_where_there_are_none(int level, FaultReason expected)
    {
        SetEntry((uint)level, Next((uint)level) | Present | 1UL << 7);
        Assert.That(Read(), Is.EqualTo(expected));
    }

    [Test]
    public void Ignored_bits_are_ignored([Range(0, 3)] int level, [Values(8, 9, 10, 52, 61, 63)] int bit)
    {
        SetEntry((uint)level, Next((uint)level) | Present | 1UL << bit);
        Assert.That(Read(), Is.EqualTo(FaultReason.None));
    }

    [Test]
    public void Permission_is_needed_at_every_level([Range(0, 3)] int level)
    {
        SetEntry((uint)level, Next((uint)level) | 1);
        Assert.That((Read(), Write()), Is.EqualTo((FaultReason.None, FaultReason.WriteDenied)));
        _unit.FlushAll();
        SetEntry((uint)level, Next((uint)level) | 2);
        Assert.That((Read(), Write()), Is.EqualTo((FaultReason.ReadDenied, FaultReason.None)));
        _unit.FlushAll();
        SetEntry((uint)level, 0);
        Assert.That((Read(), Write()), Is.EqualTo((FaultReason.ReadDenied, FaultReason.WriteDenied)));
    }

    [Test]
    public void A_table_outside_of_memory_is_not_reachable([Range(0, 2)] int level)
    {
        SetEntry((uint)level, 0x200_000 | Present);
        Assert.That(Read(), Is.EqualTo(FaultReason.TableNotReachable));
    }

    [Test]
    public void A_table_of_more_levels_than_the_unit_has_bits_is_refused()
    {
        SoftwareUnit narrow = new(IommuKind.IntelVtd, _memory, addressBits: 39);
        narrow.SetTranslation(true);
        narrow.Attach(s_device, new TableRoot(new Mfn(0x100), 4, 48), 1);
        Assert.That(narrow.Translate(s_device, 0, false, out _), Is.EqualTo(FaultReason.InvalidContext));
        narrow.Attach(s_device, new TableRoot(new Mfn(0x101), 3, 39), 1);
        Assert.That(narrow.Translate(s_device, 0, false, out _), Is.EqualTo(FaultReason.None));
    }

    [Test]
    public void A_context_that_makes_no_sense_is_refused()
    {
        _unit.Attach(s_device, new TableRoot(new Mfn(0x100), 2, 30), 1);
        Assert.That(Read(), Is.EqualTo(FaultReason.InvalidContext));
        _unit.Attach(s_device, new TableRoot(new Mfn(0x200), 4, 48), 1);
        Assert.That(Read(), Is.EqualTo(FaultReason.InvalidContext));
        _unit.Detach(s_device);
        Assert.That(Read(), Is.EqualTo(FaultReason.ContextNotPresent));
        _unit.SetTranslation(false);
        Assert.That(Read(), Is.EqualTo(FaultReason.None), "untranslated");
    }

    [Test]
    public void It_forgets_what_it_is_told_to_and_nothing_else()
    {
        Assert.That(Read(), Is.EqualTo(FaultReason.None));
        _unit.FlushPages(2, new Dfn(0), PageOrder.Page4K);
        _unit.FlushPages(1, new Dfn(1), PageOrder.Page4K);
        _unit.FlushDomain(2);
        Assert.That(_unit.RememberedCount, Is.EqualTo(1));
        _unit.FlushPages(1, new Dfn(0), PageOrder.Page2M);
        Assert.That(_unit.RememberedCount, Is.Zero);
    }

    private static ulong Next(uint level) => (0x101UL + level) << 12;

    private void SetEntry(uint level, ulong entry) => BitConverter.TryWriteBytes(_memory.Bytes((0x100UL + level) << 12, 8), entry);

    private FaultReason Read() => _unit.Translate(s_device, 0, false, out _);

    private FaultReason Write() => _unit.Translate(s_device, 0, true, out _);
}
