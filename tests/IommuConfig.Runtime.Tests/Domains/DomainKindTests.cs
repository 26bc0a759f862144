using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>What a domain was created as, and what follows from it.</summary>
internal sealed class DomainKindTests
{
    private const DomainFlags Sharing = DomainFlags.Iommu | DomainFlags.SecondLevel;

    private Rig<SingleTable<VtdHooks>> _rig = null!;

    private SoftwareDevice Nic => _rig.Device("nic");

    [SetUp]
    public void SetUp() => _rig = Rigs.Vtd();

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("DOM-2")]
    public void Flags_that_do_not_go_together_are_refused()
    {
        Assert.That(_rig.Iommu.CreateDomain(DomainFlags.NoSharedTables, out Domain? domain), Is.EqualTo(-Errno.EINVAL));
        Assert.That(domain, Is.Null);
        Assert.That(_rig.Iommu.CreateDomain((DomainFlags)16, out _), Is.EqualTo(-Errno.EINVAL));
        using SoftwarePlatform without = new();
        Iommu<SingleTable<VtdHooks>> iommu = new(without.Platform);
        Assert.That(iommu.CreateDomain(DomainFlags.Iommu, out _), Is.EqualTo(-Errno.EINVAL));
        Assert.That(iommu.CreateDomain(DomainFlags.None, out _), Is.Zero);
    }

    [Test]
    [Rule("DOM-4")]
    public void A_domain_without_devices_for_good_gets_none()
    {
        Domain domain = Create(DomainFlags.None);
        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None), Is.EqualTo(-Errno.EOPNOTSUPP));
        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Map(domain, new Dfn(1), _rig.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(1), out _, out _), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("DOM-5")]
    public void A_domain_has_its_root_from_its_creation_to_its_end()
    {
        Domain domain = Create(DomainFlags.Iommu);
        Assert.That(domain.PageTable.IsBuilt, Is.True);
        _rig.Map(domain, 1, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(Nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Iommu.Deassign(domain, Nic.Device), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(1), out _, out _), Is.Zero);
    }

    [Test]
    [Rule("DOM-7")]
    [Rule("TRAP-11")]
    public void Sharing_and_needing_to_be_told_never_hold_at_once([Values] bool sharePt, [Values] bool strict, [Values] bool secondLevel, [Values] bool noSharing, [Values] bool isHardware)
    {
        _rig.Platform.Options.SharePageTables = sharePt;
        _rig.Platform.Options.HardwareDomainStrict = strict;
        Domain domain = Create(
            DomainFlags.Iommu | (secondLevel ? DomainFlags.SecondLevel : 0) | (noSharing ? DomainFlags.NoSharedTables : 0) |
            (isHardware ? DomainFlags.Hardware : 0));
        Assert.That(domain.SharesTables, Is.EqualTo(sharePt && secondLevel && !noSharing));
        Assert.That(domain.NeedsSync, Is.EqualTo((!isHardware || strict) && !domain.SharesTables));
        Assert.That(domain.NeedsSync && domain.SharesTables, Is.False);
    }

    [Test]
    [Rule("DOM-8")]
    public void A_hardware_domain_in_passthrough_mode_reaches_memory_as_it_is()
    {
        _rig.Platform.Options.HardwareDomainPassthrough = true;
        Domain hardware = Create(DomainFlags.Iommu | DomainFlags.Hardware);
        Assert.That(hardware.IsPassthrough, Is.True);
        Assert.That(_rig.Iommu.Assign(hardware, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(Nic.Write(_rig.Machine.Ram.Value << 12, [7]), Is.EqualTo(FaultReason.None));
        Assert.That(_rig.Machine.Memory.Bytes(_rig.Machine.Ram.Value << 12, 1)[0], Is.EqualTo(7));
        FlushFlags flush = FlushFlags.None;
        uint inUse = _rig.Platform.Memory.InUse;
        Assert.That(_rig.Iommu.Map(hardware, new Dfn(1), _rig.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(_rig.Iommu.Unmap(hardware, new Dfn(1), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(inUse));
        Assert.That(_rig.Iommu.Lookup(hardware, new Dfn(1), out _, out _), Is.EqualTo(-Errno.EOPNOTSUPP));

        using Rig<MixedTable> mixed = Rigs.Mixed();
        mixed.Platform.Options.HardwareDomainPassthrough = true;
        Assert.That(mixed.Iommu.CreateDomain(isHardware: true, out Domain? without), Is.Zero);
        Assert.That(mixed.Iommu.Map(without!, new Dfn(1), mixed.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(mixed.Iommu.Lookup(without!, new Dfn(1), out _, out _), Is.EqualTo(-Errno.EOPNOTSUPP));

        Domain guest = Create(DomainFlags.Iommu);
        Assert.That(guest.IsPassthrough, Is.False);
        Assert.That(_rig.Iommu.Assign(guest, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(Nic.Write(_rig.Machine.Ram.Value << 12, [8]), Is.EqualTo(FaultReason.WriteDenied));
    }

    [Test]
    [Rule("SHR-1")]
    [Rule("SHR-4")]
    [Rule("XSA-390")]
    public unsafe void A_sharing_domains_devices_go_by_the_processors_table([Values(39, 48)] int bits)
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, addressBits: bits);
        machine.AddDevice("nic", new DeviceId(0, 3, 0));
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        PageTable processors = default;
        CoherentHost host = default;
        PageTableOptions options = new() { SpineLevel = bits == 48 ? 0 : 3 };
        Assert.That(PageTableWalker<VtdSecondLevel, CoherentHost>.Build(ref processors, ref host, rig.Platform.Memory, options), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(
            PageTableWalker<VtdSecondLevel, CoherentHost>.Map(ref processors, ref host, new Dfn(5), machine.Ram, 1, MapFlags.ReadWrite, ref flush),
            Is.Zero);

        Assert.That(rig.Iommu.CreateDomain(Sharing, out Domain? domain), Is.Zero);
        Assert.That(rig.Iommu.ShareP2m(domain!, processors.Root.Frame), Is.Zero);
        Assert.That(rig.Iommu.Assign(domain!, rig.Device("nic").Device, AssignFlags.None), Is.Zero);
        Assert.That(rig.Device("nic").Write(0x5000, [1]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Iommu.Map(domain!, new Dfn(6), machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(rig.Device("nic").Write(0x6000, [1]), Is.EqualTo(FaultReason.WriteDenied), "a map call does nothing");
        Assert.That(rig.Iommu.Lookup(domain!, new Dfn(5), out _, out _), Is.EqualTo(-Errno.EOPNOTSUPP));

        Assert.That(PageTableWalker<VtdSecondLevel, CoherentHost>.Unmap(ref processors, ref host, new Dfn(5), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(rig.Iommu.FlushAll(domain!, FlushFlags.Modified), Is.Zero);
        Assert.That(rig.Device("nic").Write(0x5000, [1]), Is.EqualTo(FaultReason.WriteDenied));
        Assert.That(rig.Iommu.Deassign(domain!, rig.Device("nic").Device), Is.Zero);
        Assert.That(rig.Iommu.Teardown(domain!), Is.Zero);
        rig.Platform.Tasklets.RunAll();
        processors.FlushCompleted();
        Assert.That(rig.Platform.Memory.InUse, Is.GreaterThan(0), "the processor's table is the processor's");
        processors.Free();
        Assert.That(rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("SHR-2")]
    [Rule("SHR-3")]
    public void The_processors_root_is_taken_once_before_there_are_devices_and_only_where_it_can_be_walked()
    {
        Assert.That(_rig.Iommu.ShareP2m(Create(DomainFlags.Iommu), new Mfn(1)), Is.Zero, "it does not share, and nothing happens");
        Domain domain = Create(Sharing);
        Assert.That(_rig.Iommu.ShareP2m(domain, Mfn.Invalid), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_rig.Iommu.Assign(domain, Nic.Device, AssignFlags.None), Is.Zero);
        Assert.That(_rig.Iommu.ShareP2m(domain, domain.PageTable.Root.Frame), Is.EqualTo(-Errno.EBUSY));

        using Rig<SelectedTable> amd = Rigs.Selected(IommuKind.AmdVi);
        Assert.That(amd.Iommu.CreateDomain(Sharing, out Domain? other), Is.Zero);
        Assert.That(amd.Iommu.ShareP2m(other!, new Mfn(0x200)), Is.EqualTo(-Errno.EOPNOTSUPP));
        Assert.That((other!.SharesTables, other.NeedsSync), Is.EqualTo((false, true)), "from now on it is as any other");
        amd.Map(other, 5, amd.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(amd.Iommu.Lookup(other, new Dfn(5), out _, out _), Is.Zero);

        using Rig<MixedTable> mixed = Rigs.Mixed();
        Assert.That(mixed.Iommu.CreateDomain(Sharing, out Domain? spanning), Is.Zero);
        Assert.That(spanning!.SharesTables, Is.False, "nobody could say what to share");
    }

    [Test]
    [Rule("DOM-12")]
    public void A_long_destruction_stops_when_somebody_waits_and_goes_on_with_the_next_call()
    {
        using SoftwarePlatform machine = new(tableFrames: 2000);
        machine.AddUnit(IommuKind.ArmSmmu, 1);
        machine.AddDevice("dma", new DeviceId(0, 1, 0));
        using Rig<MixedTable> rig = new(machine);
        Domain domain = rig.CreateDomain("dma");
        for (ulong table = 0; table < 1000; table++)
        {
            rig.Map(domain, table << 9, machine.Ram, MapFlags.Readable);
        }

        Assert.That(rig.Iommu.Deassign(domain, rig.Device("dma").Device), Is.Zero);
        rig.Platform.IsPreemptionPending = true;
        int calls = 1;
        uint before = rig.Platform.Memory.InUse;
        int result;
        for (; (result = rig.Iommu.Teardown(domain)) == -Errno.ERESTART; calls++)
        {
            Assert.That(rig.Platform.Memory.InUse, Is.LessThan(before));
            before = rig.Platform.Memory.InUse;
            FlushFlags flush = FlushFlags.None;
            Assert.That(rig.Iommu.Map(domain, new Dfn(1), machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        }

        Assert.That((result, calls, rig.Platform.Memory.InUse), Is.EqualTo((0, 4, 0u)));
        Assert.That(rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.ESRCH));
    }

    [Test]
    [Rule("DOM-5")]
    [Rule("XSA-207")]
    public void XSA_207_a_domain_that_never_mapped_leaves_nothing()
    {
        Domain domain = Create(DomainFlags.Iommu);
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        _rig.Platform.Tasklets.RunAll();
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("DOM-1")]
    [Rule("XSA-399")]
    public void XSA_399_numbers_come_back_when_their_domain_is_gone_and_run_out()
    {
        Domain first = Create(DomainFlags.None);
        Domain second = Create(DomainFlags.None);
        Assert.That((first.Id, second.Id), Is.EqualTo(((ushort)1, (ushort)2)));
        Assert.That(_rig.Iommu.Teardown(first), Is.Zero);
        Assert.That(Create(DomainFlags.None).Id, Is.EqualTo(1));
        for (int id = 3; id <= 65535; id++)
        {
            Create(DomainFlags.None);
        }

        Assert.That(_rig.Iommu.CreateDomain(DomainFlags.None, out _), Is.EqualTo(-Errno.EBUSY));
    }

    private Domain Create(DomainFlags flags)
    {
        Assert.That(_rig.Iommu.CreateDomain(flags, out Domain? domain), Is.Zero);
        return domain!;
    }
}
