using System;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Mapping;

/// <summary>What devices reach, as the hardware sees it.</summary>
internal sealed class DmaTests
{
    private Rig<SingleTable<VtdHooks>> _rig = null!;
    private SoftwareDevice _nic = null!;

    private SoftwareUnit Unit => _rig.Machine.Units[0];

    [SetUp]
    public void SetUp()
    {
        _rig = Rigs.Vtd();
        _nic = _rig.Device("nic");
    }

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    public void A_device_writes_and_reads_through_its_mapping()
    {
        Domain domain = _rig.CreateDomain("nic");
        _rig.Map(domain, 0x1000, _rig.Machine.Ram + 7, MapFlags.ReadWrite);
        Assert.That(_nic.Write(0x100_0ff0, "through the tabl"u8), Is.EqualTo(FaultReason.None));
        Assert.That(RamBytes(7)[0xff0..].SequenceEqual("through the tabl"u8), Is.True);

        byte[] back = new byte[16];
        Assert.That(_nic.Read(0x100_0ff0, back), Is.EqualTo(FaultReason.None));
        Assert.That(back, Is.EqualTo("through the tabl"u8.ToArray()));
    }

    [Test]
    public void A_transfer_over_several_pages_follows_each_of_them()
    {
        Domain domain = _rig.CreateDomain("nic");
        _rig.Map(domain, 1, _rig.Machine.Ram + 9, MapFlags.ReadWrite);
        _rig.Map(domain, 2, _rig.Machine.Ram + 3, MapFlags.ReadWrite);
        byte[] data = new byte[6000];
        new Random(1).NextBytes(data);
        Assert.That(_nic.Write(0x1100, data), Is.EqualTo(FaultReason.None));
        Assert.That(RamBytes(9)[0x100..].SequenceEqual(data.AsSpan(0, 0xf00)), Is.True);
        Assert.That(RamBytes(3)[..(6000 - 0xf00)].SequenceEqual(data.AsSpan(0xf00)), Is.True);
    }

    [Test]
    [Rule("FLU-2")]
    public void After_unmap_and_flush_a_device_is_blocked_with_the_fault_of_its_request()
    {
        Domain domain = _rig.CreateDomain("nic");
        _rig.Map(domain, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_nic.Write(0x5000, [1]), Is.EqualTo(FaultReason.None));
        _rig.Unmap(domain, 5);
        Assert.That(_nic.Write(0x5008, [2]), Is.EqualTo(FaultReason.WriteDenied));
        Assert.That(_nic.Read(0x5008, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(Unit.Faults, Is.EqualTo((DmaFault[])
        [
            new DmaFault(_nic.Device.Id, 0x5008, true, FaultReason.WriteDenied),
            new DmaFault(_nic.Device.Id, 0x5008, false, FaultReason.ReadDenied),
        ]));
        Assert.That(RamBytes(0)[0], Is.EqualTo(1));
    }

    [Test]
    public void Without_the_flush_a_device_still_reaches_what_was_unmapped()
    {
        Domain domain = _rig.CreateDomain("nic");
        _rig.Map(domain, 5, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_nic.Write(0x5000, [1]), Is.EqualTo(FaultReason.None));
        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(5), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(_nic.Write(0x5000, [2]), Is.EqualTo(FaultReason.None), "the hardware remembers");
        Assert.That(_rig.Iommu.Flush(domain, new Dfn(5), 1, flush), Is.Zero);
        Assert.That(_nic.Write(0x5000, [3]), Is.EqualTo(FaultReason.WriteDenied));
    }

    [TestCase(1UL, 1UL)]
    [TestCase(4UL, 4UL)]
    [TestCase(4UL, 3UL)]
    [TestCase(3UL, 8UL)]
    [Rule("FLU-4")]
    public void A_flush_covers_its_whole_range(ulong first, ulong count)
    {
        Domain domain = _rig.CreateDomain("nic");
        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Map(domain, new Dfn(first), _rig.Machine.Ram, count, MapFlags.Readable, ref flush), Is.Zero);
        for (ulong dfn = first; dfn < first + count; dfn++)
        {
            Assert.That(_nic.Read(dfn << 12, new byte[1]), Is.EqualTo(FaultReason.None));
        }

        flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(first), count, MapFlags.None, ref flush), Is.Zero);
        Assert.That(_rig.Iommu.Flush(domain, new Dfn(first), count, flush), Is.Zero);
        for (ulong dfn = first; dfn < first + count; dfn++)
        {
            Assert.That(_nic.Read(dfn << 12, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        }
    }

    [Test]
    [Rule("FLU-3")]
    public void Adding_needs_a_flush_only_where_hardware_remembers_absent_entries()
    {
        using SoftwarePlatform machine = new();
        SoftwareUnit caching = machine.AddUnit(IommuKind.IntelVtd, cachesAbsentEntries: true);
        machine.AddDevice("nic", new DeviceId(0, 3, 0));
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain("nic");
        SoftwareDevice nic = rig.Device("nic");
        Assert.That(nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));

        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(5), machine.Ram, 1, MapFlags.Readable, ref flush), Is.Zero);
        Assert.That(nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied), "it remembers that nothing was there");
        Assert.That(rig.Iommu.Flush(domain, new Dfn(5), 1, flush), Is.Zero);
        Assert.That(nic.Read(0x5000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(caching.FlushCount, Is.GreaterThan(1));

        Domain other = _rig.CreateDomain("nic");
        int before = Unit.FlushCount;
        _rig.Map(other, 5, _rig.Machine.Ram, MapFlags.Readable);
        Assert.That(Unit.FlushCount, Is.EqualTo(before), "other hardware need not be told");
    }

    [Test]
    [Rule("QUA-2")]
    public void A_device_that_nobody_owns_reaches_nothing()
    {
        Assert.That(_nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.ContextNotPresent));
        Domain domain = _rig.CreateDomain("nic");
        _rig.Map(domain, 1, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Deassign(domain, _nic.Device), Is.Zero);
        Assert.That(_nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.ContextNotPresent));
    }

    [Test]
    public void Devices_of_two_domains_do_not_see_each_others_mappings()
    {
        Domain first = _rig.CreateDomain("nic");
        Domain second = _rig.CreateDomain("disk");
        _rig.Map(first, 1, _rig.Machine.Ram, MapFlags.ReadWrite);
        _rig.Map(second, 1, _rig.Machine.Ram + 1, MapFlags.ReadWrite);
        _rig.Map(second, 2, _rig.Machine.Ram + 2, MapFlags.ReadWrite);
        Assert.That(_nic.Write(0x1000, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Device("disk").Write(0x1000, [2]), Is.EqualTo(FaultReason.None));
        Assert.That(_nic.Read(0x2000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(RamBytes(0)[0], Is.EqualTo(1));
        Assert.That(RamBytes(1)[0], Is.EqualTo(2));
    }

    [Test]
    public void An_address_beyond_the_table_is_a_fault_of_its_own()
    {
        _rig.CreateDomain("nic");
        Assert.That(_nic.Read(1UL << 48, new byte[1]), Is.EqualTo(FaultReason.AddressBeyondWidth));
    }

    private Span<byte> RamBytes(ulong frame) =>
        _rig.Machine.Memory.Bytes((_rig.Machine.Ram + frame).Value * FrameSource.FrameSize, FrameSource.FrameSize);
}
