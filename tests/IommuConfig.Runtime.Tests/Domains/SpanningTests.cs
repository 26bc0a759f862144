using System.IO;
using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>A domain with devices behind several providers.</summary>
internal sealed class SpanningTests
{
    private Rig<MixedTable> _rig = null!;

    private SoftwareDevice A => _rig.Device("dmaa0");

    private SoftwareDevice B => _rig.Device("dmab0");

    private SoftwareDevice C => _rig.Device("dmac0");

    private Mfn Ram => _rig.Machine.Ram;

    [SetUp]
    public void SetUp() => _rig = Rigs.Mixed();

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("SPN-1")]
    public void A_device_of_another_provider_brings_it_to_the_domain()
    {
        Domain domain = _rig.CreateDomain("dmaa0");
        Give(domain, B);
        Give(domain, C);
        Give(domain, _rig.Device("dmab1"));
        Assert.That(domain.Providers.ToString(), Is.EqualTo("{0, 1, 2}"));
        Assert.That((domain.IsSpanning, domain.Provider.IsNone, domain.DeviceCount), Is.EqualTo((true, true, 4)));
        Assert.That(B.Device.Owner, Is.SameAs(domain));
    }

    [Test]
    [Rule("SPN-2")]
    public void What_is_mapped_already_is_mapped_for_a_second_provider_before_its_device_is_switched_over()
    {
        Domain domain = _rig.CreateDomain("dmaa0");
        _rig.Map(domain, 5, Ram, MapFlags.ReadWrite);
        _rig.Map(domain, 7, Ram + 1, MapFlags.Readable);
        _rig.Map(domain, 1UL << 27, Ram + 2, MapFlags.Writable);
        FlushFlags flush = FlushFlags.None;
        Mfn large = new((Ram.Value + 511) & ~511UL);
        Assert.That(_rig.Iommu.Map(domain, new Dfn(512), large, 512, MapFlags.ReadWrite, ref flush), Is.Zero);

        Give(domain, B);
        Assert.That(Dump(B), Is.EqualTo(Dump(A)));
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B])
        {
            Assert.That(device.Write(0x5000, [1]), Is.EqualTo(FaultReason.None));
            Assert.That(device.Read(0x7000, new byte[1]), Is.EqualTo(FaultReason.None));
            Assert.That(device.Write(0x7000, [1]), Is.EqualTo(FaultReason.WriteDenied));
            Assert.That(device.Read(1UL << 39, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
            Assert.That(device.Write(1023UL << 12, [1]), Is.EqualTo(FaultReason.None));
        }

        string Dump(SoftwareDevice device) =>
            string.Join('\n', Enumerable.Range(0, 1100).Select(dfn =>
                $"{device.Unit!.Translate(device.Device.Id, (ulong)dfn << 12, isWrite: false, out ulong target)} {target:x}"));
    }

    [Test]
    [Rule("SPN-3")]
    public void A_mapping_is_every_providers_and_to_unmap_it_blocks_every_device()
    {
        Domain domain = Spanning();
        _rig.Map(domain, 0x42, Ram, MapFlags.ReadWrite);
        byte value = 1;
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            Assert.That(device.Write(0x42000, [value]), Is.EqualTo(FaultReason.None));
            Assert.That(_rig.Machine.Memory.Bytes(Ram.Value << 12, 1)[0], Is.EqualTo(value++));
        }

        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(0x42), out Mfn mfn, out MapFlags flags), Is.Zero);
        Assert.That((mfn, flags), Is.EqualTo((Ram, MapFlags.ReadWrite)));
        _rig.Unmap(domain, 0x42);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(0x42), out _, out _), Is.EqualTo(-Errno.ENOENT));
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            Assert.That(device.Read(0x42000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    [Rule("SPN-4")]
    public void A_map_that_fails_for_one_provider_leaves_all_of_them_with_what_they_had(bool isHardware)
    {
        Domain domain = Spanning(isHardware);
        _rig.Map(domain, 0x42, Ram, MapFlags.Readable);
        FlushFlags flush = FlushFlags.None;
        FailAfter(3); // the tables of the first provider, and none of the second's
        Assert.That(_rig.Iommu.Map(domain, new Dfn(0x40), Ram + 8, 512 * 2, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.ENOMEM));
        _rig.Machine.Admits = null;
        Assert.That(_rig.Iommu.FlushAll(domain, flush), Is.Zero);
        Assert.That(domain.IsCrashed, Is.Not.EqualTo(isHardware));
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            Assert.That(device.Read(0x42000, new byte[1]), Is.EqualTo(FaultReason.None), device.Name);
            Assert.That(device.Write(0x42000, [1]), Is.EqualTo(FaultReason.WriteDenied), device.Name);
            Assert.That(device.Read(0x43000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied), device.Name);
            Assert.That(device.Read(0x41_0000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied), device.Name);
        }
    }

    [Test]
    [Rule("SPN-4")]
    public void A_provider_that_cannot_be_put_back_maps_nothing_of_the_domain_any_more()
    {
        Domain domain = Spanning();
        FlushFlags flush = FlushFlags.None;
        Mfn large = new((Ram.Value + 511) & ~511UL);
        Assert.That(_rig.Iommu.Map(domain, new Dfn(512), large, 511, MapFlags.ReadWrite, ref flush), Is.Zero);

        // The first provider makes one large page of it, which takes a table to split again; the second one has no memory for its tables.
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(1022), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(_rig.Iommu.FlushAll(domain, FlushFlags.All), Is.Zero);
        FailAfter(1);
        Assert.That(_rig.Iommu.Map(domain, new Dfn(1022), large + 510, 3, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(domain.IsCrashed, Is.True);
        _rig.Machine.Admits = null;
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            Assert.That(device.Read(1022UL << 12, new byte[1]), Is.EqualTo(FaultReason.ReadDenied), device.Name);
            Assert.That(device.Read(1024UL << 12, new byte[1]), Is.EqualTo(FaultReason.ReadDenied), device.Name);
        }
    }

    [Test]
    [Rule("SPN-5")]
    public void An_unmap_that_fails_for_one_provider_leaves_all_of_them_with_what_they_had()
    {
        Domain domain = Spanning();
        FlushFlags flush = FlushFlags.None;
        Mfn large = new((Ram.Value + 511) & ~511UL);
        Assert.That(_rig.Iommu.Map(domain, new Dfn(512), large, 512, MapFlags.ReadWrite, ref flush), Is.Zero);
        FailAfter(1); // the first provider's split
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(600), 1, MapFlags.None, ref flush), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(domain.IsCrashed, Is.True);
        Assert.That(_rig.Iommu.FlushAll(domain, FlushFlags.All), Is.Zero);
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            Assert.That(device.Read(600UL << 12, new byte[1]), Is.EqualTo(FaultReason.None), device.Name);
            Assert.That(device.Read(601UL << 12, new byte[1]), Is.EqualTo(FaultReason.None), device.Name);
        }
    }

    [Test]
    [Rule("SPN-5")]
    public void The_hardware_domains_unmap_goes_on_with_the_other_providers()
    {
        Domain domain = Spanning(isHardware: true);
        FlushFlags flush = FlushFlags.None;
        Mfn large = new((Ram.Value + 511) & ~511UL);
        Assert.That(_rig.Iommu.Map(domain, new Dfn(512), large, 512, MapFlags.ReadWrite, ref flush), Is.Zero);
        int asked = 0;
        _rig.Machine.Admits = _ => ++asked != 2; // the second provider's split
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(600), 1, MapFlags.None, ref flush), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(_rig.Iommu.FlushAll(domain, FlushFlags.All), Is.Zero);
        Assert.That(domain.IsCrashed, Is.False);
        Assert.That(
            ((SoftwareDevice[])[A, B, C]).Select(device => device.Read(600UL << 12, new byte[1])),
            Is.EqualTo((FaultReason[])[FaultReason.ReadDenied, FaultReason.None, FaultReason.ReadDenied]));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    [Rule("SPN-6")]
    public void A_provider_that_cannot_take_the_mappings_over_does_not_join(int frames)
    {
        Domain domain = _rig.CreateDomain("dmaa0");
        _rig.Map(domain, 5, Ram, MapFlags.ReadWrite);
        _rig.Map(domain, 1UL << 27, Ram, MapFlags.ReadWrite);
        uint inUse = _rig.Platform.Memory.InUse;
        FailAfter(frames);
        Assert.That(_rig.Iommu.Assign(domain, B.Device, AssignFlags.None), Is.EqualTo(-Errno.ENOMEM));
        Assert.That((domain.IsSpanning, domain.IsCrashed, domain.DeviceCount), Is.EqualTo((false, false, 1)));
        Assert.That(domain.Provider, Is.EqualTo(A.Device.Provider));
        Assert.That(B.Device.Owner, Is.Null);
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(inUse));
        Assert.That(B.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ContextNotPresent));
        Assert.That(A.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
        _rig.Machine.Admits = null;
        Give(domain, B);
        Assert.That(B.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
    }

    [Test]
    [Rule("SPN-7")]
    public void A_provider_leaves_with_its_last_device_and_the_last_one_keeps_the_mappings()
    {
        Domain domain = _rig.CreateDomain("dmaa0");
        _rig.Map(domain, 5, Ram, MapFlags.ReadWrite);
        uint one = _rig.Platform.Memory.InUse;
        Give(domain, B);
        Give(domain, _rig.Device("dmab1"));
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(2 * one));
        TakeBack(domain, B);
        Assert.That(domain.IsSpanning, Is.True);
        TakeBack(domain, _rig.Device("dmab1"));
        Assert.That((domain.IsSpanning, domain.Provider), Is.EqualTo((false, A.Device.Provider)));
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(one));

        TakeBack(domain, A);
        Assert.That(domain.Provider, Is.EqualTo(A.Device.Provider), "somebody has to remember what is mapped");
        Give(domain, C);
        Assert.That(domain.Provider, Is.EqualTo(C.Device.Provider), "now that another one does, it need not");
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(one));
        Assert.That(C.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
    }

    [Test]
    [Rule("SPN-8")]
    public void Every_provider_is_flushed_though_one_fails_and_the_first_error_counts([Values] bool everything)
    {
        Domain domain = Spanning();
        _rig.Map(domain, 0x42, Ram, MapFlags.ReadWrite);
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            Assert.That(device.Read(0x42000, new byte[1]), Is.EqualTo(FaultReason.None));
        }

        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(0x42), 1, MapFlags.None, ref flush), Is.Zero);
        _rig.Machine.Units[0].FlushResult = -Errno.EIO;
        _rig.Machine.Units[1].FlushResult = -Errno.EBUSY;
        FlushFlags flags = everything ? flush | FlushFlags.All : FlushFlags.Modified;
        Assert.That(_rig.Iommu.Flush(domain, new Dfn(0x42), 1, flags), Is.EqualTo(-Errno.EIO));
        Assert.That(domain.IsCrashed, Is.True);
        Assert.That(C.Read(0x42000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
    }

    [Test]
    [Rule("SPN-9")]
    public void A_call_that_stops_half_way_has_come_equally_far_for_every_provider()
    {
        Domain domain = Spanning();
        FlushFlags flush = FlushFlags.None;
        _rig.Platform.IsPreemptionPending = true;
        Mfn odd = new(Ram.Value | 1);
        long done = _rig.Iommu.Map(domain, new Dfn(0), odd, 20_000, MapFlags.Readable | MapFlags.Preempt, ref flush);
        Assert.That(done, Is.InRange(1, 19_999));
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            Assert.That(device.Unit!.Translate(device.Device.Id, (ulong)(done - 1) << 12, isWrite: false, out _), Is.EqualTo(FaultReason.None));
            Assert.That(device.Unit.Translate(device.Device.Id, (ulong)done << 12, isWrite: false, out _), Is.EqualTo(FaultReason.ReadDenied));
        }
    }

    [Test]
    [Rule("SPN-9")]
    public void Only_the_first_provider_may_stop()
    {
        Domain domain = Spanning();
        FlushFlags flush = FlushFlags.None;
        int tables = 0;
        _rig.Machine.Admits = _ => (_rig.Platform.IsPreemptionPending = ++tables > 42) || true;
        Mfn odd = new(Ram.Value | 1);
        Assert.That(_rig.Iommu.Map(domain, new Dfn(0), odd, 20_000, MapFlags.Readable | MapFlags.Preempt, ref flush), Is.Zero);
        Assert.That(_rig.Platform.IsPreemptionPending, Is.True, "somebody waits since the first one was done");
        Assert.That(C.Unit!.Translate(C.Device.Id, 19_999UL << 12, isWrite: false, out _), Is.EqualTo(FaultReason.None));
        Assert.That(B.Unit!.Translate(B.Device.Id, 19_999UL << 12, isWrite: false, out _), Is.EqualTo(FaultReason.None));
    }

    [Test]
    [Rule("SPN-4")]
    [Rule("MAP-7")]
    public void What_a_device_saw_of_a_map_that_failed_for_another_provider_is_forgotten()
    {
        Domain domain = Spanning(isHardware: true);
        int asked = 0;
        bool wasReached = false;
        _rig.Machine.Admits = order =>
        {
            wasReached |= A.Unit!.Translate(A.Device.Id, 0x42000, isWrite: false, out _) == FaultReason.None;
            return ++asked < 5;
        };
        Assert.That(_rig.Iommu.MapAndFlush(domain, new Dfn(0x42), Ram, 1, MapFlags.ReadWrite), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(wasReached, Is.True);
        Assert.That(A.Read(0x42000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
    }

    [Test]
    [Rule("SPN-10")]
    public void Destroyed_it_leaves_nothing_with_any_provider()
    {
        Domain domain = Spanning();
        _rig.Map(domain, 0x42, Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.EBUSY));
        foreach (SoftwareDevice device in (SoftwareDevice[])[A, B, C])
        {
            TakeBack(domain, device);
        }

        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Map(domain, new Dfn(1), Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    public void A_dump_names_each_provider()
    {
        Domain domain = _rig.CreateDomain("dmaa0");
        Give(domain, B);
        _rig.Map(domain, 0x42, Ram, MapFlags.ReadWrite);
        StringWriter text = new();
        _rig.Iommu.Dump(domain, text);
        string table = $"0x42000..0x42fff -> 0x{Ram.Value:x}000..0x{Ram.Value:x}fff  rw  1 x 4K\n4 tables, 1 page\n";
        Assert.That(text.ToString().ReplaceLineEndings("\n"), Is.EqualTo($"provider 0:\n{table}provider 1:\n{table}"));
    }

    private Domain Spanning(bool isHardware = false)
    {
        Domain domain = _rig.CreateDomain(isHardware);
        Give(domain, A);
        Give(domain, B);
        Give(domain, C);
        return domain;
    }

    private void Give(Domain domain, SoftwareDevice device) =>
        Assert.That(_rig.Iommu.Assign(domain, device.Device, AssignFlags.None), Is.Zero, device.Name);

    private void TakeBack(Domain domain, SoftwareDevice device) =>
        Assert.That(_rig.Iommu.Deassign(domain, device.Device), Is.Zero, device.Name);

    private void FailAfter(int frames) => _rig.Machine.Admits = _ => frames-- > 0;
}
