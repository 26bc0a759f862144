using System;
using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>What the hardware domain's devices reach, against the rule applied to each page.</summary>
internal sealed class HardwareDomainTests
{
    private const ulong FourGiB = 1UL << 20;

    // The frames that are looked at: low ones, and those around 4 GiB. Random maps have all their borders there.
    private static readonly ulong[] s_frames = [.. Enumerable.Range(0, 700).Select(frame => (ulong)frame), .. Enumerable.Range(-300, 700).Select(frame => (ulong)((long)FourGiB + frame))];

    [Test]
    [Rule("HWD-1")]
    [Rule("HWD-2")]
    [Rule("HWD-3")]
    [Rule("HWD-4")]
    [Rule("HWD-5")]
    public void Random_memory_maps_come_out_as_the_rule_says_of_each_page()
    {
        Random random = new(61);
        for (int round = 0; round < 300; round++)
        {
            using SoftwarePlatform machine = SoftwarePlatform.X86();
            MemoryMap memory = new();
            machine.Platform.Add(memory);
            for (int count = random.Next(8); count > 0; count--)
            {
                ulong first = Address(random);
                memory.Add(first, first + (ulong)random.Next(1, 200 * 4096), Pick(random, MemoryType.Ram, MemoryType.Reserved, MemoryType.Acpi, MemoryType.Unusable));
            }

            HardwareDomainLayout layout = new() { IsTranslated = random.Next(3) == 0 };
            Fill(random, layout.OwnImage);
            Fill(random, layout.Forbidden);
            Fill(random, layout.ReadOnly);
            IommuOptions options = new()
            {
                HardwareDomainInclusive = random.Next(2) == 0,
                HardwareDomainReserved = Pick<bool?>(random, null, false, true),
                HardwareDomainStrict = random.Next(2) == 0,
            };

            Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
            Assert.That(iommu.Setup(options, out _), Is.Zero);
            Assert.That(iommu.CreateDomain(isHardware: true, out Domain? domain), Is.Zero);
            Assert.That(iommu.MapHardwareDomain(domain!, layout, out HardwareDomainReport report), Is.Zero);
            Assert.That((report.FailedCount, report.FirstError), Is.EqualTo((0, 0)));
            foreach (ulong frame in s_frames)
            {
                MapFlags expected = Rule(memory, options, layout, frame);
                int result = iommu.Lookup(domain!, new Dfn(frame), out Mfn mfn, out MapFlags access);
                Assert.That(
                    result == 0 ? access : MapFlags.None,
                    Is.EqualTo(expected),
                    $"round {round}, frame {frame:x}, translated {layout.IsTranslated}, {memory.TypeOf(frame << 12)}");
                Assert.That(result != 0 || mfn.Value == frame, Is.True);
            }
        }
    }

    [Test]
    [Rule("HWD-2")]
    public void By_default_RAM_and_reserved_memory_are_reached_and_nothing_else()
    {
        using Booted rig = new(new IommuOptions(), new HardwareDomainLayout());
        Assert.That(rig.Access(0x100), Is.EqualTo(MapFlags.ReadWrite), "RAM");
        Assert.That(rig.Access(0x9f), Is.EqualTo(MapFlags.ReadWrite), "reserved");
        Assert.That(rig.Access(0x300), Is.EqualTo(MapFlags.None), "ACPI");
        Assert.That(rig.Access(0x50), Is.EqualTo(MapFlags.None), "a hole");
        Assert.That(rig.Platform.Options.HardwareDomainReserved, Is.True);
        Assert.That((rig.Report.WritableFrames, rig.Report.ReadOnlyFrames), Is.EqualTo((0x200UL + 2, 0UL)));
    }

    [Test]
    [Rule("HWD-3")]
    public void Inclusive_mappings_are_not_for_a_translated_domain()
    {
        IommuOptions options = new() { HardwareDomainInclusive = true };
        using Booted inclusive = new(options, new HardwareDomainLayout());
        Assert.That((inclusive.Access(0x50), inclusive.Access(FourGiB - 1), inclusive.Access(FourGiB)), Is.EqualTo((MapFlags.ReadWrite, MapFlags.ReadWrite, MapFlags.None)));
        using Booted translated = new(options, new HardwareDomainLayout { IsTranslated = true });
        Assert.That(translated.Access(0x50), Is.EqualTo(MapFlags.None));
        Assert.That(translated.Report.Lines, Is.EqualTo(new[] { "IOMMU: hardware domain: map-inclusive is not for a translated domain: ignored" }));
        Assert.That(translated.Platform.Options.HardwareDomainInclusive, Is.False);
    }

