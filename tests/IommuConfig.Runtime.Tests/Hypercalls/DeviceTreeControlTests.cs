using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Options;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Hypercalls;

/// <summary>Devices of the device tree: how they are registered, and the operations that name them by path.</summary>
internal sealed class DeviceTreeControlTests
{
    private const uint Assign = DomainControl.AssignDevice;
    private const uint TestAssign = DomainControl.TestAssignDevice;
    private const uint Deassign = DomainControl.DeassignDevice;

    private ControlRig<No, Yes> _rig = null!;

    [SetUp]
    public void Boot() => _rig = new ControlRig<No, Yes>();

    [TearDown]
    public void Dispose() => _rig.Dispose();

    [Test]
    [Rule("CTL-17")]
    public void The_path_is_looked_up_after_type_and_flags()
    {
        foreach (uint command in new[] { Assign, TestAssign, Deassign })
        {
            Assert.That(_rig.Path(command, _rig.Guest, "/none", flags: 1), Is.EqualTo(-Errno.EINVAL));
            Assert.That(_rig.Path(command, _rig.Guest, "/none"), Is.EqualTo(-Errno.ESRCH));
            Assert.That(_rig.Path(command, _rig.Guest, new string('x', 4097)), Is.EqualTo(-Errno.ENOBUFS));
            Assert.That(_rig.Path(command, _rig.Guest, new string('x', 4096)), Is.EqualTo(-Errno.ESRCH));
            DomctlArgument argument = new() { Command = command, DeviceType = 1, PathLength = 2, Path = 0x2fff };
            Assert.That(_rig.Call(_rig.Guest, argument), Is.EqualTo(-Errno.EFAULT));
            argument.Path = ulong.MaxValue;
            Assert.That(_rig.Call(_rig.Guest, argument), Is.EqualTo(-Errno.EFAULT));
            argument.DeviceType = 2;
            Assert.That(_rig.Call(_rig.Guest, argument), Is.EqualTo(-Errno.ENODEV));
        }

        _rig.Tree.Add("/nic", (_rig.Unit, [7]));
        Assert.That(_rig.Path(TestAssign, _rig.Guest, "/nic\0rest"), Is.Zero, "a path ends at a zero byte");
        Domain dying = _rig.CreateDomain();
        _rig.Iommu.Teardown(dying);
        Assert.That((_rig.Path(Assign, dying, "/nic"), _rig.Path(TestAssign, dying, "/nic")), Is.EqualTo((-Errno.EINVAL, -Errno.EINVAL)));
        Assert.That(_rig.Call(_rig.Guest, new DomctlArgument { Command = DomainControl.GetDeviceGroup }), Is.EqualTo(-Errno.ENOSYS), "groups are PCI's");
    }

    [Test]
    [Rule("CTL-18")]
    public void To_assign_a_device_registers_it()
    {
        Device nic = _rig.Tree.Add("/soc/nic", (_rig.Unit, [0x123]));
        Assert.That(_rig.Path(TestAssign, null, "/soc/nic"), Is.Zero);
        Assert.That(nic.Unit, Is.Null, "a test registers nothing");
        Assert.That(_rig.Path(Assign, _rig.Guest, "/soc/nic"), Is.Zero);
        Assert.That((nic.Unit, nic.Owner, nic.Id.RequesterId), Is.EqualTo((_rig.Unit, _rig.Guest, (ushort)0x123)));
        Assert.That(_rig.Path(Assign, _rig.CreateDomain(), "/soc/nic"), Is.EqualTo(-Errno.EBUSY));
        Assert.That((_rig.Path(TestAssign, null, "/soc/nic"), _rig.Path(TestAssign, _rig.Guest, "/soc/nic")), Is.EqualTo((-Errno.EINVAL, -Errno.EINVAL)));
    }

    [Test]
    [Rule("CTL-18")]
    public void A_device_that_cannot_be_registered_or_is_not_translated_is_not_assigned()
    {
        _rig.Tree.Add("/free");
        _rig.Tree.Add("/odd", (_rig.Unit, [1, 2]));
        Assert.That(_rig.Path(Assign, _rig.Guest, "/free"), Is.EqualTo(-Errno.EINVAL), "behind no IOMMU");
        Assert.That(_rig.Path(Assign, _rig.Guest, "/odd"), Is.EqualTo(-Errno.EINVAL));
    }

