using System.Collections.Generic;
using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Options;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Hypercalls;

/// <summary>The domain control operations about devices on PCI, and what comes before them.</summary>
internal sealed class DomainControlTests
{
    private const uint Nic = 0x0300;
    private const uint Disk = 0x0400;

    private ControlRig<Yes, No> _rig = null!;

    [SetUp]
    public void Boot() => _rig = new ControlRig<Yes, No>();

    [TearDown]
    public void Dispose() => _rig.Dispose();

    [Test]
    [Rule("CTL-1")]
    public void The_whole_argument_has_to_lie_in_the_callers_memory()
    {
        foreach (ulong address in new[] { 0x3000UL - DomctlArgument.Size + 1, 0x3000UL, ulong.MaxValue, 1UL << 63 })
        {
            Assert.That(_rig.Iommu.Domctl(_rig.Hardware, _rig.Guest, _rig.Memory, address), Is.EqualTo(-Errno.EFAULT), $"{address:x}");
        }

        Assert.That(_rig.Iommu.Domctl(_rig.Hardware, _rig.Guest, _rig.Memory, 0x3000UL - DomctlArgument.Size), Is.EqualTo(-Errno.ENOSYS));
    }

    [Test]
    [Rule("CTL-2")]
    public void Only_a_test_may_name_no_domain()
    {
        _rig.Add(Nic);
        Assert.That((_rig.Assign(null, Nic), _rig.Deassign(null, Nic), _rig.Group(null, Nic, 1, out _)), Is.EqualTo((-Errno.ESRCH, -Errno.ESRCH, -Errno.ESRCH)));
        Assert.That(_rig.Test(null, Nic), Is.Zero);
    }

    [Test]
    [Rule("CTL-3")]
    public void A_domain_or_a_machine_without_an_IOMMU_does_not_support_any_of_it()
    {
        using SoftwarePlatform machine = new();
        Iommu<ControlTable<Yes, No>> iommu = new(machine.Platform);
        iommu.CreateDomain(isHardware: false, out Domain? domain);
        foreach (uint command in new[] { DomainControl.AssignDevice, DomainControl.TestAssignDevice, DomainControl.DeassignDevice, DomainControl.GetDeviceGroup, 99u })
        {
            Assert.That(_rig.Memory.TryWrite(0, new DomctlArgument { Command = command }), Is.True);
            Assert.That(iommu.Domctl(domain!, domain, _rig.Memory, 0), Is.EqualTo(-Errno.EOPNOTSUPP), $"{command}");
        }

        Assert.That(_rig.Memory.TryWrite(0, new DomctlArgument { Command = DomainControl.TestAssignDevice }), Is.True);
        Assert.That(iommu.Domctl(domain!, null, _rig.Memory, 0), Is.EqualTo(-Errno.EOPNOTSUPP));
    }

    [Test]
    [Rule("CTL-4")]
    public void An_unknown_operation_is_not_there_and_without_drivers_none_is()
    {
        Assert.That(_rig.Call(_rig.Guest, new DomctlArgument { Command = 46 }), Is.EqualTo(-Errno.ENOSYS));
        using ControlRig<No, Yes> tree = new();
        Assert.That(tree.Call(tree.Guest, new DomctlArgument { Command = 46 }), Is.EqualTo(-Errno.ENOSYS));
        Assert.That(new Iommu<NoDrivers>(_rig.Machine.Platform).Domctl(_rig.Hardware, _rig.Guest, _rig.Memory, 0), Is.EqualTo(-Errno.ENOSYS));
    }

