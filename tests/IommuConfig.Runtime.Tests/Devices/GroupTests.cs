using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Devices;

/// <summary>Devices that cannot be kept apart, what is counted for a device, and the end of a domain that has some.</summary>
internal sealed class GroupTests
{
    private Rig<SingleTable<FaultyDeviceHooks>> _rig = null!;

    private Device One => _rig.Device("one").Device;

    private Device Two => _rig.Device("two").Device;

    [SetUp]
    public void SetUp()
    {
        SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd);
        machine.AddDevice("one", new Device(new DeviceId(0, 3, 0)) { Group = 7, PhantomStride = 4 });
        machine.AddDevice("two", new Device(new DeviceId(0, 3, 8)) { Group = 7 });
        machine.AddDevice("three", new DeviceId(0, 3, 16));
        _rig = new(machine);
    }

    [TearDown]
    public void TearDown()
    {
        FaultyDeviceHooks.Switch = null;
        _rig.Dispose();
    }

    [Test]
    [Rule("DEV-14")]
    public void Devices_of_one_group_are_one_guests()
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Domain guest = _rig.CreateDomain();
        Domain other = _rig.CreateDomain();
        Assert.That(_rig.Iommu.Assign(hardware, Two, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.Assign(guest, One, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.Assign(other, Two, AssignFlags.None), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_rig.Iommu.Assign(other, _rig.Device("three").Device, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.Assign(guest, Two, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.Deassign(guest, One), Is.Zero);
        Assert.That(_rig.Iommu.Assign(hardware, One, AssignFlags.None), Is.Zero);
    }

    [Test]
    [Rule("DEV-15")]
    public void Blocked_requests_of_all_functions_are_counted_from_the_assignment_on()
    {
        Domain domain = _rig.CreateDomain("one");
        SoftwareUnit unit = _rig.Machine.Units[0];
        unit.Translate(One.Id, 0, isWrite: false, out _);
        unit.Translate(One.Id.WithDevfn(4), 0, isWrite: false, out _);
        unit.Translate(Two.Id, 0, isWrite: false, out _);
        Assert.That((One.FaultCount, Two.FaultCount), Is.EqualTo((2u, 1u)));
        Assert.That(_rig.Iommu.Deassign(domain, One), Is.Zero);
        Assert.That(One.FaultCount, Is.EqualTo(2));
        Assert.That(_rig.Iommu.Assign(domain, One, AssignFlags.None), Is.Zero);
        Assert.That(One.FaultCount, Is.Zero);
    }

    [Test]
    [Rule("DOM-14")]
    [Rule("XSA-395")]
    public void All_devices_are_given_back_and_one_that_stays_keeps_the_domain_alive()
    {
        Domain domain = _rig.CreateDomain("one");
        Assert.That(_rig.Iommu.Assign(domain, Two, AssignFlags.None), Is.Zero);
        FaultyDeviceHooks.Switch = (function, target) => target is null && function == 0 ? -Errno.EIO : 0;
        Assert.That(_rig.Iommu.DeassignAll(domain), Is.EqualTo(-Errno.EIO));
        Assert.That((One.Owner, Two.Owner), Is.EqualTo((domain, (Domain?)null)));
        Assert.That(_rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.EBUSY));
        FaultyDeviceHooks.Switch = null;
        Assert.That(_rig.Iommu.DeassignAll(domain), Is.Zero);
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
    }
}