    [Test]
    [Rule("CTL-19")]
    public void A_device_is_taken_from_its_domain_by_path()
    {
        Device nic = _rig.Tree.Add("/nic", (_rig.Unit, [7]));
        Assert.That(_rig.Path(Deassign, _rig.Guest, "/nic"), Is.EqualTo(-Errno.EINVAL), "not registered");
        Assert.That(_rig.Path(Assign, _rig.Guest, "/nic"), Is.Zero);
        Assert.That(_rig.Path(Deassign, _rig.CreateDomain(), "/nic"), Is.EqualTo(-Errno.ENODEV), "not that domain's");
        Assert.That((_rig.Path(Deassign, _rig.Guest, "/nic"), nic.Owner == _rig.Guest), Is.EqualTo((0, false)));
    }

    [Test]
    [Rule("CTL-14")]
    public void A_policy_may_refuse_paths()
    {
        Device nic = _rig.Tree.Add("/nic", (_rig.Unit, [7]));
        Assert.That(_rig.Path(Assign, _rig.Guest, "/nic"), Is.Zero);
        _rig.Tree.Add("/disk", (_rig.Unit, [8]));
        _rig.Machine.Platform.Add(new RefusingPolicy());
        Assert.That((_rig.Path(Assign, _rig.Guest, "/disk"), _rig.Path(TestAssign, null, "/disk")), Is.EqualTo((-Errno.EPERM, -Errno.EPERM)));
        Assert.That((_rig.Path(Deassign, _rig.Guest, "/nic"), nic.Owner), Is.EqualTo((-Errno.EPERM, _rig.Guest)));
    }

    [Test]
    [Rule("CTL-20")]
    public void Registering_reads_the_entries_of_the_device_in_order()
    {
        Device nic = _rig.Tree.Add("/nic", (_rig.Unit, [7]));
        Assert.That((_rig.Iommu.AddDeviceTreeDevice(nic), nic.Unit, nic.Id.RequesterId), Is.EqualTo((0, _rig.Unit, (ushort)7)));
        Assert.That(_rig.Iommu.AddDeviceTreeDevice(nic), Is.Zero, "once more is no error");
        Assert.That(_rig.Machine.Platform.FindDevice(nic.Id), Is.Null, "it is not on PCI");

        Assert.That(_rig.Iommu.AddDeviceTreeDevice(_rig.Tree.Add("/free")), Is.EqualTo(1), "no entry");
        Assert.That(_rig.Iommu.AddDeviceTreeDevice(_rig.Tree.Add("/off", (null, [7]))), Is.EqualTo(1), "the IOMMU is not available");
        SoftwareUnit idle = _rig.Machine.AddUnit(IommuKind.AmdVi, 9);
        Assert.That(_rig.Iommu.AddDeviceTreeDevice(_rig.Tree.Add("/idle", (idle, [7]))), Is.EqualTo(1), "the IOMMU is not in use");

        Device odd = _rig.Tree.Add("/odd", (_rig.Unit, [0x1234, 5]));
        Assert.That((_rig.Iommu.AddDeviceTreeDevice(odd), odd.Unit, odd.Id), Is.EqualTo((-Errno.EINVAL, (IommuUnit?)null, new DeviceId(0))));
        Device twice = _rig.Tree.Add("/twice", (_rig.Unit, [7]), (_rig.Unit, [8]));
        Assert.That((_rig.Iommu.AddDeviceTreeDevice(twice), twice.Unit), Is.EqualTo((-Errno.EOPNOTSUPP, (IommuUnit?)null)));
        SoftwareUnit other = _rig.Machine.AddUnit(IommuKind.IntelVtd, 8);
        other.Claim(new ProviderId(0));
        Device two = _rig.Tree.Add("/two", (_rig.Unit, [7]), (other, [8]));
        Assert.That((_rig.Iommu.AddDeviceTreeDevice(two), two.Id), Is.EqualTo((-Errno.EINVAL, new DeviceId(0))));
    }

