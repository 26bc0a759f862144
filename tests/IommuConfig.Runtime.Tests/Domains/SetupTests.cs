using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>A set-up that fails leaves every IOMMU as after a reset, and nobody's.</summary>
internal sealed class SetupTests
{
    [Test]
    public void One_unit_that_fails_releases_those_of_its_kind_before_it()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1);
        machine.AddUnit(IommuKind.IntelVtd, 2).FlushResult = -Errno.EBUSY;
        Assert.That(SingleTable<VtdHooks>.Setup(new ProviderId(0), machine.Platform), Is.EqualTo(-Errno.EBUSY));
        AssertReleased(machine);

        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        Assert.That(iommu.Setup(), Is.EqualTo(-Errno.EBUSY));
        AssertReleased(machine);
        machine.Units[1].FlushResult = 0;
        Assert.That(iommu.Setup(), Is.Zero, "it may be tried again");
        Assert.That(machine.Units.All(unit => unit.IsTranslating), Is.True);
    }

    [Test]
    public void One_provider_that_fails_releases_those_before_it()
    {
        using SoftwarePlatform machine = SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa);
        machine.Units[2].FlushResult = -Errno.EBUSY;
        Assert.That(new Iommu<MixedTable>(machine.Platform).Setup(), Is.EqualTo(-Errno.EBUSY));
        AssertReleased(machine);
    }

    [Test]
    public void A_selection_that_throws_releases_the_hardware_that_was_found()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86();
        SelectedTable.Refused = new ProviderId(0);
        try
        {
            Assert.That(() => new Iommu<SelectedTable>(machine.Platform).Setup(), Throws.InvalidOperationException);
        }
        finally
        {
            SelectedTable.Refused = ProviderId.None;
        }

        AssertReleased(machine);
        using Rig<SelectedTable> rig = new(machine);
        Assert.That(rig.CreateDomain("nic").Provider, Is.EqualTo(new ProviderId(0)), "and all is as if nothing had been tried");
    }

    [Test]
    public void A_unit_that_translates_fewer_bits_than_the_tables_is_refused()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1);
        machine.AddUnit(IommuKind.IntelVtd, addressBits: 39);
        Assert.That(new Iommu<SingleTable<VtdHooks>>(machine.Platform).Setup(), Is.EqualTo(-Errno.EINVAL));
        AssertReleased(machine);
    }

    [Test]
    public void A_set_up_that_cannot_be_completed_releases_what_it_had_done()
    {
        using SoftwarePlatform machine = SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.IpmmuVmsa);
        MixedTable.SetupDoneResult = -Errno.ENOMEM;
        Assert.That(new Iommu<MixedTable>(machine.Platform).Setup(), Is.EqualTo(-Errno.ENOMEM));
        MixedTable.SetupDoneResult = 0;
        AssertReleased(machine);
    }

    private static void AssertReleased(SoftwarePlatform machine)
    {
        foreach (SoftwareUnit unit in machine.Units)
        {
            Assert.That((unit.IsTranslating, unit.HasFaultInterrupt, unit.Provider), Is.EqualTo((false, false, ProviderId.None)), $"{unit.Kind}");
        }

        Assert.That((machine.Platform.IsEnabled, machine.Platform.OnlyProvider), Is.EqualTo((false, ProviderId.None)));
    }
}
