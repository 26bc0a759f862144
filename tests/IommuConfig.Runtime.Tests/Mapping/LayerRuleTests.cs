using System.Threading;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Mapping;

/// <summary>Rules of mapping, flushing and sleep that the other suites show only in passing.</summary>
internal sealed class LayerRuleTests
{
    [Test]
    [Rule("MAP-2")]
    [Rule("MAP-8")]
    public void A_range_is_mapped_in_the_largest_pages_that_fit_and_looked_up_by_the_page()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain();
        FlushFlags flush = FlushFlags.None;
        Mfn large = new(0x4_0000);
        Assert.That(rig.Iommu.Map(domain, new Dfn(0x3_ffff), large + 0x3_ffff, 1 + (1 << 18) + 512 + 1, MapFlags.Readable, ref flush), Is.Zero);
        Sizes sizes = default;
        rig.Iommu.Dump(domain, ref sizes);
        Assert.That((sizes.Small, sizes.Middle, sizes.Large), Is.EqualTo((2, 1, 1)));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(0x5_4321), out Mfn mfn, out MapFlags flags), Is.Zero);
        Assert.That((mfn, flags), Is.EqualTo((large + 0x5_4321, MapFlags.Readable)));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(0x8_0201), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    [Test]
    [Rule("MAP-2")]
    [Rule("XSA-304")]
    public void XSA_304_a_size_that_one_unit_cannot_walk_is_not_used()
    {
        using SoftwarePlatform machine = new();
        machine.Platform.Add(new SoftwareUnit(IommuKind.IntelVtd, machine.Memory, [1]));
        machine.Platform.Add(new SoftwareUnit(IommuKind.IntelVtd, machine.Memory, [2]) { TranslatedSizes = 1UL << 12 | 1UL << 21 });
        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        Assert.That(iommu.Setup(), Is.Zero);
        Assert.That(iommu.CreateDomain(false, out Domain? domain), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(iommu.Map(domain!, new Dfn(1 << 18), new Mfn(1 << 18), 1 << 18, MapFlags.ReadWrite, ref flush), Is.Zero);
        Sizes sizes = default;
        iommu.Dump(domain!, ref sizes);
        Assert.That((sizes.Small, sizes.Middle, sizes.Large), Is.EqualTo((0, 512, 0)));
    }

    [Test]
    [Rule("MAP-10")]
    public void Threads_that_take_the_mapping_lock_change_one_domain_at_the_same_time_as_its_devices_change()
    {
        using Rig<MixedTable> rig = Rigs.Mixed();
        Domain domain = rig.CreateDomain("dmaa0");
        Thread[] threads = new Thread[4];
        int failures = 0;
        for (int index = 0; index < threads.Length; index++)
        {
            ulong first = (ulong)index << 20;
            threads[index] = new Thread(() =>
            {
                for (ulong page = 0; page < 500; page++)
                {
                    FlushFlags flush = FlushFlags.None;
                    domain.MappingLock.Acquire();
                    long result = rig.Iommu.Map(domain, new Dfn(first + page), rig.Machine.Ram + page, 1, MapFlags.ReadWrite, ref flush);
                    int flushed = rig.Iommu.Flush(domain, new Dfn(first + page), 1, flush);
                    domain.MappingLock.Release();
                    if (result != 0 || flushed != 0)
                    {
                        Interlocked.Increment(ref failures);
                    }
                }
            });
            threads[index].Start();
        }

        for (int round = 0; round < 20; round++)
        {
            Assert.That(rig.Iommu.Assign(domain, rig.Device("dmab0").Device, AssignFlags.None), Is.Zero);
            Assert.That(rig.Iommu.Deassign(domain, rig.Device("dmab0").Device), Is.Zero);
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.That(rig.Iommu.Assign(domain, rig.Device("dmab0").Device, AssignFlags.None), Is.Zero);
        Assert.That(failures, Is.Zero);
        for (ulong place = 0; place < 2000; place++)
        {
            ulong dfn = (place / 500 << 20) + (place % 500);
            Assert.That(rig.Machine.Units[1].Translate(rig.Device("dmab0").Device.Id, dfn << 12, isWrite: true, out ulong target), Is.EqualTo(FaultReason.None));
            Assert.That(target >> 12, Is.EqualTo(rig.Machine.Ram.Value + (place % 500)));
        }
    }

    [TestCase(3UL, 8UL)]
    [TestCase(4UL, 8UL)]
    [TestCase(8UL, 8UL)]
    [TestCase(3UL, 5UL)]
    [Rule("FLU-4")]
    public void A_range_that_hardware_cannot_be_named_is_flushed_to_its_last_page(ulong first, ulong count)
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(0), rig.Machine.Ram, 32, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(rig.Device("nic").Read(0, new byte[32 << 12]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(first), count, MapFlags.None, ref flush), Is.Zero);
        Assert.That(rig.Iommu.Flush(domain, new Dfn(first), count, FlushFlags.Modified), Is.Zero);
        for (ulong page = 0; page < 32; page++)
        {
            bool isUnmapped = page >= first && page < first + count;
            Assert.That(rig.Device("nic").Read(page << 12, new byte[1]), Is.EqualTo(isUnmapped ? FaultReason.ReadDenied : FaultReason.None));
        }
    }

    [Test]
    [Rule("FLU-5")]
    [Rule("TRAP-15")]
    [Rule("XSA-373")]
    public void XSA_373_every_unit_is_flushed_and_the_first_error_is_the_result()
    {
        using SoftwarePlatform machine = new();
        SoftwareUnit first = machine.AddUnit(IommuKind.IntelVtd, 1);
        SoftwareUnit second = machine.AddUnit(IommuKind.IntelVtd, 2);
        SoftwareUnit third = machine.AddUnit(IommuKind.IntelVtd, 3);
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain();
        (first.FlushResult, second.FlushResult) = (-Errno.EIO, -Errno.EBUSY);
        int before = third.FlushCount;
        Assert.That(rig.Iommu.Flush(domain, new Dfn(1), 1, FlushFlags.Modified), Is.EqualTo(-Errno.EIO));
        Assert.That(rig.Iommu.FlushAll(domain, FlushFlags.Modified), Is.EqualTo(-Errno.EIO));
        Assert.That(third.FlushCount, Is.EqualTo(before + 2));
    }

    [Test]
    [Rule("PWR-2")]
    [Rule("TRAP-17")]
    public void After_sleep_every_unit_has_forgotten_not_only_the_last_one()
    {
        using SoftwarePlatform machine = new();
        for (byte bus = 1; bus <= 3; bus++)
        {
            machine.AddUnit(IommuKind.AmdVi, bus);
            machine.AddDevice($"dev{bus}", new DeviceId(0, bus, 0));
        }

        using Rig<SingleTable<AmdViHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain("dev1");
        Assert.That(rig.Iommu.Assign(domain, rig.Device("dev2").Device, AssignFlags.None), Is.Zero);
        Assert.That(rig.Iommu.Assign(domain, rig.Device("dev3").Device, AssignFlags.None), Is.Zero);
        rig.Map(domain, 1, machine.Ram, MapFlags.ReadWrite);
        foreach (SoftwareDevice device in machine.Devices)
        {
            Assert.That(device.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));
        }

        Assert.That(rig.Iommu.Suspend(), Is.Zero);
        rig.Iommu.Resume();
        Assert.That(machine.Units, Has.All.Property(nameof(SoftwareUnit.RememberedCount)).EqualTo(0));
        Assert.That(machine.Units, Has.All.Property(nameof(SoftwareUnit.IsTranslating)).True);
    }

    [Test]
    [Rule("PWR-6")]
    [Rule("TRAP-14")]
    [Rule("HOOK-5")]
    public void A_provider_that_lacks_the_hooks_of_sleep_sleeps_all_the_same()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        using Rig<SingleTable<PlainHooks>> rig = new(machine);
        machine.Platform.Options.CrashDisable = true;
        Assert.That(rig.Iommu.Suspend(), Is.Zero);
        rig.Iommu.Resume();
        rig.Iommu.Quiesce();
        rig.Iommu.CrashShutdown();
        Assert.That(machine.Units[0].IsTranslating, Is.True);
    }

    [TestCase(0UL, -Errno.ENODATA)]
    [TestCase(1UL << 21, -Errno.EPERM)]
    [TestCase(1UL << 13 | 1UL << 21, -Errno.EPERM)]
    [Rule("DOM-6")]
    public void A_provider_without_pages_of_four_kilobytes_is_refused(ulong sizes, int expected)
    {
        using Rig<SingleTable<PlainHooks>> rig = new(SoftwarePlatform.X86());
        PlainHooks.Sizes = sizes;
        try
        {
            uint inUse = rig.Platform.Memory.InUse;
            Assert.That(rig.Iommu.CreateDomain(false, out Domain? domain), Is.EqualTo(expected));
            Assert.That(domain, Is.Null);
            Assert.That(rig.Platform.Memory.InUse, Is.EqualTo(inUse));
        }
        finally
        {
            PlainHooks.Sizes = 1 << 12;
        }
    }

    [Test]
    [Rule("TRAP-3")]
    public void An_order_and_the_wish_to_be_preemptible_are_not_taken_for_each_other()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain();
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(0), new Mfn(0x1000), 1024, MapFlags.ReadWrite | MapFlags.Preempt, ref flush), Is.Zero);
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(512), 512, MapFlags.Preempt, ref flush), Is.Zero);
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(511), out _, out _), Is.Zero);
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(512), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(0), 1, MapFlags.None.WithOrder(PageOrder.Page2M), ref flush), Is.EqualTo(-Errno.EINVAL));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(0), out _, out _), Is.Zero);
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    [Rule("TRAP-7")]
    public void An_entry_of_vtd_is_present_if_it_may_be_read_or_written(bool readable, bool writable)
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        rig.Map(domain, 1, rig.Machine.Ram, (readable ? MapFlags.Readable : MapFlags.None) | (writable ? MapFlags.Writable : MapFlags.None));
        Assert.That(rig.Device("nic").Read(0x1000, new byte[1]), Is.EqualTo(readable ? FaultReason.None : FaultReason.ReadDenied));
        Assert.That(rig.Device("nic").Write(0x1000, [1]), Is.EqualTo(writable ? FaultReason.None : FaultReason.WriteDenied));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(1), out _, out _), Is.EqualTo(readable || writable ? 0 : -Errno.ENOENT));
    }

    private struct Sizes : IPageTableSink
    {
        internal int Small;
        internal int Middle;
        internal int Large;

        public readonly void Table(int level, Dfn dfn, Mfn table)
        {
        }

        public void Leaf(int level, Dfn dfn, Mfn mfn, MapFlags flags)
        {
            Small += level == 1 ? 1 : 0;
            Middle += level == 2 ? 1 : 0;
            Large += level == 3 ? 1 : 0;
        }
    }
}