    [Test]
    [Rule("DOM-14")]
    [Rule("DEV-15")]
    public void A_device_of_the_tree_is_given_back_with_the_others_and_its_blocked_requests_are_counted()
    {
        Device nic = _rig.Tree.Add("/nic", (_rig.Unit, [7]));
        Assert.That(_rig.Iommu.AddDeviceTreeDevice(nic), Is.Zero);
        Assert.That(_rig.Iommu.Assign(_rig.Guest, nic, AssignFlags.None), Is.Zero);
        ((SoftwareUnit)_rig.Unit).Translate(nic.Id, 0x5000, isWrite: true, out _);
        Assert.That(nic.FaultCount, Is.EqualTo(1));
        Assert.That(_rig.Iommu.DeassignAll(_rig.Guest), Is.Zero);
        Assert.That(nic.Owner?.IsHardware, Is.Not.False);
    }

    [Test]
    [Rule("CTL-20")]
    [Rule("CTL-21")]
    public void Without_an_IOMMU_in_use_or_a_device_tree_nothing_is_registered_or_removed()
    {
        using SoftwarePlatform machine = new();
        Iommu<ControlTable<No, Yes>> iommu = new(machine.Platform);
        Device nic = _rig.Tree.Add("/nic", (_rig.Unit, [7]));
        Assert.That((iommu.AddDeviceTreeDevice(nic), iommu.RemoveDeviceTreeDevice(nic)), Is.EqualTo((1, 1)));
        using ControlRig<Yes, No> pci = new();
        Assert.That((pci.Iommu.AddDeviceTreeDevice(nic), pci.Iommu.RemoveDeviceTreeDevice(nic)), Is.EqualTo((1, 1)));
    }

    [Test]
    [Rule("CTL-21")]
    public void A_device_is_removed_when_nobody_owns_it()
    {
        Device nic = _rig.Tree.Add("/nic", (_rig.Unit, [7]));
        Assert.That(_rig.Iommu.RemoveDeviceTreeDevice(nic), Is.EqualTo(-Errno.ENODEV));
        Assert.That(_rig.Path(Assign, _rig.Guest, "/nic"), Is.Zero);
        Assert.That(_rig.Iommu.RemoveDeviceTreeDevice(nic), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_rig.Path(Deassign, _rig.Guest, "/nic"), Is.Zero);
        Assert.That((_rig.Iommu.RemoveDeviceTreeDevice(nic), nic.Unit), Is.EqualTo((0, (IommuUnit?)null)));
        Assert.That(_rig.Path(Assign, _rig.Guest, "/nic"), Is.Zero, "and may come back");
    }

    [Test]
    [Rule("CTL-20")]
    public void Where_drivers_live_side_by_side_the_entry_says_which_of_them_is_meant()
    {
        using SoftwarePlatform machine = SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa);
        TestTree tree = new();
        machine.Platform.Add(tree);
        Iommu<MixedTable> iommu = new(machine.Platform);
        Assert.That(iommu.Setup(), Is.Zero);
        Device[] devices = [.. machine.Units.Select((unit, index) => tree.Add($"/{index}", (unit, [(uint)(0x100 * (index + 1))])))];
        Assert.That(devices.Select(iommu.AddDeviceTreeDevice), Is.All.Zero);
        Assert.That(devices.Select(device => device.Provider), Is.EqualTo(machine.Units.Select(unit => unit.Provider)));
        iommu.CreateDomain(isHardware: false, out Domain? domain);
        Assert.That((iommu.Assign(domain!, devices[1], AssignFlags.None), domain!.Provider), Is.EqualTo((0, devices[1].Provider)));
    }

    private sealed class RefusingPolicy : DeviceAccessPolicy
    {
        public override int CheckAssign(Domain caller, Domain? domain, string path) => -Errno.EPERM;

        public override int CheckDeassign(Domain caller, Domain domain, string path) => -Errno.EPERM;
    }
}