    [Test]
    [Rule("CTL-5")]
    public void Minus_ENODEV_passes_the_operation_on_to_the_device_tree_and_anything_else_ends_it()
    {
        using ControlRig<Yes, Yes> both = new();
        both.Tree.Add("/nic", (both.Unit, [7]));
        Assert.That(both.Path(DomainControl.AssignDevice, both.Guest, "/nic"), Is.Zero, "not a PCI device, so the device tree's");
        Assert.That(both.Assign(both.Guest, Nic), Is.EqualTo(-Errno.ENODEV), "not of the device tree either");
        Assert.That(both.Path(DomainControl.AssignDevice, both.Hardware, "/nic"), Is.EqualTo(-Errno.EINVAL), "PCI's answer for the caller itself");
        Assert.That(both.Call(both.Guest, new DomctlArgument { Command = 99, DeviceType = 1 }), Is.EqualTo(-Errno.ENOSYS));

        using ControlRig<No, No> neither = new();
        Assert.That(neither.Assign(neither.Guest, Nic), Is.EqualTo(-Errno.ENODEV));
        Assert.That(neither.Call(neither.Guest, new DomctlArgument { Command = 99 }), Is.EqualTo(-Errno.ENODEV), "nobody who knows that it is unknown");

        using ControlRig<No, Yes> tree = new();
        tree.Tree.Add("/nic", (tree.Unit, [7]));
        Assert.That(tree.Assign(tree.Guest, Nic), Is.EqualTo(-Errno.ENODEV));
        Assert.That(tree.Path(DomainControl.AssignDevice, tree.Guest, "/nic"), Is.Zero);
        Assert.That(_rig.Path(DomainControl.AssignDevice, _rig.Guest, "/nic"), Is.EqualTo(-Errno.ENODEV));
    }

    [Test]
    [Rule("CTL-6")]
    public void A_group_is_the_other_devices_of_the_domain_in_the_segment_that_are_in_it()
    {
        Domain other = _rig.Hardware;
        _rig.Add(Nic, _rig.Guest, group: 5);
        _rig.Add(0x0301, _rig.Guest, group: 5);
        _rig.Add(0xffff, _rig.Guest, group: 5);
        _rig.Add(0x0302, _rig.Guest, group: 6);
        _rig.Add(0x0303, other, group: 5);
        _rig.Add(0x0304, group: 5);
        _rig.Add(0x10305, _rig.Guest, group: 5);
        Assert.That(_rig.Group(_rig.Guest, Nic, 10, out uint[] found), Is.Zero);
        Assert.That(found, Is.EqualTo(new uint[] { 0x03 << 16 | 0x01 << 8, 0xff << 16 | 0xff << 8 }));
        Assert.That(_rig.Group(other, Nic, 10, out found), Is.Zero);
        Assert.That(found, Is.EqualTo(new uint[] { 0x03 << 16 | 0x03 << 8 }), "the device asked about may be another's");
    }

    [Test]
    [Rule("CTL-7")]
    public void Only_as_many_are_reported_as_there_is_room_for()
    {
        for (uint function = 0; function < 5; function++)
        {
            _rig.Add(Nic + function, _rig.Guest, group: 0);
        }

        for (uint room = 0; room < 6; room++)
        {
            Assert.That(_rig.Group(_rig.Guest, Nic, room, out uint[] found), Is.Zero);
            Assert.That(found, Is.EqualTo(Enumerable.Range(1, 4).Select(function => Nic << 8 | (uint)function << 8).Take((int)room)));
        }
    }

    [Test]
    [Rule("CTL-8")]
    public void An_error_reports_no_device()
    {
        _rig.Add(Nic, _rig.Guest, group: 5);
        _rig.Add(0x0301, _rig.Guest, group: 5);
        Assert.That((_rig.Group(_rig.Guest, Disk, 9, out uint[] found), found.Length), Is.EqualTo((-Errno.ENODEV, 0)), "no such device");
        Assert.That((_rig.Group(_rig.Guest, Nic, 9, out found, buffer: 0x2ffd), found.Length), Is.EqualTo((-Errno.EFAULT, 0)));
        Assert.That((_rig.Group(_rig.Guest, Nic, 9, out found, buffer: ulong.MaxValue), found.Length), Is.EqualTo((-Errno.EFAULT, 0)));
        Assert.That(_rig.Group(_rig.Guest, Nic, 0, out _, buffer: ulong.MaxValue), Is.Zero, "nothing was written there");
        _rig.Add(0x0302, _rig.Guest, group: -Errno.EIO);
        Assert.That((_rig.Group(_rig.Guest, Nic, 9, out found), found.Length), Is.EqualTo((-Errno.EIO, 0)), "the code is the provider's");
        Assert.That((_rig.Group(_rig.Guest, 0x0302, 9, out found), found.Length), Is.EqualTo((-Errno.EIO, 0)));
        _rig.Groups.Clear();
        Assert.That((_rig.Group(_rig.Guest, Nic, 9, out found), found.Length), Is.EqualTo((0, 0)), "a provider without groups");
    }

