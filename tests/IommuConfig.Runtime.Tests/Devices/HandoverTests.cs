using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Devices;

/// <summary>How a device changes hands: in which order, with all its functions, and what is left when something fails.</summary>
internal sealed class HandoverTests
{
    private Rig<SingleTable<FaultyDeviceHooks>> _rig = null!;

    private Device Device => _rig.Device("many").Device;

    private SoftwareUnit Unit => _rig.Machine.Units[0];

    [SetUp]
    public void SetUp()
    {
        SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd);
        machine.AddDevice("many", new Device(new DeviceId(0, 3, 8)) { PhantomStride = 2 });
        machine.AddDevice("bridge", new Device(new DeviceId(0, 0, 0)) { IsHostBridge = true });
        _rig = new(machine);
    }

    [TearDown]
    public void TearDown()
    {
        FaultyDeviceHooks.Switch = null;
        _rig.Dispose();
    }

    [Test]
    [Rule("DEV-9")]
    public void Phantom_functions_go_with_their_device()
    {
        Domain domain = _rig.CreateDomain("many");
        _rig.Map(domain, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(Reached(0x5000), Is.EqualTo((byte[])[8, 10, 12, 14]));
        Assert.That(_rig.Iommu.Deassign(domain, Device), Is.Zero);
        Assert.That(Reached(0x5000), Is.Empty);
    }

    [TestCase(8)]
    [TestCase(10)]
    [TestCase(14)]
    [Rule("DEV-9")]
    [Rule("XSA-395")]
    public void A_function_that_cannot_be_switched_over_leaves_all_where_they_were(int devfn)
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        _rig.Map(hardware, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Iommu.Assign(hardware, Device, AssignFlags.None), Is.Zero);
        Domain guest = _rig.CreateDomain();
        _rig.Map(guest, 6, _rig.Machine.Ram, MapFlags.ReadWrite);
        FaultyDeviceHooks.Switch = (function, target) => function == devfn && target == guest ? -Errno.EIO : 0;
        Assert.That(_rig.Iommu.Assign(guest, Device, AssignFlags.None), Is.EqualTo(-Errno.EIO));
        Assert.That(Device.Owner, Is.SameAs(hardware));
        Assert.That(Reached(0x5000), Is.EqualTo((byte[])[8, 10, 12, 14]));
        Assert.That(Reached(0x6000), Is.Empty);
        Assert.That((Device.IsBroken, guest.IsCrashed, guest.DeviceCount), Is.EqualTo((false, false, 0)));
    }

    [Test]
    [Rule("DEV-9")]
    [Rule("DEV-10")]
    [Rule("XSA-449")]
    public void XSA_449_a_device_that_is_neither_here_nor_there_is_broken_and_its_domain_crashes()
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Assert.That(_rig.Iommu.Assign(hardware, Device, AssignFlags.None), Is.Zero);
        Domain guest = _rig.CreateDomain();
        FaultyDeviceHooks.Switch = (function, target) => (function == 12 && target == guest) || (function == 8 && target == hardware) ? -Errno.EIO : 0;
        Assert.That(_rig.Iommu.Assign(guest, Device, AssignFlags.None), Is.EqualTo(-Errno.EIO));
        Assert.That((Device.IsBroken, guest.IsCrashed, hardware.IsCrashed), Is.EqualTo((true, true, false)));
        Assert.That(Device.Owner, Is.SameAs(hardware));

        FaultyDeviceHooks.Switch = null;
        Domain another = _rig.CreateDomain();
        Assert.That(_rig.Iommu.Assign(another, Device, AssignFlags.None), Is.EqualTo(-Errno.EBADF));
        Assert.That(_rig.Iommu.Deassign(hardware, Device), Is.Zero);
        Assert.That(_rig.Iommu.Assign(another, Device, AssignFlags.None), Is.EqualTo(-Errno.EBADF));
        Assert.That(_rig.Iommu.Assign(hardware, Device, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.Deassign(hardware, Device), Is.Zero);
        Assert.That(_rig.Iommu.RemoveDevice(Device), Is.Zero);
        Assert.That(_rig.Iommu.AddDevice(Device), Is.Zero);
        Assert.That(_rig.Iommu.Assign(another, Device, AssignFlags.None), Is.Zero);
    }

    [Test]
    [Rule("DEV-12")]
    public void A_device_that_cannot_be_taken_back_stays_its_owners_and_keeps_the_domain_alive()
    {
        Domain domain = _rig.CreateDomain("many");
        FaultyDeviceHooks.Switch = (_, target) => target is null ? -Errno.EIO : 0;
        Assert.That(_rig.Iommu.Deassign(domain, Device), Is.EqualTo(-Errno.EIO));
        Assert.That(Device.Owner, Is.SameAs(domain));
        Assert.That(_rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.EBUSY));
    }

    [Test]
    [Rule("DEV-7")]
    [Rule("XSA-302")]
    [Rule("XSA-400")]
    public void XSA_302_400_tables_and_reserved_memory_first_then_hardware_then_ownership()
    {
        _rig.Machine.AddReservedRegion(_rig.Machine.Ram, 2, _rig.Device("many"));
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Assert.That(_rig.Iommu.Assign(hardware, Device, AssignFlags.None), Is.Zero);
        Domain guest = _rig.CreateDomain();
        List<(bool IsMapped, Domain? Owner)> seen = [];
        FaultyDeviceHooks.Switch = (function, target) =>
        {
            seen.Add((_rig.Iommu.Lookup(guest, new Dfn(_rig.Machine.Ram.Value), out _, out _) == 0, Device.Owner));
            return 0;
        };
        Assert.That(_rig.Iommu.Assign(guest, Device, AssignFlags.None), Is.Zero);
        Assert.That(seen, Is.EqualTo(Enumerable.Repeat((true, hardware), 4)));
        seen.Clear();
        Assert.That(_rig.Iommu.Deassign(guest, Device), Is.Zero);
        Assert.That(seen, Is.EqualTo(Enumerable.Repeat((true, guest), 4)));
        Assert.That(_rig.Iommu.Lookup(guest, new Dfn(_rig.Machine.Ram.Value), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    [Test]
    [Rule("DEV-8")]
    [Rule("TRAP-16")]
    [Rule("XSA-442")]
    [Rule("DEV-13")]
    public void XSA_442_at_each_moment_a_device_is_translated_by_one_table_or_the_other()
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Domain guest = _rig.CreateDomain();
        _rig.Map(hardware, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        _rig.Map(guest, 5, _rig.Machine.Ram + 1, MapFlags.ReadWrite);
        Assert.That(_rig.Iommu.Assign(hardware, Device, AssignFlags.None), Is.Zero);
        HashSet<ulong> targets = [];
        FaultyDeviceHooks.Switch = (_, _) =>
        {
            foreach (byte function in (byte[])[8, 10, 12, 14])
            {
                Assert.That(Unit.Translate(new DeviceId(0, 3, function), 0x5000, isWrite: true, out ulong target), Is.EqualTo(FaultReason.None));
                targets.Add(target >> 12);
            }

            return 0;
        };
        Assert.That(_rig.Iommu.Assign(guest, Device, AssignFlags.None), Is.Zero);
        Assert.That(targets, Is.EquivalentTo((ulong[])[_rig.Machine.Ram.Value, _rig.Machine.Ram.Value + 1]));
        Assert.That(Reached(0x5000), Has.Length.EqualTo(4));
        FaultyDeviceHooks.Switch = null;
        _rig.Unmap(guest, 5);
        Assert.That(Reached(0x5000), Is.Empty, "nothing is remembered under the old number");
    }

    [Test]
    [Rule("DEV-1")]
    public void A_device_is_added_with_all_functions_or_not_at_all()
    {
        Device stranger = new(new DeviceId(0, 9, 0)) { PhantomStride = 4 };
        Assert.That(_rig.Iommu.AddDevice(stranger), Is.Zero);
        Assert.That(_rig.Iommu.AddDevice(stranger), Is.EqualTo(-Errno.EEXIST));
        Assert.That(_rig.Iommu.RemoveDevice(stranger), Is.Zero);
        Assert.That(_rig.Iommu.RemoveDevice(stranger), Is.EqualTo(-Errno.ENODEV));
    }

    [Test]
    [Rule("DEV-4")]
    public void A_domain_whose_memory_may_be_exchanged_gets_no_device_and_unknown_flags_are_refused()
    {
        Domain domain = _rig.CreateDomain();
        domain.IsMemoryMovable = true;
        Assert.That(_rig.Iommu.Assign(domain, Device, AssignFlags.None), Is.EqualTo(-Errno.EXDEV));
        domain.IsMemoryMovable = false;
        Assert.That(_rig.Iommu.Assign(domain, Device, (AssignFlags)2), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_rig.Iommu.Assign(domain, Device, AssignFlags.Relaxed), Is.Zero);
    }

    [Test]
    [Rule("DEV-5")]
    public void A_host_bridge_is_the_hardware_domains()
    {
        Device bridge = _rig.Device("bridge").Device;
        Assert.That(_rig.Iommu.Assign(_rig.CreateDomain(), bridge, AssignFlags.None), Is.EqualTo(-Errno.EPERM));
        Assert.That(_rig.Iommu.Assign(_rig.CreateDomain(isHardware: true), bridge, AssignFlags.None), Is.Zero);
    }

    [Test]
    [Rule("DEV-9")]
    [Rule("XSA-449")]
    public void A_guest_whose_device_is_lost_on_the_way_back_crashes()
    {
        _rig.Platform.Options.Quarantine = QuarantineMode.None;
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Domain guest = _rig.CreateDomain("many");
        FaultyDeviceHooks.Switch = (function, target) => (function == 12 && target == hardware) || (function == 8 && target == guest) ? -Errno.EIO : 0;
        Assert.That(_rig.Iommu.Deassign(guest, Device), Is.EqualTo(-Errno.EIO));
        Assert.That((Device.IsBroken, guest.IsCrashed, hardware.IsCrashed), Is.EqualTo((true, true, false)));
    }

    [Test]
    [Rule("DEV-12")]
    public void After_a_flush_that_fails_a_device_works_where_it_was_or_is_broken([Values] bool recovers)
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        _rig.Map(hardware, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Iommu.Assign(hardware, Device, AssignFlags.None), Is.Zero);
        Domain guest = _rig.CreateDomain();
        FaultyDeviceHooks.Switch = (function, target) =>
        {
            Unit.FlushResult = function == 10 && target == guest || !recovers ? -Errno.EIO : 0;
            return 0;
        };
        Assert.That(_rig.Iommu.Assign(guest, Device, AssignFlags.None), Is.EqualTo(-Errno.EIO));
        Unit.FlushResult = 0;
        Assert.That(Device.Owner, Is.SameAs(hardware));
        Assert.That((Device.IsBroken, guest.IsCrashed), Is.EqualTo((!recovers, !recovers)));
        Assert.That(Reached(0x5000), Has.Length.EqualTo(recovers ? 4 : 3).Or.Empty.And.Matches<byte[]>(found => found.Length == 4 || !recovers));
    }

    [Test]
    [Rule("DEV-11")]
    public void It_may_be_told_in_the_middle_of_a_flush()
    {
        Domain domain = _rig.CreateDomain("many");
        FaultyDeviceHooks.Switch = (function, target) =>
        {
            _rig.Iommu.InvalidationTimedOut(Device);
            return 0;
        };
        Assert.That(_rig.Iommu.Deassign(domain, Device), Is.Zero);
        Assert.That((Device.IsBroken, domain.IsCrashed), Is.EqualTo((true, true)));
    }

    [TestCase(true)]
    [TestCase(false)]
    [Rule("DEV-11")]
    [Rule("TRAP-18")]
    public void A_device_that_does_not_confirm_in_time_is_broken_and_its_owner_crashes(bool isHardware)
    {
        Domain domain = _rig.CreateDomain(isHardware);
        Assert.That(_rig.Iommu.Assign(domain, Device, AssignFlags.None), Is.Zero);
        _rig.Iommu.InvalidationTimedOut(Device);
        Assert.That((Device.IsBroken, domain.IsCrashed), Is.EqualTo((true, !isHardware)));
        Assert.That(Device.Owner, Is.SameAs(domain));
    }

    // The functions of the device that reach an address.
    private byte[] Reached(ulong address) =>
        [.. Enumerable.Range(0, 16).Select(function => (byte)function)
            .Where(function => Unit.Translate(new DeviceId(0, 3, function), address, isWrite: true, out _) == FaultReason.None)];
}
