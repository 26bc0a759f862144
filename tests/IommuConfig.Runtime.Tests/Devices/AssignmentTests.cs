using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Devices;

/// <summary>Whose a device is.</summary>
internal sealed class AssignmentTests
{
    private Rig<SingleTable<VtdHooks>> _rig = null!;

    private Device Nic => _rig.Device("nic").Device;

    [SetUp]
    public void SetUp() => _rig = Rigs.Vtd();

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("DEV-3")]
    public void A_device_of_another_domain_is_busy()
    {
        Domain owner = _rig.CreateDomain("nic");
        Assert.That(_rig.Iommu.Assign(_rig.CreateDomain(), Nic, AssignFlags.None), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_rig.Iommu.Assign(owner, Nic, AssignFlags.None), Is.EqualTo(-Errno.EBUSY));
        Assert.That(Nic.Owner, Is.SameAs(owner));
    }

    [Test]
    [Rule("DEV-3")]
    public void A_device_of_the_hardware_domain_is_switched_over_to_another()
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Domain guest = _rig.CreateDomain();
        _rig.Map(hardware, 1, _rig.Machine.Ram, MapFlags.Readable);
        Assert.That(_rig.Iommu.Assign(hardware, Nic, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Device("nic").Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Assign(guest, Nic, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Device("nic").Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That((hardware.DeviceCount, guest.DeviceCount), Is.EqualTo((0, 1)));
    }

    [Test]
    [Rule("DEV-12")]
    public void Only_its_owner_gives_a_device_back()
    {
        Domain owner = _rig.CreateDomain("nic");
        Domain other = _rig.CreateDomain();
        Assert.That(_rig.Iommu.Deassign(other, Nic), Is.EqualTo(-Errno.ENODEV));
        Assert.That(_rig.Iommu.Deassign(owner, Nic), Is.Zero);
        Assert.That(_rig.Iommu.Deassign(owner, Nic), Is.EqualTo(-Errno.ENODEV));
        Assert.That(owner.DeviceCount, Is.Zero);
    }

    [Test]
    [Rule("DEV-1")]
    public void A_device_that_was_not_added_is_no_device()
    {
        Assert.That(_rig.Iommu.Assign(_rig.CreateDomain(), new Device(new DeviceId(0, 9, 0)), AssignFlags.None), Is.EqualTo(-Errno.ENODEV));
        Assert.That(_rig.Iommu.RemoveDevice(new Device(new DeviceId(0, 9, 0))), Is.EqualTo(-Errno.ENODEV));
    }

    [Test]
    [Rule("DEV-1")]
    [Rule("DEV-2")]
    public void A_device_is_added_once_and_leaves_only_when_nobody_owns_it()
    {
        Assert.That(_rig.Iommu.AddDevice(Nic), Is.EqualTo(-Errno.EEXIST));
        Domain domain = _rig.CreateDomain("nic");
        Assert.That(_rig.Iommu.RemoveDevice(Nic), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_rig.Iommu.Deassign(domain, Nic), Is.Zero);
        Assert.That(_rig.Iommu.RemoveDevice(Nic), Is.Zero);
        Assert.That(Nic.Provider.IsNone, Is.True);
        Assert.That(_rig.Iommu.AddDevice(Nic), Is.Zero);
    }

    [Test]
    [Rule("DEV-4")]
    public void A_dying_domain_gets_no_device()
    {
        Domain domain = _rig.CreateDomain();
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        Assert.That(_rig.Iommu.Assign(domain, Nic, AssignFlags.None), Is.EqualTo(-Errno.EINVAL));
    }
}
