using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>The same for what the layer and its drivers make of page tables.</summary>
internal sealed class LayerInvariantTests
{
    [Test]
    [Rule("XSA-321")]
    public void XSA_321_hardware_behind_the_caches_finds_the_tables_of_domains_and_of_quarantine_in_memory()
    {
        using BehindCaches unit = new();
        Iommu<SingleTable<ScratchHooks>> iommu = new(unit.Machine);
        Device device = new(new DeviceId(0, 3, 0));
        ReservedRegions regions = new();
        unit.Machine.Add(regions);
        Assert.That(regions.Add(0x777_8000, 0x777_8fff, device.Id), Is.Zero);
        Assert.That(iommu.Setup(), Is.Zero);
        Assert.That(iommu.AddDevice(device), Is.Zero);
        Assert.That(iommu.CreateDomain(false, out Domain? domain), Is.Zero);
        Assert.That(iommu.Assign(domain!, device, AssignFlags.None), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(iommu.Map(domain!, new Dfn(5), new Mfn(0x777), 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(unit.Walk(5).Page >> 12, Is.EqualTo(0x777));
        Assert.That(unit.Walk(6).Outcome, Is.EqualTo(WalkOutcome.NotMapped));
        Assert.That(iommu.Deassign(domain!, device), Is.Zero);
        foreach (ulong dfn in (ulong[])[0, 5, 1 << 9, 1 << 18, (1UL << 36) - 1])
        {
            Assert.That(unit.Walk(dfn).IsWritable, Is.True, $"{dfn:x}");
        }

        Assert.That(unit.Walk(0x7778).Page >> 12, Is.EqualTo(0x7778));
    }

    [Test]
    [Rule("XSA-346")]
    [Rule("FLU-7")]
    public void XSA_346_no_free_before_flush_and_none_if_the_flush_fails()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        rig.Map(domain, 5, rig.Machine.Ram, MapFlags.ReadWrite);
        uint inUse = rig.Platform.Memory.InUse;
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Unmap(domain, new Dfn(5), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(rig.Platform.Memory.InUse, Is.EqualTo(inUse));

        // A flush of less than everything is no flush of the tables.
        Assert.That(rig.Iommu.Flush(domain, new Dfn(5), 1, FlushFlags.Modified), Is.Zero);
        Assert.That(rig.Platform.Memory.InUse, Is.EqualTo(inUse));
        rig.Machine.Units[0].FlushResult = -Errno.EBUSY;
        Assert.That(rig.Iommu.Flush(domain, new Dfn(5), 1, flush), Is.EqualTo(-Errno.EBUSY));
        Assert.That(rig.Platform.Memory.InUse, Is.EqualTo(inUse), "hardware did not say that it forgot them");
        Assert.That(rig.Platform.Tasklets.RunAll(), Is.Zero);
        rig.Machine.Units[0].FlushResult = 0;
        Assert.That(rig.Iommu.Flush(domain, new Dfn(5), 1, flush), Is.Zero);
        rig.Platform.Tasklets.RunAll();
        Assert.That(rig.Platform.Memory.InUse, Is.LessThan(inUse));
    }

    [Test]
    [Rule("XSA-390")]
    public void XSA_390_hardware_with_fewer_levels_is_given_a_table_below_the_root()
    {
        using TableMachine machine = new(TableCases.Named("VT-d 48 with a spine to level 3"));
        using CheckedTable table = new(machine);
        TableRoot spine = table.Table.SpineRoot;
        Assert.That((spine.Levels, spine.AddressBits), Is.EqualTo((3, 39)));
        VtdWalk walk = new() { InputBits = 39, OutputBits = 52 };
        Assert.That(table.Map(5, 0x777, 1, MapFlags.ReadWrite), Is.Zero);
        Assert.That(table.Map((1UL << 27) - 1, 0x778, 2, MapFlags.ReadWrite), Is.Zero);
        Assert.That(walk.Run(machine.Memory, spine, 5 << 12).Target(5 << 12) >> 12, Is.EqualTo(0x777));
        Assert.That(walk.Run(machine.Memory, spine, ((1UL << 27) - 1) << 12).Page >> 12, Is.EqualTo(0x778));
        Assert.That(walk.Run(machine.Memory, spine, 1UL << 39).Fault, Is.EqualTo(FaultReason.AddressBeyondWidth));
        table.Empty();
        Assert.That(table.Table.SpineRoot, Is.EqualTo(spine), "hardware holds it");
        Assert.That(table.Map(6, 0x779, 1, MapFlags.ReadWrite), Is.Zero);
        Assert.That(walk.Run(machine.Memory, spine, 6 << 12).Page >> 12, Is.EqualTo(0x779));
    }

    [Test]
    [Rule("XSA-410")]
    [Rule("DOM-10")]
    public void XSA_410_a_dying_domain_maps_nothing_and_takes_no_memory()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        rig.Map(domain, 5, rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(rig.Iommu.Deassign(domain, rig.Device("nic").Device), Is.Zero);
        Assert.That(rig.Iommu.Teardown(domain), Is.Zero);
        uint inUse = rig.Platform.Memory.InUse;
        FlushFlags flush = FlushFlags.None;
        Assert.That(rig.Iommu.Map(domain, new Dfn(1UL << 20), rig.Machine.Ram, 512, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(VtdHooks.MapPage(domain, new Dfn(7), rig.Machine.Ram, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(VtdHooks.UnmapPages(domain, new Dfn(0), 512, MapFlags.None, ref flush), Is.Zero);
        Assert.That(rig.Iommu.Lookup(domain, new Dfn(7), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That((flush, rig.Platform.Memory.InUse), Is.EqualTo((FlushFlags.None, inUse)));
        rig.Platform.Tasklets.RunAll();
        Assert.That(rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("XSA-445")]
    [Rule("QUA-6")]
    public void XSA_445_a_quarantined_device_has_tables_of_the_depth_that_its_unit_walks()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1);
        machine.AddUnit(IommuKind.IntelVtd, addressBits: 39);
        machine.AddDevice("far", new DeviceId(0, 1, 0));
        machine.AddDevice("near", new DeviceId(0, 2, 0));
        using Rig<SingleTable<ScratchHooks>> rig = new(machine);
        foreach ((string name, int bits) in ((string, int)[])[("far", 48), ("near", 39)])
        {
            SoftwareDevice device = rig.Device(name);
            Domain domain = rig.CreateDomain(name);
            TableRoot root = domain.PageTable.Root;
            Assert.That(rig.Iommu.Deassign(domain, device.Device), Is.Zero);
            Assert.That(device.Device.QuarantineTable!.Tables.Root.Levels, Is.EqualTo(root.Levels));
            byte[] read = [1];
            Assert.That((device.Read((1UL << bits) - 1, read), read[0]), Is.EqualTo((FaultReason.None, (byte)0)));
        }

        Assert.That(rig.Device("near").Read(1UL << 39, new byte[1]), Is.EqualTo(FaultReason.AddressBeyondWidth));
    }
}
