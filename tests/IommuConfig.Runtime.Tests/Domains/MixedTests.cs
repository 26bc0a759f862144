using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>Several providers side by side.</summary>
internal sealed class MixedTests
{
    private Rig<MixedTable> _rig = null!;

    [SetUp]
    public void SetUp() => _rig = Rigs.Mixed();

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    public void Every_provider_with_hardware_is_set_up()
    {
        Assert.That(_rig.Platform.Providers.Count, Is.EqualTo(3));
        Assert.That(_rig.Machine.Units.Select(unit => unit.Provider.Index), Is.EqualTo((int[])[0, 1, 2]));

        using Rig<MixedTable> two = new(SoftwarePlatform.Arm(IommuKind.IpmmuVmsa, IommuKind.ArmSmmu));
        Assert.That(two.Platform.Providers.ToString(), Is.EqualTo("{0, 2}"));
    }

    [Test]
    [Rule("MAP-3")]
    [Rule("DOM-5")]
    public void A_domain_without_devices_has_no_provider_and_maps_nothing()
    {
        Domain domain = _rig.CreateDomain();
        Assert.That(domain.Providers.IsEmpty, Is.True);
        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Map(domain, new Dfn(1), _rig.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.ENODEV));
        Assert.That(_rig.Iommu.Unmap(domain, new Dfn(1), 1, MapFlags.None, ref flush), Is.EqualTo(-Errno.ENODEV));
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(1), out _, out _), Is.EqualTo(-Errno.ENODEV));
        Assert.That(domain.IsCrashed, Is.False);
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        Assert.That(_rig.Iommu.Map(domain, new Dfn(1), _rig.Machine.Ram, 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(_rig.Iommu.Lookup(domain, new Dfn(1), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    [Test]
    public void A_first_device_that_cannot_be_switched_over_leaves_the_domain_without_a_provider_and_reaches_nothing()
    {
        Domain hardware = _rig.CreateDomain(isHardware: true);
        SoftwareDevice device = _rig.Device("dmaa0");
        Assert.That(_rig.Iommu.Assign(hardware, device.Device, AssignFlags.None), Is.Zero);
        uint frames = _rig.Platform.Memory.InUse;
        Domain domain = _rig.CreateDomain();
        _rig.Machine.Units[0].FlushResult = -Errno.EBUSY;
        Assert.That(_rig.Iommu.Assign(domain, device.Device, AssignFlags.None), Is.EqualTo(-Errno.EBUSY));
        Assert.That(domain.Providers.IsEmpty, Is.True);
        Assert.That(device.Device.Owner, Is.SameAs(hardware));
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(frames + 1), "the hardware did not say that it forgot the new root");
        Assert.That(domain.IsCrashed, Is.True);
        Assert.That(device.Read(0, new byte[1]), Is.EqualTo(FaultReason.ContextNotPresent));
    }

    [Test]
    public void Domains_of_different_providers_work_at_the_same_time()
    {
        Domain[] domains = [_rig.CreateDomain("dmaa0"), _rig.CreateDomain("dmab0"), _rig.CreateDomain("dmac0")];
        for (int index = 0; index < domains.Length; index++)
        {
            _rig.Map(domains[index], 0x42, _rig.Machine.Ram + (ulong)index, MapFlags.ReadWrite);
        }

        byte value = 1;
        foreach (string name in (string[])["dmaa0", "dmab0", "dmac0"])
        {
            Assert.That(_rig.Device(name).Write(0x42000, [value++]), Is.EqualTo(FaultReason.None));
        }

        for (int index = 0; index < domains.Length; index++)
        {
            ulong address = (_rig.Machine.Ram + (ulong)index).Value * FrameSource.FrameSize;
            Assert.That(_rig.Machine.Memory.Bytes(address, 1)[0], Is.EqualTo(index + 1));
            Assert.That(_rig.Machine.Units[index].RememberedCount, Is.EqualTo(1));
        }

        _rig.Unmap(domains[1], 0x42);
        Assert.That(_rig.Device("dmab0").Read(0x42000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
        Assert.That(_rig.Device("dmaa0").Read(0x42000, new byte[1]), Is.EqualTo(FaultReason.None));
    }

    [Test]
    public void Teardown_frees_the_tables_on_the_spot()
    {
        Domain domain = _rig.CreateDomain("dmaa0");
        _rig.Map(domain, 1, _rig.Machine.Ram, MapFlags.ReadWrite);
        _rig.Map(domain, 1UL << 30, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(7));
        Assert.That(_rig.Iommu.Deassign(domain, _rig.Device("dmaa0").Device), Is.Zero);
        int flushes = _rig.Machine.Units[0].FlushCount;
        Assert.That(_rig.Iommu.Teardown(domain), Is.Zero);
        Assert.That(_rig.Machine.Units[0].FlushCount, Is.EqualTo(flushes + 1), "the hardware forgets before the frames are used again");
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
        Assert.That(_rig.Platform.Find<CleanupQueue>(), Is.Null);
    }

    [Test]
    [Rule("DOM-11")]
    public void Frames_that_the_hardware_did_not_forget_are_never_used_again()
    {
        Domain domain = _rig.CreateDomain("dmaa0");
        _rig.Map(domain, 1, _rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(_rig.Iommu.Deassign(domain, _rig.Device("dmaa0").Device), Is.Zero);
        uint frames = _rig.Platform.Memory.InUse;
        _rig.Machine.Units[0].FlushResult = -Errno.EBUSY;
        Assert.That(_rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.EBUSY));
        Assert.That((_rig.Platform.Memory.InUse, domain.IsCrashed, domain.IsDying), Is.EqualTo((frames, true, true)));
        Assert.That(_rig.CreateDomain().Id, Is.Not.EqualTo(domain.Id));
        Assert.That(_rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.ESRCH));
    }

    [Test]
    public void The_provider_of_a_domain_is_the_only_one_or_none()
    {
        Domain domain = _rig.CreateDomain();
        Assert.That(domain.Provider, Is.EqualTo(ProviderId.None));
        domain.Join(new ProviderId(63));
        Assert.That(domain.Provider, Is.EqualTo(new ProviderId(63)));
        domain.Join(new ProviderId(2));
        Assert.That(domain.Provider, Is.EqualTo(ProviderId.None), "it spans two");
        domain.Leave(new ProviderId(63));
        Assert.That(domain.Provider, Is.EqualTo(new ProviderId(2)));
        domain.Leave(new ProviderId(2));
        Assert.That(domain.Provider, Is.EqualTo(ProviderId.None));
    }

    [Test]
    [Rule("HOOK-3")]
    public void Reserved_memory_cannot_be_asked_for()
    {
        Assert.That(_rig.Iommu.MemoryOp(ReservedMemoryOp.Number, default, 0), Is.EqualTo(-Errno.ENOSYS));
    }

    [Test]
    [Rule("HOOK-3")]
    public void The_table_lacks_exactly_the_contracts_without_context()
    {
        string[] missing = typeof(IIommuHooks).GetInterfaces().Except([.. typeof(MixedTable).GetInterfaces(), typeof(IOptionSymbols)])
            .Select(type => type.Name).Order().ToArray();
        Assert.That(missing, Is.EqualTo((string[])
        [
            nameof(ICleanupHooks), nameof(IHpetHooks), nameof(IIoApicRemappingHooks), nameof(IPowerHooks), nameof(IReservedMemoryHooks),
            nameof(ISharedTableHooks), nameof(IX2ApicHooks),
        ]));
    }

    [Test]
    public void A_device_tree_entry_of_one_cell_names_the_device_to_its_IOMMU()
    {
        Device device = new(new DeviceId(0, 1, 0));
        Assert.That(MixedTable.DtXlate(device, [0x155]), Is.Zero);
        Assert.That(device.Id.RequesterId, Is.EqualTo(0x155));
        Assert.That(MixedTable.DtXlate(device, [1, 2]), Is.EqualTo(-Errno.EINVAL));
        Assert.That(MixedTable.DtXlate(device, [0x10000]), Is.EqualTo(-Errno.EINVAL));
    }
}