    [Test]
    [Rule("HWD-6")]
    public void Passed_through_nothing_is_mapped()
    {
        using Booted rig = new(new IommuOptions { HardwareDomainPassthrough = true }, new HardwareDomainLayout());
        Assert.That((rig.Access(0x100), rig.Report.WritableFrames), Is.EqualTo((MapFlags.None, 0UL)));
    }

    [Test]
    [Rule("HWD-6")]
    public void Other_architectures_map_nothing_here_and_know_no_inclusive_mappings()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        machine.Platform.Add(Memory());
        Iommu<ArmLike> iommu = new(machine.Platform);
        iommu.Setup(new IommuOptions { HardwareDomainInclusive = true }, out _);
        iommu.CreateDomain(isHardware: true, out Domain? domain);
        Assert.That(iommu.MapHardwareDomain(domain!, new HardwareDomainLayout(), out HardwareDomainReport report), Is.Zero);
        Assert.That((report.WritableFrames, report.Lines[0]), Is.EqualTo((0UL, "IOMMU: hardware domain: map-inclusive is for x86: ignored")));
        Assert.That((machine.Platform.Options.HardwareDomainReserved, machine.Platform.Options.HardwareDomainInclusive), Is.EqualTo(((bool?)false, false)));
    }

    [Test]
    [Rule("HWD-7")]
    public void Only_the_hardware_domain_has_such_mappings_and_without_an_IOMMU_not_even_that()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Assert.That(rig.Iommu.MapHardwareDomain(rig.CreateDomain(), new HardwareDomainLayout(), out _), Is.EqualTo(-Errno.EINVAL));
        using SoftwarePlatform machine = new();
        machine.Platform.Add(Memory());
        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        iommu.CreateDomain(isHardware: true, out Domain? domain);
        Assert.That(iommu.MapHardwareDomain(domain!, new HardwareDomainLayout(), out HardwareDomainReport report), Is.Zero);
        Assert.That(report.WritableFrames, Is.Zero);
    }

    [Test]
    [Rule("HWD-8")]
    public void A_range_that_cannot_be_mapped_is_told_and_the_others_are_mapped()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        MemoryMap memory = new();
        machine.Platform.Add(memory);

        // Beyond the 39 bits of this machine's addresses.
        memory.Add(1UL << 45, (1UL << 45) + 0x1fff, MemoryType.Ram);
        memory.Add(0x1000, 0x2fff, MemoryType.Reserved);
        memory.Add(1UL << 46, (1UL << 46) + 0xfff, MemoryType.Reserved);
        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        iommu.Setup();
        iommu.CreateDomain(isHardware: true, out Domain? domain);
        Assert.That(iommu.MapHardwareDomain(domain!, new HardwareDomainLayout(), out HardwareDomainReport report), Is.Zero);
        Assert.That((report.FailedCount, report.FirstError, report.WritableFrames), Is.EqualTo((2, -Errno.EFAULT, 2UL)));
        Assert.That(report.Lines[0], Is.EqualTo("IOMMU: hardware domain: frames 0x200000000 to 0x200000001 not mapped (-14)"));
        Assert.That((domain!.IsCrashed, iommu.Lookup(domain, new Dfn(2), out _, out _)), Is.EqualTo((false, 0)));
    }

    [Test]
    [Rule("HWD-9")]
    public void Who_waits_is_let_run_and_the_mapping_goes_on()
    {
        Polite layout = new();
        using Booted rig = new(new IommuOptions { Superpages = false }, layout, ramFrames: 3 * 4096);
        Assert.That(layout.Count, Is.GreaterThanOrEqualTo(2));
        Assert.That((rig.Access(0x100), rig.Access(0x100 + (3 * 4096) - 1)), Is.EqualTo((MapFlags.ReadWrite, MapFlags.ReadWrite)));
        Assert.That(rig.Report.WritableFrames, Is.EqualTo((3UL * 4096) + 2));
    }

    [Test]
    [Rule("HWD-10")]
    public void One_flush_at_the_end_makes_it_seen()
    {
        using Booted rig = new(new IommuOptions(), new HardwareDomainLayout(), cachesAbsentEntries: true);
        Assert.That(rig.Flushes, Is.EqualTo(1));
    }

    [Test]
    public void A_set_of_frames_is_that_of_its_members()
    {
        Random random = new(3);
        for (int round = 0; round < 2000; round++)
        {
            FrameRangeSet set = new();
            bool[] members = new bool[64];
            for (int step = 0; step < 12; step++)
            {
                int first = random.Next(64), last = random.Next(first, 64);
                bool add = random.Next(2) == 0;
                Assert.That(add ? set.Add((ulong)first, (ulong)last) : set.Remove((ulong)first, (ulong)last), Is.Zero);
                members.AsSpan(first, last - first + 1).Fill(add);
            }

            Assert.That(Enumerable.Range(0, 64).Select(frame => set.Contains((ulong)frame)), Is.EqualTo(members));
            for (int index = 1; index < set.Count; index++)
            {
                Assert.That(set[index].First, Is.GreaterThan(set[index - 1].Last + 1), "ranges do not touch");
            }
        }

        FrameRangeSet limits = new();
        Assert.That((limits.Add(1, 0), limits.Add(0, FrameRangeSet.MaxFrame + 1), limits.Remove(2, 1)), Is.EqualTo((-Errno.EINVAL, -Errno.EINVAL, -Errno.EINVAL)));
        Assert.That((limits.Add(0, FrameRangeSet.MaxFrame), limits.Remove(0, 0), limits[0]), Is.EqualTo((0, 0, (1UL, FrameRangeSet.MaxFrame))));
    }

    // The rule, for one page.
    private static MapFlags Rule(MemoryMap memory, IommuOptions options, HardwareDomainLayout layout, ulong frame)
    {
        bool inclusive = options.HardwareDomainInclusive && !layout.IsTranslated;
        bool reached = inclusive && frame < FourGiB;
        for (int index = 0; index < memory.Count; index++)
        {
            (ulong first, ulong last, MemoryType type) = memory[index];
            bool touches = first <= (frame << 12 | 0xfff) && frame << 12 <= last;
            reached |= touches && type == MemoryType.Ram && !options.HardwareDomainStrict;
            reached |= touches && type == MemoryType.Reserved && (inclusive || options.HardwareDomainReserved != false);
        }

        bool allowed = !layout.OwnImage.Contains(frame) && !layout.Forbidden.Contains(frame);
        return
            !allowed ? MapFlags.None :
            layout.ReadOnly.Contains(frame) ? reached || !layout.IsTranslated ? MapFlags.Readable : MapFlags.None :
            reached ? MapFlags.ReadWrite : MapFlags.None;
    }

    private static ulong Address(Random random) =>
        (random.Next(2) == 0 ? 0 : (FourGiB - 250) << 12) + (ulong)random.Next(400 * 4096);

    private static void Fill(Random random, FrameRangeSet set)
    {
        for (int count = random.Next(4); count > 0; count--)
        {
            ulong first = Address(random) >> 12;
            set.Add(first, first + (ulong)random.Next(60));
        }
    }

    private static T Pick<T>(Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    private static MemoryMap Memory(ulong ramFrames = 0x200)
    {
        MemoryMap memory = new();
        memory.Add(0x9f800, 0xa0fff, MemoryType.Reserved);
        memory.Add(0x100000, 0x100000 + (ramFrames << 12) - 1, MemoryType.Ram);
        memory.Add(0x100000 + (ramFrames << 12), 0x100000 + (ramFrames << 12) + 0xfff, MemoryType.Acpi);
        return memory;
    }

    private sealed class Polite : HardwareDomainLayout
    {
        internal int Count { get; private set; }

        public override void LetOthersRun(IommuPlatform platform) => Count++;
    }

    private sealed class Booted : IDisposable
    {
        private readonly SoftwarePlatform _machine = new();
        private readonly Iommu<SingleTable<VtdHooks>> _iommu;
        private readonly Domain _domain;

        internal Booted(IommuOptions options, HardwareDomainLayout layout, ulong ramFrames = 0x200, bool cachesAbsentEntries = false)
        {
            SoftwareUnit unit = _machine.AddUnit(IommuKind.IntelVtd, cachesAbsentEntries);
            Platform.Add(Memory(ramFrames));
            _iommu = new Iommu<SingleTable<VtdHooks>>(Platform);
            Assert.That(_iommu.Setup(options, out _), Is.Zero);
            Assert.That(_iommu.CreateDomain(isHardware: true, out Domain? domain), Is.Zero);
            _domain = domain!;
            Platform.IsPreemptionPending = layout is Polite;
            int before = unit.FlushCount;
            Assert.That(_iommu.MapHardwareDomain(_domain, layout, out HardwareDomainReport report), Is.Zero);
            Flushes = unit.FlushCount - before;
            Report = report;
        }

        internal IommuPlatform Platform => _machine.Platform;

        internal HardwareDomainReport Report { get; }

        internal int Flushes { get; }

        internal MapFlags Access(ulong frame) =>
            _iommu.Lookup(_domain, new Dfn(frame), out _, out MapFlags access) == 0 ? access : MapFlags.None;

        public void Dispose() => _machine.Dispose();
    }
}
