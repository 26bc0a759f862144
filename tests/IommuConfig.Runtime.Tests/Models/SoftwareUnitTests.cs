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
        _unit = new SoftwareUnit(IommuKind.IntelVtd, _memory) { TranslatedSizes = 1UL << 12 };
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

    [Test]
    public void A_flush_that_fails_forgets_nothing()
    {
        Assert.That(Read(), Is.EqualTo(FaultReason.None));
        _unit.FlushResult = -5;
        Assert.That((_unit.FlushAll(), _unit.FlushDomain(1), _unit.FlushPages(1, new Dfn(0), PageOrder.Page4K)), Is.EqualTo((-5, -5, -5)));
        Assert.That((_unit.RememberedCount, _unit.FlushCount), Is.EqualTo((1, 3)));
    }

    [Test]
    public void It_remembers_tables_if_it_is_one_that_does([Values] bool caches)
    {
        SoftwareUnit unit = new(IommuKind.IntelVtd, _memory) { CachesTables = caches };
        unit.SetTranslation(true);
        unit.Attach(s_device, new TableRoot(new Mfn(0x100), 4, 48), 1);
        Assert.That(unit.Translate(s_device, 0, false, out _), Is.EqualTo(FaultReason.None));
        SetEntry(2, 0);
        BitConverter.TryWriteBytes(_memory.Bytes(0x103_008, 8), 0x105_000 | Present);
        FaultReason expected = caches ? FaultReason.None : FaultReason.ReadDenied;
        Assert.That(unit.Translate(s_device, 0x1000, false, out _), Is.EqualTo(expected), "the next page, whose table is gone");
        unit.FlushDomain(1);
        Assert.That(unit.Translate(s_device, 0x1000, false, out _), Is.EqualTo(FaultReason.ReadDenied));
    }

    [Test]
    public void Requests_that_were_blocked_are_kept_with_their_reason()
    {
        SetEntry(0, 0);
        Read();
        _unit.Detach(s_device);
        Write();
        Assert.That(_unit.Faults, Is.EqualTo((DmaFault[])
        [
            new DmaFault(s_device, 0, false, FaultReason.ReadDenied), new DmaFault(s_device, 0, true, FaultReason.ContextNotPresent),
        ]));
        _unit.ClearFaults();
        Assert.That(_unit.Faults, Is.Empty);
    }

    [TestCase(IommuKind.IntelVtd, typeof(VtdWalk))]
    [TestCase(IommuKind.AmdVi, typeof(AmdWalk))]
    [TestCase(IommuKind.ArmSmmu, typeof(ArmWalk))]
    [TestCase(IommuKind.ArmSmmuV3, typeof(ArmWalk))]
    [TestCase(IommuKind.IpmmuVmsa, typeof(ArmWalk))]
    public void Every_kind_has_its_format(IommuKind kind, Type format)
    {
        TableWalk walk = TableWalk.Of(kind, 48, 48, 1UL << 12);
        Assert.That((walk.GetType(), walk.InputBits, walk.OutputBits, walk.PageShift), Is.EqualTo((format, 48, 48, 12)));
        Assert.That((walk as ArmWalk)?.Stage ?? 2, Is.EqualTo(2));
        Assert.That((walk as VtdWalk)?.PageSizes ?? 1UL << 12, Is.EqualTo(1UL << 12));
    }

    [TestCase(IommuKind.IntelVtd)]
    [TestCase(IommuKind.AmdVi)]
    [TestCase(IommuKind.ArmSmmuV3)]
    public void A_unit_understands_the_format_of_its_kind_and_no_other(IommuKind kind)
    {
        foreach (IommuKind format in (IommuKind[])[IommuKind.IntelVtd, IommuKind.AmdVi, IommuKind.ArmSmmuV3])
        {
            for (uint level = 0; level < 4; level++)
            {
                SetEntry(level, Next(level) | Bits(format, 4 - (int)level));
            }

            SoftwareUnit unit = new(kind, _memory) { Walk = TableWalk.Of(kind, 48, 48, 1UL << 12) };
            unit.SetTranslation(true);
            unit.Attach(s_device, new TableRoot(new Mfn(0x100), 4, 48), 1);
            FaultReason read = unit.Translate(s_device, 0x123, false, out ulong target);
            FaultReason write = unit.Translate(s_device, 0x123, true, out _);
            bool isUnderstood = (read, write, target) == (FaultReason.None, FaultReason.WriteDenied, 0x104_123);
            Assert.That(isUnderstood, Is.EqualTo(format == kind), $"{format}: {read}, {write}");
        }

        // A table, or in level 1 a page that may be read.
        static ulong Bits(IommuKind format, int level) => format switch
        {
            IommuKind.IntelVtd => level == 1 ? 1UL : 3,
            IommuKind.AmdVi => 1 | (ulong)(level - 1) << 9 | (level == 1 ? 1UL : 3) << 61,
            _ => level == 1 ? 3UL | 0xf << 2 | 1 << 6 | 3 << 8 | 1 << 10 : 3,
        };
    }

    private static ulong Next(uint level) => (0x101UL + level) << 12;

    private void SetEntry(uint level, ulong entry) => BitConverter.TryWriteBytes(_memory.Bytes((0x100UL + level) << 12, 8), entry);

    private FaultReason Read() => _unit.Translate(s_device, 0, false, out _);

    private FaultReason Write() => _unit.Translate(s_device, 0, true, out _);
}
