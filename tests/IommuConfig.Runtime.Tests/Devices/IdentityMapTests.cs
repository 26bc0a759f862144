using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Devices;

/// <summary>Memory that firmware reserved for a device, in the domain that owns the device.</summary>
internal sealed class IdentityMapTests
{
    private Rig<SingleTable<VtdHooks>> _rig = null!;

    private SoftwareDevice Nic => _rig.Device("nic");

    private SoftwareDevice Disk => _rig.Device("disk");

    // A region of the nic, one of the nic and the disk, and one of the disk beside it.
    private Mfn Own => _rig.Machine.Ram;

    private Mfn Shared => _rig.Machine.Ram + 8;

    [SetUp]
    public void SetUp()
    {
        SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd);
        machine.AddDevice("nic", new DeviceId(0, 3, 0));
        machine.AddDevice("disk", new DeviceId(0, 4, 0));
        machine.AddDevice("usb", new DeviceId(0, 0, 0xa0));
        _rig = new(machine);
        ReservedRegions regions = new();
        _rig.Platform.Add(regions);
        Assert.That(regions.Add(Own.Value << 12, ((Own.Value + 3) << 12) - 1, Nic.Device.Id), Is.Zero);
        Assert.That(regions.Add(Shared.Value << 12, ((Shared.Value + 2) << 12) - 1, Disk.Device.Id, _rig.Device("usb").Device.Id), Is.Zero);
    }

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("IDM-1")]
    [Rule("XSA-378")]
    public void XSA_378_an_owner_has_the_devices_region_while_it_has_the_device_and_no_page_more()
    {
        Domain domain = _rig.CreateDomain("nic");
        for (ulong page = 0; page < 5; page++)
        {
            Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value - 1 + page), out Mfn mfn, out MapFlags flags), Is.EqualTo(page is 0 or 4 ? -Errno.ENOENT : 0));
            Assert.That(page is 0 or 4 || (mfn.Value == Own.Value - 1 + page && flags == MapFlags.ReadWrite), Is.True);
        }

        Assert.That(Nic.Write(Own.Value << 12, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    [Test]
    [Rule("IDM-2")]
    [Rule("IDM-6")]
    public void A_range_of_two_devices_needs_a_relaxed_assignment_and_is_there_until_the_last_of_them_goes()
    {
        Domain domain = _rig.CreateDomain();
        SoftwareDevice usb = _rig.Device("usb");
        Assert.That(_rig.Iommu.Assign(domain, Disk.Device, AssignFlags.None), Is.EqualTo(-Errno.EPERM));
        Assert.That(_rig.Iommu.Assign(domain, Disk.Device, AssignFlags.Relaxed), Is.Zero);
        Assert.That(_rig.Iommu.Assign(domain, usb.Device, AssignFlags.Relaxed), Is.Zero);
        Assert.That(_rig.Iommu.Deassign(domain, Disk.Device), Is.Zero);
        Assert.That(usb.Write(Shared.Value << 12, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Deassign(domain, usb.Device), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Shared.Value), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    [Test]
    [Rule("IDM-3")]
    public void Ranges_are_counted_by_their_exact_bounds()
    {
        IdentityMaps maps = new();
        Assert.That(Add(10, 5, MapFlags.ReadWrite), Is.EqualTo((0, true)));
        Assert.That(Add(10, 5, MapFlags.ReadWrite), Is.EqualTo((0, false)));
        Assert.That(Add(10, 5, MapFlags.Readable), Is.EqualTo((-Errno.EADDRINUSE, false)));
        foreach ((ulong first, ulong count) in ((ulong, ulong)[])[(10, 4), (9, 2), (14, 1), (8, 20), (11, 2)])
        {
            Assert.That(Add(first, count, MapFlags.ReadWrite), Is.EqualTo((-Errno.EADDRINUSE, false)), $"{first}, {count}");
            Assert.That(Remove(first, count), Is.EqualTo((-Errno.ENOENT, false)));
        }

        Assert.That(Add(15, 1, MapFlags.ReadWrite), Is.EqualTo((0, true)));
        Assert.That(Add(9, 1, MapFlags.Readable), Is.EqualTo((0, true)));
        Assert.That(Remove(10, 5), Is.EqualTo((0, false)));
        Assert.That(Remove(10, 5), Is.EqualTo((0, true)));
        Assert.That(Remove(10, 5), Is.EqualTo((-Errno.ENOENT, false)));
        Assert.That((Remove(9, 1), Remove(15, 1), maps.IsEmpty), Is.EqualTo(((0, true), (0, true), true)));

        (int Result, bool IsToMap) Add(ulong first, ulong count, MapFlags access) => (maps.Add(first, count, access, out IdentityRange? range), range is not null);
        (int Result, bool IsToUnmap) Remove(ulong first, ulong count) => (maps.Remove(first, count, out IdentityRange? range), range is not null);
    }

    [TestCase(0UL)]
    [TestCase(2UL)]
    [Rule("IDM-4")]
    [Rule("IDM-9")]
    public void A_page_in_the_way_refuses_the_device_or_stays_if_that_is_tolerated(ulong page)
    {
        Domain domain = _rig.CreateDomain();
        Mfn other = _rig.Machine.Ram + 100;
        _rig.Map(domain, Own.Value + page, other, MapFlags.Readable);
        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None), Is.EqualTo(-Errno.EBUSY));
        Assert.That((Nic.Device.Owner, domain.IsCrashed), Is.EqualTo(((Domain?)null, false)));
        for (ulong index = 0; index < 3; index++)
        {
            Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value + index), out _, out _), Is.EqualTo(index == page ? 0 : -Errno.ENOENT));
        }

        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.Relaxed), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value + page), out Mfn mfn, out _), Is.Zero);
        Assert.That(mfn, Is.EqualTo(other));
        Assert.That(Nic.Write((Own.Value + 1) << 12, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        for (ulong index = 0; index < 3; index++)
        {
            Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value + index), out _, out _), Is.EqualTo(index == page ? 0 : -Errno.ENOENT));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    [Rule("IDM-5")]
    public void What_is_mapped_one_to_one_with_the_same_access_is_not_in_the_way(bool isSame)
    {
        Domain domain = _rig.CreateDomain();
        _rig.Map(domain, Own.Value, Own, isSame ? MapFlags.ReadWrite : MapFlags.Readable);
        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None), Is.EqualTo(isSame ? 0 : -Errno.EBUSY));
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value), out _, out MapFlags flags), Is.Zero, "it is the domain's");
        Assert.That(flags, Is.EqualTo(isSame ? MapFlags.ReadWrite : MapFlags.Readable));
        if (!isSame)
        {
            Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.Relaxed), Is.Zero);
        }

        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value), out _, out _), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value + 1), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    [Test]
    [Rule("IDM-10")]
    [Rule("XSA-378")]
    public void A_guest_neither_replaces_nor_removes_what_its_device_needs()
    {
        Domain domain = _rig.CreateDomain();
        _rig.Map(domain, Own.Value + 2, _rig.Machine.Ram + 100, MapFlags.Readable);
        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.Relaxed), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        foreach ((ulong first, ulong count) in ((ulong, ulong)[])[(Own.Value, 1), (Own.Value - 1, 2), (0, 1UL << 36), (Own.Value + 1, 2)])
        {
            Assert.That(_rig.Iommu.Map(domain, new Dfn(first), _rig.Machine.Ram + 50, count, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EPERM));
            Assert.That(_rig.Iommu.Unmap(domain, new Dfn(first), count, MapFlags.None, ref flush), Is.EqualTo(-Errno.EPERM));
        }

        Assert.That((flush, domain.IsCrashed), Is.EqualTo((FlushFlags.None, false)));
        Assert.That(Nic.Write(Own.Value << 12, [1]), Is.EqualTo(FaultReason.None));
        _rig.Unmap(domain, Own.Value + 2);
        _rig.Map(domain, Own.Value + 3, _rig.Machine.Ram + 100, MapFlags.Readable);
        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        _rig.Map(domain, Own.Value, _rig.Machine.Ram + 100, MapFlags.Readable);
    }

    [Test]
    [Rule("IDM-1")]
    public void Hardware_that_remembers_absent_entries_is_told_of_the_new_mapping()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, cachesAbsentEntries: true);
        SoftwareDevice nic = machine.AddDevice("nic", new DeviceId(0, 3, 0));
        SoftwareDevice disk = machine.AddDevice("disk", new DeviceId(0, 4, 0));
        machine.AddReservedRegion(machine.Ram, 1, disk);
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain("nic");
        Assert.That(nic.Read(machine.Ram.Value << 12, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(rig.Iommu.Assign(domain, disk.Device, AssignFlags.None), Is.Zero);
        Assert.That(nic.Read(machine.Ram.Value << 12, new byte[1]), Is.EqualTo(FaultReason.None));
    }

    [Test]
    [Rule("IDM-2")]
    [Rule("IDM-9")]
    public void An_assignment_that_fails_takes_no_other_devices_range_along()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd);
        SoftwareDevice one = machine.AddDevice("one", new DeviceId(0, 3, 0));
        SoftwareDevice two = machine.AddDevice("two", new DeviceId(0, 4, 0));
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        ReservedRegions regions = new();
        rig.Platform.Add(regions);
        Assert.That(regions.Add(machine.Ram.Value << 12, (machine.Ram.Value << 12) + 0xfff, one.Device.Id, two.Device.Id), Is.Zero);
        Assert.That(regions.Add(1UL << 40, (1UL << 40) + 0xfff, two.Device.Id), Is.Zero);
        Domain domain = rig.CreateDomain();
        Assert.That(rig.Iommu.Assign(domain, one.Device, AssignFlags.Relaxed), Is.Zero);
        Assert.That(rig.Iommu.Assign(domain, two.Device, AssignFlags.Relaxed), Is.EqualTo(-Errno.EFAULT).Or.EqualTo(-Errno.ENOMEM));
        Assert.That(one.Write(machine.Ram.Value << 12, [1]), Is.EqualTo(FaultReason.None));
    }

    [Test]
    [Rule("IDM-9")]
    [Rule("SPN-6")]
    public void A_provider_whose_devices_reserved_memory_is_in_the_way_does_not_join()
    {
        using Rig<MixedTable> rig = Rigs.Mixed();
        rig.Machine.AddReservedRegion(rig.Machine.Ram, 1, rig.Device("dmab0"));
        Domain domain = rig.CreateDomain("dmaa0");
        rig.Map(domain, rig.Machine.Ram.Value, rig.Machine.Ram + 9, MapFlags.Readable);
        Assert.That(rig.Iommu.Assign(domain, rig.Device("dmac0").Device, AssignFlags.None), Is.Zero);
        Assert.That(rig.Iommu.Deassign(domain, rig.Device("dmac0").Device), Is.Zero);
        uint inUse = rig.Platform.Memory.InUse;
        Assert.That(rig.Iommu.Assign(domain, rig.Device("dmab0").Device, AssignFlags.None), Is.EqualTo(-Errno.EBUSY));
        Assert.That((domain.IsSpanning, domain.DeviceCount), Is.EqualTo((false, 1)));
        Assert.That(rig.Device("dmaa0").Read(rig.Machine.Ram.Value << 12, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Iommu.RemoveDevice(rig.Device("dmab0").Device), Is.Zero);
        Assert.That(rig.Platform.Memory.InUse, Is.EqualTo(inUse));
    }

    [Test]
    [Rule("IDM-7")]
    public void The_hardware_domain_keeps_what_was_mapped()
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Assert.That(_rig.Iommu.Assign(hardware, Disk.Device, AssignFlags.None), Is.Zero, "it may share");
        Assert.That(_rig.Iommu.Assign(hardware, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.Deassign(hardware, Nic.Device), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(hardware, new Dfn(Own.Value), out _, out _), Is.Zero);
    }

    [Test]
    [Rule("IDM-8")]
    [Rule("XSA-386")]
    public void What_cannot_be_unmapped_is_reported_after_all_the_rest_was()
    {
        using Rig<SingleTable<FaultyHooks>> rig = new(SoftwarePlatform.X86());
        SoftwareDevice usb = rig.Device("usb");
        Domain domain = rig.CreateDomain("usb");
        ulong first = rig.Machine.Ram.Value + rig.Machine.RamFrames - 4;
        Assert.That(rig.Iommu.Deassign(domain, usb.Device), Is.EqualTo(-Errno.ENXIO));
        Assert.That((usb.Device.Owner, domain.IsCrashed), Is.EqualTo(((Domain?)null, true)), "the device has gone all the same");
        for (ulong page = first; page < first + 4; page++)
        {
            Assert.That(rig.Iommu.Lookup(domain, new Dfn(page), out _, out _), Is.EqualTo(page % 2 != 0 ? 0 : -Errno.ENOENT));
        }
    }

    [Test]
    [Rule("IDM-9")]
    [Rule("XSA-460")]
    public void An_assignment_that_fails_for_want_of_memory_leaves_nothing_and_can_be_tried_again([Range(0, 8)] int frames)
    {
        Domain domain = _rig.CreateDomain();
        int left = frames;
        _rig.Machine.Admits = _ => left-- > 0;
        int result = _rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None);
        _rig.Machine.Admits = null;
        Assert.That(result, Is.EqualTo(left < 0 ? -Errno.ENOMEM : 0));
        if (result != 0)
        {
            Assert.That(_rig.Iommu.Lookup(domain, new Dfn(Own.Value), out _, out _), Is.EqualTo(-Errno.ENOENT));
            Assert.That(domain.IsCrashed, Is.False);
            Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None), Is.Zero);
        }

        Assert.That(Nic.Write(Own.Value << 12, [1]), Is.EqualTo(FaultReason.None));
    }

    [Test]
    [Rule("IDM-1")]
    public void Each_provider_of_a_spanning_domain_has_the_region()
    {
        using Rig<MixedTable> rig = Rigs.Mixed();
        ReservedRegions regions = new();
        rig.Platform.Add(regions);
        ulong first = rig.Machine.Ram.Value;
        Assert.That(regions.Add(first << 12, ((first + 2) << 12) - 1, rig.Device("dmab0").Device.Id), Is.Zero);
        Domain domain = rig.CreateDomain("dmaa0");
        Assert.That(rig.Iommu.Assign(domain, rig.Device("dmab0").Device, AssignFlags.None), Is.Zero);
        Assert.That(rig.Device("dmab0").Write(first << 12, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Device("dmaa0").Write(first << 12, [1]), Is.EqualTo(FaultReason.None), "a domain's mappings are all its devices'");
        Assert.That(rig.Iommu.Deassign(domain, rig.Device("dmab0").Device), Is.Zero);
        Assert.That(rig.Device("dmaa0").Write(first << 12, [1]), Is.EqualTo(FaultReason.WriteDenied));
    }
}
