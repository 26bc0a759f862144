using System;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Devices;

/// <summary>The quarantine in which all DMA of a device goes to a page that nobody uses.</summary>
internal sealed class ScratchPageTests
{
    // Four tables and the page.
    private const uint Frames = 5;

    private Rig<SingleTable<ScratchHooks>> _rig = null!;

    private SoftwareDevice Nic => _rig.Device("nic");

    [SetUp]
    public void SetUp() => _rig = new(SoftwarePlatform.X86());

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("QUA-3")]
    public void A_device_that_was_taken_back_reads_and_writes_one_page_at_every_address([Values(0UL, 0x5123UL, 0x1234_5678_9abcUL, (1UL << 48) - 1)] ulong address)
    {
        Domain domain = Quarantine();
        int faults = _rig.Machine.Units[0].Faults.Count;
        Assert.That(Nic.Write(address, [42]), Is.EqualTo(FaultReason.None));
        foreach (ulong other in (ulong[])[0, 0x1000, 1UL << 30, (1UL << 48) - 0x1000, address])
        {
            byte[] back = new byte[1];
            Assert.That(Nic.Read((other & ~0xfffUL) | (address & 0xfff), back), Is.EqualTo(FaultReason.None));
            Assert.That(back[0], Is.EqualTo(42));
            Assert.That(_rig.Machine.Units[0].Translate(Nic.Device.Id, other, isWrite: true, out ulong target), Is.EqualTo(FaultReason.None));
            Assert.That(target >> 12, Is.LessThan(_rig.Machine.Ram.Value), "it is none of the pages for DMA");
        }

        Assert.That(_rig.Machine.Memory.Bytes(_rig.Machine.Ram.Value << 12, (int)_rig.Machine.RamFrames << 12).ContainsAnyExcept((byte)0), Is.False);
        Assert.That(_rig.Machine.Units[0].Faults, Has.Count.EqualTo(faults));
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(1), out Mfn mfn, out _), Is.Zero);
        Assert.That(mfn, Is.EqualTo(_rig.Machine.Ram), "the domain's table is as it was");
    }

    [Test]
    [Rule("QUA-3")]
    public void In_the_next_quarantine_a_device_finds_nothing_of_the_last_one()
    {
        Domain domain = Quarantine();
        Assert.That(Nic.Write(0x5000, [42]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied), "the domain's table is its table again");
        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        byte[] back = [1];
        Assert.That(Nic.Read(0x5000, back), Is.EqualTo(FaultReason.None));
        Assert.That(back[0], Is.Zero);
    }

    [Test]
    [Rule("QUA-6")]
    public void Two_devices_have_a_page_each()
    {
        Quarantine();
        SoftwareDevice disk = _rig.Device("disk");
        Domain domain = _rig.CreateDomain("disk");
        Assert.That(_rig.Iommu.Deassign(domain, disk.Device), Is.Zero);
        Assert.That(Nic.Write(0x5000, [42]), Is.EqualTo(FaultReason.None));
        byte[] back = [1];
        Assert.That(disk.Read(0x5000, back), Is.EqualTo(FaultReason.None));
        Assert.That(back[0], Is.Zero);
    }

    [Test]
    [Rule("DEV-2")]
    public void The_page_and_its_tables_go_when_the_device_does()
    {
        Domain domain = Quarantine();
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        _rig.Platform.Tasklets.RunAll();
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(Frames));
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));

        _rig.Machine.Units[0].FlushResult = -Errno.EBUSY;
        Assert.That(_rig.Iommu.RemoveDevice(Nic.Device), Is.EqualTo(-Errno.EBUSY));
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(Frames), "the hardware did not say that it forgot them");
        _rig.Machine.Units[0].FlushResult = 0;
        Assert.That(_rig.Iommu.RemoveDevice(Nic.Device), Is.Zero);
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
        Assert.That(_rig.Machine.Units[0].RememberedCount, Is.Zero);
        Assert.That(Nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ContextNotPresent));
        Assert.That((_rig.CreateDomain().Id, _rig.CreateDomain().Id), Is.EqualTo(((ushort)1, (ushort)2)), "its number was given back");
    }

    [TestCase(1)]
    [TestCase(4)]
    [Rule("DEV-6")]
    public void A_device_whose_page_cannot_be_made_ready_is_not_given_away(int framesLeft)
    {
        // One frame for the source itself, one for the root of the domain.
        using SoftwarePlatform machine = new(tableFrames: 2 + (uint)framesLeft);
        machine.AddUnit(IommuKind.IntelVtd);
        machine.AddDevice("nic", new DeviceId(0, 3, 0));
        using Rig<SingleTable<ScratchHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain();
        Assert.That(rig.Iommu.Assign(domain, rig.Device("nic").Device, AssignFlags.None), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(rig.Device("nic").Device.Owner, Is.Null);
        Assert.That(rig.Platform.Memory.InUse, Is.EqualTo(1));
        Assert.That(rig.Iommu.CreateDomain(false, out Domain? second), Is.Zero);
        Assert.That(second!.Id, Is.EqualTo(domain.Id + 1), "the number was given back");
    }

    // The domain that the network card was taken from.
    private Domain Quarantine()
    {
        Domain domain = _rig.CreateDomain("nic");
        _rig.Map(domain, 1, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(Nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        return domain;
    }
}