    [Test]
    [Rule("CTL-9")]
    public void Nobody_assigns_devices_to_himself()
    {
        _rig.Add(Nic);
        Assert.That((_rig.Assign(_rig.Hardware, Nic), _rig.Test(_rig.Hardware, Nic), _rig.Deassign(_rig.Hardware, Nic)), Is.EqualTo((-Errno.EINVAL, -Errno.EINVAL, -Errno.EINVAL)));
    }

    [Test]
    [Rule("CTL-10")]
    public void A_device_is_assigned_with_the_relaxed_flag_or_none_and_not_to_a_dying_domain()
    {
        Device device = _rig.Add(Nic);
        foreach (uint flags in new[] { 2u, 3u, 1u << 31, uint.MaxValue })
        {
            Assert.That(_rig.Assign(_rig.Guest, Nic, flags), Is.EqualTo(-Errno.EINVAL));
        }

        Assert.That((_rig.Assign(_rig.Guest, Nic, 1), device.Owner), Is.EqualTo((0, _rig.Guest)));
        Domain dying = _rig.CreateDomain();
        _rig.Iommu.Teardown(dying);
        Assert.That(_rig.Assign(dying, Disk), Is.EqualTo(-Errno.EINVAL), "before the device is looked for");
    }

    [Test]
    [Rule("CTL-11")]
    public void Only_a_known_device_that_nobody_or_the_hardware_domain_owns_is_assigned()
    {
        Device nic = _rig.Add(Nic, _rig.CreateDomain());
        Device disk = _rig.Add(Disk, _rig.Hardware);
        Assert.That(_rig.Assign(_rig.Guest, 0x0500), Is.EqualTo(-Errno.ENODEV));
        Assert.That(_rig.Assign(_rig.Guest, Nic), Is.EqualTo(-Errno.EBUSY));
        Assert.That((_rig.Assign(_rig.Guest, Disk), disk.Owner), Is.EqualTo((0, _rig.Guest)));
        Assert.That(_rig.Assign(_rig.Guest, Disk), Is.EqualTo(-Errno.EBUSY));
        Assert.That(nic.Owner, Is.Not.EqualTo(_rig.Guest));
    }

    [Test]
    [Rule("CTL-12")]
    public void A_test_says_only_that_it_cannot_be_assigned()
    {
        Device nic = _rig.Add(Nic);
        _rig.Add(Disk, _rig.CreateDomain());
        Assert.That((_rig.Test(_rig.Guest, Nic), _rig.Test(null, Nic), nic.Owner), Is.EqualTo((0, 0, (Domain?)null)));
        Assert.That((_rig.Test(_rig.Guest, Disk), _rig.Test(null, Disk)), Is.EqualTo((-Errno.EINVAL, -Errno.EINVAL)), "another's");
        Assert.That(_rig.Test(_rig.Guest, 0x0500), Is.EqualTo(-Errno.EINVAL), "unknown");
        Assert.That(_rig.Test(_rig.Guest, Nic, flags: 1), Is.EqualTo(-Errno.EINVAL), "no flag has a meaning here");
    }

    [Test]
    [Rule("CTL-13")]
    public void A_device_is_taken_from_the_domain_that_owns_it()
    {
        Device nic = _rig.Add(Nic, _rig.Guest);
        Assert.That(_rig.Deassign(_rig.CreateDomain(), Nic), Is.EqualTo(-Errno.ENODEV));
        Assert.That(_rig.Deassign(_rig.Guest, Nic, flags: 1), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_rig.Deassign(_rig.Guest, Disk), Is.EqualTo(-Errno.ENODEV));
        Assert.That((_rig.Deassign(_rig.Guest, Nic), nic.Owner == _rig.Guest), Is.EqualTo((0, false)));
    }

