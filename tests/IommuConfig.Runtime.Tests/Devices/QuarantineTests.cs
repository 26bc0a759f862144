using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Devices;

/// <summary>Where a device goes that nobody owns.</summary>
internal sealed class QuarantineTests
{
    private Rig<SingleTable<VtdHooks>> _rig = null!;

    private SoftwareDevice Nic => _rig.Device("nic");

    private SoftwareDevice Usb => _rig.Device("usb");

    // The four frames that firmware reserved for the USB controller.
    private ulong Reserved => (_rig.Machine.Ram.Value + _rig.Machine.RamFrames - 4) << 12;

    [SetUp]
    public void SetUp() => _rig = Rigs.Vtd();

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [TestCase(QuarantineMode.Basic, FaultReason.ContextNotPresent)]
    [TestCase(QuarantineMode.ScratchPage, FaultReason.None)]
    [TestCase(null, FaultReason.ContextNotPresent)]
    [Rule("QUA-1")]
    [Rule("QUA-2")]
    public void The_command_line_overrides_the_configuration(QuarantineMode? option, FaultReason expected)
    {
        _rig.Platform.Options.Quarantine = option;
        Domain domain = _rig.CreateDomain("nic");
        _rig.Map(domain, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        Assert.That(Nic.Write(0x5000, [1]), Is.EqualTo(expected));
        Assert.That(_rig.Machine.Memory.Bytes(_rig.Machine.Ram.Value << 12, 1)[0], Is.Zero);
    }

    [Test]
    [Rule("QUA-4")]
    public void Without_quarantine_a_device_goes_to_the_hardware_domain()
    {
        _rig.Platform.Options.Quarantine = QuarantineMode.None;
        Domain hardware = _rig.CreateDomain(isHardware: true);
        _rig.Map(hardware, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Domain guest = _rig.CreateDomain("nic");
        Assert.That(_rig.Iommu.Deassign(guest, Nic.Device), Is.Zero);
        Assert.That(Nic.Device.Owner, Is.SameAs(hardware));
        Assert.That(Nic.Write(0x5000, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Deassign(hardware, Nic.Device), Is.Zero);
        Assert.That(Nic.Device.Owner, Is.Null);
        Assert.That(Nic.Write(0x5000, [1]), Is.EqualTo(FaultReason.ContextNotPresent));
    }

    [Test]
    [Rule("QUA-4")]
    [Rule("XSA-302")]
    public void Without_quarantine_and_without_a_hardware_domain_it_reaches_nothing()
    {
        _rig.Platform.Options.Quarantine = QuarantineMode.None;
        Domain guest = _rig.CreateDomain("nic");
        Assert.That(_rig.Iommu.Deassign(guest, Nic.Device), Is.Zero);
        Assert.That(Nic.Device.Owner, Is.Null);
        Assert.That(Nic.Write(0x5000, [1]), Is.EqualTo(FaultReason.ContextNotPresent));
    }

    [TestCase(QuarantineMode.Basic)]
    [TestCase(QuarantineMode.ScratchPage)]
    [Rule("QUA-5")]
    [Rule("XSA-400")]
    public void XSA_400_a_quarantined_device_reaches_its_reserved_memory(QuarantineMode mode)
    {
        _rig.Platform.Options.Quarantine = mode;
        Domain domain = _rig.CreateDomain("usb");
        Assert.That(_rig.Iommu.Deassign(domain, Usb.Device), Is.Zero);
        for (ulong page = 0; page < 4; page++)
        {
            Assert.That(Usb.Write(Reserved + (page << 12), [(byte)(page + 1)]), Is.EqualTo(FaultReason.None));
            Assert.That(_rig.Machine.Memory.Bytes(Reserved + (page << 12), 1)[0], Is.EqualTo(page + 1));
        }

        foreach (ulong address in (ulong[])[Reserved - 1, Reserved + 0x4000, 0, 1UL << 47])
        {
            byte[] data = [9];
            Assert.That(Usb.Read(address, data), Is.EqualTo(mode == QuarantineMode.Basic ? FaultReason.ReadDenied : FaultReason.None));
            Assert.That(data[0], Is.EqualTo(mode == QuarantineMode.Basic ? 9 : 0));
        }
    }

    [Test]
    [Rule("QUA-5")]
    public void So_does_one_without_quarantine_that_has_nowhere_to_go()
    {
        _rig.Platform.Options.Quarantine = QuarantineMode.None;
        Domain domain = _rig.CreateDomain("usb");
        Assert.That(_rig.Iommu.Deassign(domain, Usb.Device), Is.Zero);
        Assert.That(Usb.Write(Reserved, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(Usb.Write(0, [1]), Is.EqualTo(FaultReason.WriteDenied));
    }

    [TestCase(QuarantineMode.Basic)]
    [TestCase(QuarantineMode.ScratchPage)]
    [Rule("QUA-5")]
    [Rule("QUA-7")]
    public void So_does_one_that_nobody_ever_owned_and_that_is_put_aside(QuarantineMode mode)
    {
        _rig.Platform.Options.Quarantine = mode;
        Assert.That(Usb.Write(Reserved, [1]), Is.EqualTo(FaultReason.ContextNotPresent));
        Assert.That(_rig.Iommu.Quarantine(Usb.Device), Is.Zero);
        Assert.That(Usb.Write(Reserved, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(Usb.Write(0, [1]), Is.EqualTo(mode == QuarantineMode.Basic ? FaultReason.WriteDenied : FaultReason.None));
    }

    [Test]
    [Rule("QUA-5")]
    public void Want_of_memory_for_a_quarantine_at_any_step_refuses_the_assignment_and_loses_nothing([Range(0, 6)] int frames, [Values] bool scratchPage)
    {
        _rig.Platform.Options.Quarantine = scratchPage ? QuarantineMode.ScratchPage : QuarantineMode.Basic;
        Domain domain = _rig.CreateDomain();
        uint inUse = _rig.Platform.Memory.InUse;
        _rig.Machine.Admits = _ => frames-- > 0;
        int result = _rig.Iommu.Assign(domain, Usb.Device, AssignFlags.None);
        Assert.That(result, Is.EqualTo(-Errno.ENOMEM));
        Assert.That(Usb.Device.Owner, Is.Null);
        _rig.Machine.Admits = null;
        Assert.That(_rig.Iommu.RemoveDevice(Usb.Device), Is.Zero);
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(inUse));
    }

    [Test]
    [Rule("QUA-7")]
    [Rule("QUA-8")]
    public void A_device_put_aside_by_name_stays_in_quarantine_until_the_hardware_domain_gets_it()
    {
        _rig.Platform.Options.Quarantine = QuarantineMode.None;
        Domain hardware = _rig.CreateDomain(isHardware: true);
        Domain guest = _rig.CreateDomain("nic");
        Assert.That(_rig.Iommu.Quarantine(Nic.Device), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_rig.Iommu.Deassign(guest, Nic.Device), Is.Zero);
        Assert.That(Nic.Device.Owner, Is.SameAs(hardware));

        Assert.That(_rig.Iommu.Quarantine(Nic.Device), Is.Zero);
        Assert.That((Nic.Device.Owner, Nic.Device.IsQuarantined), Is.EqualTo(((Domain?)null, true)));
        Assert.That(_rig.Iommu.Assign(guest, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.Deassign(guest, Nic.Device), Is.Zero);
        Assert.That(Nic.Device.Owner, Is.Null);

        Assert.That(_rig.Iommu.Assign(hardware, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(Nic.Device.IsQuarantined, Is.False);
        Assert.That(_rig.Iommu.Quarantine(new Device(new DeviceId(0, 9, 0))), Is.EqualTo(-Errno.ENODEV));
    }
}
