using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Devices;

/// <summary>Sleep, wake, crash and stop.</summary>
internal sealed class PowerTests
{
    [Test]
    [Rule("PWR-1")]
    [Rule("PWR-2")]
    public void After_suspend_and_resume_devices_reach_what_they_did_and_no_more()
    {
        using Rig<SelectedTable> rig = Rigs.Selected(IommuKind.AmdVi);
        SoftwareDevice nic = rig.Device("nic");
        SoftwareUnit unit = rig.Machine.Units[0];
        Domain domain = rig.CreateDomain("nic");
        rig.Map(domain, 1, rig.Machine.Ram, MapFlags.Readable);
        Assert.That(nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));

        Assert.That(rig.Iommu.Suspend(), Is.Zero);
        Assert.That(unit.IsTranslating, Is.False);
        unit.LosePower();
        rig.Iommu.Resume();
        Assert.That((unit.IsTranslating, unit.HasFaultInterrupt, unit.RememberedCount), Is.EqualTo((true, true, 0)));
        Assert.That(nic.Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.None));
        Assert.That(nic.Write(0x1000, [1]), Is.EqualTo(FaultReason.WriteDenied));
        Assert.That(rig.Device("disk").Read(0x1000, new byte[1]), Is.EqualTo(FaultReason.ContextNotPresent));
    }

    [Test]
    [Rule("PWR-1")]
    public void A_suspend_that_fails_leaves_every_unit_translating()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1);
        SoftwareUnit broken = machine.AddUnit(IommuKind.IntelVtd, 2);
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        broken.FlushResult = -Errno.EBUSY;
        Assert.That(rig.Iommu.Suspend(), Is.EqualTo(-Errno.EBUSY));
        Assert.That(machine.Units.All(unit => unit.IsTranslating), Is.True);
    }

    [Test]
    [Rule("PWR-3")]
    [Rule("PWR-4")]
    public void A_crash_leaves_the_units_as_after_a_reset_if_that_was_asked_for_and_quiesce_only_silences_them()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        SoftwareUnit unit = rig.Machine.Units[0];
        rig.Iommu.Quiesce();
        Assert.That((unit.IsTranslating, unit.HasFaultInterrupt), Is.EqualTo((true, false)));
        rig.Iommu.CrashShutdown();
        Assert.That(unit.IsTranslating, Is.True, "nobody asked for it");
        rig.Platform.Options.CrashDisable = true;
        rig.Iommu.CrashShutdown();
        Assert.That((unit.IsTranslating, unit.HasFaultInterrupt), Is.EqualTo((false, false)));
    }

    [Test]
    [Rule("PWR-5")]
    public void Without_an_IOMMU_sleep_is_no_concern()
    {
        using SoftwarePlatform machine = new();
        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        Assert.That(iommu.Suspend(), Is.Zero);
        iommu.Resume();
    }
}