    [Test]
    [Rule("CTL-14")]
    public void A_policy_may_refuse_with_its_own_error_and_hides_devices_of_groups()
    {
        Device nic = _rig.Add(Nic, _rig.Guest, group: 1);
        _rig.Add(0x0301, _rig.Guest, group: 1);
        _rig.Add(0x0302, _rig.Guest, group: 1);
        _rig.Add(Disk);
        Policy policy = new();
        _rig.Machine.Platform.Add(policy);
        policy.Refused.Add(new DeviceId(0x0301));
        Assert.That(_rig.Group(_rig.Guest, Nic, 9, out uint[] found), Is.Zero);
        Assert.That(found, Is.EqualTo(new[] { 0x030200u }));
        policy.Refused.Add(new DeviceId(Nic));
        policy.Refused.Add(new DeviceId(Disk));
        Assert.That((_rig.Group(_rig.Guest, Nic, 9, out found), found.Length), Is.EqualTo((-Errno.EPERM, 77)), "nothing is written back");
        Assert.That(_rig.Assign(_rig.Guest, Disk), Is.EqualTo(-Errno.EPERM));
        Assert.That(_rig.Assign(_rig.Guest, Disk, flags: 8), Is.EqualTo(-Errno.EINVAL), "flags are looked at first");
        Assert.That((_rig.Test(_rig.Guest, Disk), _rig.Test(null, Disk)), Is.EqualTo((-Errno.EPERM, -Errno.EPERM)));
        Assert.That((_rig.Deassign(_rig.Guest, Nic), nic.Owner), Is.EqualTo((-Errno.EPERM, _rig.Guest)));
        Assert.That(policy.Callers, Is.All.EqualTo(_rig.Hardware));
    }

    [TestCase(-Errno.ERESTART)]
    [TestCase(-Errno.ENOMEM)]
    [Rule("CTL-15")]
    public void What_assigning_answers_is_the_answer(int result)
    {
        _rig.Add(Nic);
        ControlTable<Yes, No>.AssignResult = result;
        Assert.That(_rig.Assign(_rig.Guest, Nic), Is.EqualTo(result));
        ControlTable<Yes, No>.AssignResult = 0;
        Assert.That(_rig.Assign(_rig.Guest, Nic), Is.Zero);
    }

    [Test]
    [Rule("CTL-16")]
    public void A_device_is_found_by_its_id_from_when_it_is_added_to_when_it_is_removed()
    {
        IommuPlatform platform = _rig.Machine.Platform;
        Assert.That(platform.FindDevice(new DeviceId(Nic)), Is.Null);
        Device nic = _rig.Add(Nic), disk = _rig.Add(Disk);
        Assert.That((platform.FindDevice(new DeviceId(Nic)), platform.FindDevice(new DeviceId(Disk))), Is.EqualTo((nic, disk)));
        Assert.That(platform.FindDevice(new DeviceId(0x10000 | Nic)), Is.Null, "another segment");
        Assert.That(_rig.Iommu.RemoveDevice(nic), Is.Zero);
        Assert.That((platform.FindDevice(new DeviceId(Nic)), platform.FindDevice(new DeviceId(Disk))), Is.EqualTo(((Device?)null, disk)));
    }

    private sealed class Policy : DeviceAccessPolicy
    {
        internal HashSet<DeviceId> Refused { get; } = [];

        internal List<Domain> Callers { get; } = [];

        public override int CheckGroup(Domain caller, DeviceId device) => Answer(caller, device);

        public override int CheckAssign(Domain caller, Domain? domain, DeviceId device) => Answer(caller, device);

        public override int CheckDeassign(Domain caller, Domain domain, DeviceId device) => Answer(caller, device);

        private int Answer(Domain caller, DeviceId device)
        {
            Callers.Add(caller);
            return Refused.Contains(device) ? -Errno.EPERM : 0;
        }
    }
}
