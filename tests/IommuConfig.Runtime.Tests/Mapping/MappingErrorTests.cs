using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Mapping;

/// <summary>What a failed call leaves behind.</summary>
internal sealed class MappingErrorTests
{
    [Test]
    [Rule("MAP-5")]
    [Rule("MAP-7")]
    [Rule("DOM-13")]
    public void A_failed_map_undoes_what_it_mapped_and_nothing_else()
    {
        // Room for a root, and for the tables of one range of 2 MiB.
        using SoftwarePlatform machine = new(tableFrames: 5);
        machine.AddUnit(IommuKind.IntelVtd);
        machine.AddDevice("nic", new DeviceId(0, 3, 0));
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain("nic");
        rig.Map(domain, 500, machine.Ram, MapFlags.Readable);

        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(505), machine.Ram, 20, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(flush, Is.EqualTo(FlushFlags.None), "everything was flushed already");
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(500), out Mfn mfn, out _), Is.Zero);
        Assert.That(mfn, Is.EqualTo(machine.Ram));
        for (ulong dfn = 505; dfn < 525; dfn++)
        {
            Assert.That(rig.Iommu.Lookup(domain, new Dfn(dfn), out _, out _), Is.EqualTo(-Errno.ENOENT));
        }

        Assert.That(domain.IsCrashed, Is.True);
    }

    [Test]
    [Rule("DOM-13")]
    [Rule("TRAP-13")]
    public void The_hardware_domain_is_never_crashed()
    {
        using Rig<SingleTable<FaultyHooks>> rig = new(SoftwarePlatform.X86());
        Domain hardware = rig.CreateDomain(isHardware: true);
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(hardware, new Dfn(13), rig.Machine.Ram, 1, MapFlags.Readable, ref flush), Is.EqualTo(-Errno.EPERM));
        Assert.That(hardware.IsCrashed, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    [Rule("MAP-6")]
    [Rule("TRAP-13")]
    public void After_a_failed_unmap_only_the_hardware_domain_goes_on(bool isHardware)
    {
        using Rig<SingleTable<FaultyHooks>> rig = new(SoftwarePlatform.X86());
        Domain domain = rig.CreateDomain(isHardware);
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(0), rig.Machine.Ram, 4, MapFlags.Readable, ref flush), Is.Zero);
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(0), 4, MapFlags.None, ref flush), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(0), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(2), out _, out _), Is.EqualTo(isHardware ? -Errno.ENOENT : 0));
        Assert.That(domain.IsCrashed, Is.Not.EqualTo(isHardware));
    }

    [Test]
    [Rule("MAP-6")]
    [Rule("MAP-7")]
    public void After_an_error_the_hardware_domains_unmap_is_not_stopped_half_way()
    {
        using Rig<SingleTable<FaultyHooks>> rig = new(SoftwarePlatform.X86());
        Domain hardware = rig.CreateDomain(isHardware: true);
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(hardware, new Dfn(9_998), rig.Machine.Ram, 1, MapFlags.Readable, ref flush), Is.Zero);
        rig.Platform.IsPreemptionPending = true;
        int flushes = rig.Machine.Units[0].FlushCount;
        Assert.That(rig.Iommu.Unmap(hardware, new Dfn(0), 10_000, MapFlags.Preempt, ref flush), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(rig.Iommu.Lookup(hardware, new Dfn(9_998), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That(rig.Machine.Units[0].FlushCount, Is.EqualTo(flushes + 1));
        Assert.That(flush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    [Rule("FLU-6")]
    public void A_flush_error_of_the_hardware_is_reported_and_crashes_the_domain()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        rig.Machine.Units[0].FlushResult = -Errno.EBUSY;
        Assert.That(rig.Iommu.Flush(domain, new Dfn(1), 1, FlushFlags.Modified), Is.EqualTo(-Errno.EBUSY));
        Assert.That(domain.IsCrashed, Is.True);
    }

    [Test]
    [Rule("FLU-1")]
    public void Nothing_to_flush_is_no_flush_and_the_invalid_frame_is_refused()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        int before = rig.Machine.Units[0].FlushCount;
        Assert.That(rig.Iommu.Flush(domain, new Dfn(1), 0, FlushFlags.Modified), Is.Zero);
        Assert.That(rig.Iommu.Flush(domain, new Dfn(1), 1, FlushFlags.None), Is.Zero);
        Assert.That(rig.Iommu.FlushAll(domain, FlushFlags.None), Is.Zero);
        Assert.That(rig.Iommu.Flush(domain, Dfn.Invalid, 1, FlushFlags.Modified), Is.EqualTo(-Errno.EINVAL));
        Assert.That(rig.Machine.Units[0].FlushCount, Is.EqualTo(before));
    }

    [Test]
    [Rule("MAP-1")]
    public void Flags_that_a_call_does_not_take_are_refused()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        FlushFlags flush = FlushFlags.None;
        MapFlags ordered = MapFlags.ReadWrite.WithOrder(PageOrder.Page2M);
        Assert.That(rig.Iommu.Map(domain, new Dfn(0), rig.Machine.Ram, 1, ordered, ref flush), Is.EqualTo(-Errno.EINVAL));
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(0), 1, MapFlags.Readable, ref flush), Is.EqualTo(-Errno.EINVAL));
        Assert.That(domain.IsCrashed, Is.False);
    }

    [TestCase(1UL << 36, 0x1000UL)]
    [TestCase(5UL, 1UL << 40)]
    [Rule("MAP-9")]
    public void A_frame_that_the_table_cannot_hold_is_refused(ulong dfn, ulong mfn)
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(dfn), new Mfn(mfn), 1, MapFlags.Readable, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(1UL << 36), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(flush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    [Rule("MAP-4")]
    public void A_preemptible_call_says_how_far_it_got_and_can_be_continued()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        FlushFlags flush = FlushFlags.None;
        rig.Platform.IsPreemptionPending = true;
        MapFlags flags = MapFlags.ReadWrite | MapFlags.Preempt;
        ulong done = 0;
        long result;
        int calls = 0;
        while ((result = rig.Iommu.Map(domain, new Dfn(done), rig.Machine.Ram + done, 10_000 - done, flags, ref flush)) > 0)
        {
            done += (ulong)result;
            calls++;
        }

        Assert.That(result, Is.Zero);
        Assert.That(calls, Is.EqualTo(2));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(9_999), out Mfn mfn, out _), Is.Zero);
        Assert.That(mfn, Is.EqualTo(rig.Machine.Ram + 9_999));
        Assert.That(rig.Iommu.Map(domain, new Dfn(0), rig.Machine.Ram, 5_000, MapFlags.ReadWrite, ref flush), Is.Zero, "not preemptible");
    }

    [Test]
    [Rule("MAP-4")]
    public void A_preemptible_unmap_stops_after_some_thousand_tables()
    {
        const ulong tables = 5_000;
        using SoftwarePlatform machine = new(tableFrames: (uint)tables + 200);
        machine.AddUnit(IommuKind.IntelVtd);
        machine.AddDevice("nic", new DeviceId(0, 3, 0));
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain("nic");
        FlushFlags flush = FlushFlags.None;
        for (ulong index = 0; index < tables; index++)
        {
            Assert.That(rig.Iommu.Map(domain, new Dfn(index << 9), machine.Ram, 1, MapFlags.Readable, ref flush), Is.Zero);
        }

        rig.Platform.IsPreemptionPending = true;
        long done = rig.Iommu.Unmap(domain, new Dfn(0), tables << 9, MapFlags.Preempt, ref flush);
        Assert.That(done, Is.InRange(4_000L << 9, 4_999L << 9));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn((ulong)done - (1 << 9)), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That(rig.Iommu.Lookup(domain, new Dfn((ulong)done), out _, out _), Is.Zero);
        Assert.That(rig.Iommu.Unmap(domain, new Dfn((ulong)done), (tables << 9) - (ulong)done, MapFlags.Preempt, ref flush), Is.Zero);
        Assert.That(rig.Iommu.Flush(domain, new Dfn(0), tables << 9, flush), Is.Zero);
        machine.Platform.Tasklets.RunAll();
        Assert.That(machine.Platform.Memory.InUse, Is.EqualTo(1), "the root");
    }

    [Test]
    [Rule("MAP-3")]
    [Rule("DOM-4")]
    public void A_domain_without_an_IOMMU_maps_nothing_and_succeeds()
    {
        using SoftwarePlatform machine = new();
        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        Assert.That(iommu.Setup(), Is.EqualTo(-Errno.ENODEV));
        Assert.That(iommu.CreateDomain(false, out Domain? domain), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(iommu.Map(domain!, new Dfn(1), machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(flush, Is.EqualTo(FlushFlags.None));
        Assert.That(iommu.Lookup(domain!, new Dfn(1), out _, out _), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That(iommu.Assign(domain!, new Device(default), AssignFlags.None), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That(iommu.Teardown(domain!), Is.Zero);
    }

    [Test]
    [Rule("DOM-10")]
    [Rule("TRAP-12")]
    public void A_dying_domain_maps_nothing_and_succeeds()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain();
        Assert.That(rig.Iommu.Teardown(domain), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(1), rig.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(1), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That(flush, Is.EqualTo(FlushFlags.None));
    }
}
