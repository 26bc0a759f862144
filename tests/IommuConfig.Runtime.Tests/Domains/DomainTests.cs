using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>Set-up, creation and destruction.</summary>
internal sealed class DomainTests
{
    [Test]
    public void The_first_provider_that_finds_hardware_is_selected([Values(IommuKind.IntelVtd, IommuKind.AmdVi)] IommuKind kind)
    {
        using Rig<SelectedTable> rig = Rigs.Selected(kind);
        ProviderId expected = new(kind == IommuKind.IntelVtd ? 0 : 1);
        Assert.That(rig.Platform.Providers, Is.EqualTo(default(ProviderSet).Add(expected)));
        Assert.That(rig.Machine.Units[0].Provider, Is.EqualTo(expected));
        Assert.That(rig.CreateDomain().Provider, Is.EqualTo(expected));
    }

    [Test]
    public void With_hardware_of_two_kinds_only_the_selected_providers_is_used()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.AmdVi, 1);
        machine.AddUnit(IommuKind.IntelVtd, 2);
        Iommu<SelectedTable> iommu = new(machine.Platform);
        Assert.That(iommu.Setup(), Is.Zero);
        Assert.That(iommu.AddDevice(new Device(new DeviceId(0, 2, 0))), Is.Zero);
        Assert.That(iommu.AddDevice(new Device(new DeviceId(0, 1, 0))), Is.EqualTo(-Errno.ENODEV));
        Assert.That(machine.Units[0].IsTranslating, Is.False);
    }

    [Test]
    public void Setup_a_second_time_is_refused()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Assert.That(rig.Iommu.Setup(), Is.EqualTo(-Errno.EEXIST));
    }

    [Test]
    [Rule("DOM-3")]
    public void There_is_one_hardware_domain()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain hardware = rig.CreateDomain(isHardware: true);
        Assert.That(rig.Iommu.CreateDomain(true, out _), Is.EqualTo(-Errno.EEXIST));
        Assert.That(rig.Iommu.Teardown(hardware), Is.Zero);
        rig.CreateDomain(isHardware: true);
    }

    [Test]
    [Rule("DOM-1")]
    public void A_domain_that_cannot_have_a_root_table_is_not_created_and_leaves_nothing()
    {
        using SoftwarePlatform machine = new(tableFrames: 2);
        machine.AddUnit(IommuKind.IntelVtd);
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain first = rig.CreateDomain();
        Assert.That(rig.Iommu.CreateDomain(false, out Domain? second), Is.EqualTo(-Errno.ENOMEM));
        Assert.That(second, Is.Null);
        Assert.That(rig.Iommu.Teardown(first), Is.Zero);
        rig.Platform.Tasklets.RunAll();
        Assert.That(rig.CreateDomain().Id, Is.EqualTo(first.Id), "the number of the refused one was given back");
    }

    [Test]
    [Rule("DOM-9")]
    public void A_domain_with_a_device_is_not_destroyed_and_none_is_destroyed_twice()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain("nic");
        Assert.That(rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.EBUSY));
        Assert.That(rig.Iommu.Deassign(domain, rig.Device("nic").Device), Is.Zero);
        Assert.That(rig.Iommu.Teardown(domain), Is.Zero);
        Assert.That(rig.Iommu.Teardown(domain), Is.EqualTo(-Errno.ESRCH));
    }

    [Test]
    [Rule("DEV-13")]
    public void A_domain_that_gets_the_number_of_a_dead_one_sees_none_of_its_translations()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        SoftwareDevice nic = rig.Device("nic");
        Domain first = rig.CreateDomain("nic");
        rig.Map(first, 1, rig.Machine.Ram, MapFlags.ReadWrite);
        Assert.That(nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Iommu.Deassign(first, nic.Device), Is.Zero);
        Assert.That(rig.Iommu.Teardown(first), Is.Zero);
        Domain second = rig.CreateDomain("nic");
        Assert.That(second.Id, Is.EqualTo(first.Id));
        Assert.That(nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.ReadDenied));
    }

    [Test]
    public void Dump_shows_each_table_before_what_it_points_to()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain();
        rig.Map(domain, 0x0804_0201, rig.Machine.Ram, MapFlags.Readable);
        rig.Map(domain, 0x0804_0203, rig.Machine.Ram + 1, MapFlags.ReadWrite);
        Lines sink = new() { Text = new() };
        rig.Iommu.Dump(domain, ref sink);
        ulong ram = rig.Machine.Ram.Value;
        Assert.That(sink.Text, Is.EqualTo((string[])
        [
            "4 table 0x8000000", "3 table 0x8040000", "2 table 0x8040200", $"1 0x8040201 -> 0x{ram:x} r-", $"1 0x8040203 -> 0x{ram + 1:x} rw",
        ]));
    }

    private struct Lines : IPageTableSink
    {
        internal System.Collections.Generic.List<string> Text;

        public readonly void Table(int level, Dfn dfn, Mfn table) => Text.Add($"{level} table {dfn}");

        public readonly void Leaf(int level, Dfn dfn, Mfn mfn, MapFlags flags) => Text.Add($"{level} {dfn} -> {mfn} {flags}");
    }
}
