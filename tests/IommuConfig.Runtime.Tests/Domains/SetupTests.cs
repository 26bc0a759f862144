using System.Linq;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>A set-up that fails leaves every IOMMU as after a reset, and nobody's.</summary>
internal sealed class SetupTests
{
    [Test]
    [Rule("SET-15")]
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
    [Rule("SET-15")]
    public void One_provider_that_fails_releases_those_before_it()
    {
        using SoftwarePlatform machine = SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa);
        machine.Units[2].FlushResult = -Errno.EBUSY;
        Assert.That(new Iommu<MixedTable>(machine.Platform).Setup(), Is.EqualTo(-Errno.EBUSY));
        AssertReleased(machine);
    }

    [Test]
    [Rule("SET-15")]
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
    public void A_unit_that_translates_fewer_bits_than_three_levels_is_refused()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1);
        machine.AddUnit(IommuKind.IntelVtd, addressBits: 38);
        Assert.That(new Iommu<SingleTable<VtdHooks>>(machine.Platform).Setup(), Is.EqualTo(-Errno.EINVAL));
        AssertReleased(machine);
    }

    [Test]
    public void Units_of_three_and_of_four_levels_walk_the_same_tables()
    {
        using SoftwarePlatform machine = new();
        machine.AddUnit(IommuKind.IntelVtd, 1);
        machine.AddUnit(IommuKind.IntelVtd, addressBits: 39);
        machine.AddDevice("far", new DeviceId(0, 1, 0));
        machine.AddDevice("near", new DeviceId(0, 2, 0));
        using Rig<SingleTable<VtdHooks>> rig = new(machine);
        Domain domain = rig.CreateDomain("far");
        SoftwareDevice near = rig.Device("near");
        Assert.That(rig.Iommu.Assign(domain, near.Device, AssignFlags.None), Is.Zero);

        const ulong beyond = 1UL << (39 - 12);
        rig.Map(domain, 5, machine.Ram, MapFlags.ReadWrite);
        rig.Map(domain, beyond - 1, machine.Ram + 1, MapFlags.ReadWrite);
        rig.Map(domain, beyond, machine.Ram + 2, MapFlags.ReadWrite);
        Assert.That(rig.Device("far").Write(5 << 12, [42]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Device("far").Write((beyond - 1) << 12, [43]), Is.EqualTo(FaultReason.None));
        Assert.That(rig.Device("far").Write(beyond << 12, [44]), Is.EqualTo(FaultReason.None));
        byte[] read = new byte[1];
        Assert.That((near.Read(5 << 12, read), read[0]), Is.EqualTo((FaultReason.None, (byte)42)));
        Assert.That((near.Read((beyond - 1) << 12, read), read[0]), Is.EqualTo((FaultReason.None, (byte)43)));
        Assert.That(near.Read(beyond << 12, read), Is.EqualTo(FaultReason.AddressBeyondWidth));

        // Neither loses its root when everything is unmapped.
        rig.Unmap(domain, 5);
        rig.Unmap(domain, beyond - 1);
        rig.Unmap(domain, beyond);
        Assert.That(near.Read(5 << 12, read), Is.EqualTo(FaultReason.ReadDenied));
        rig.Map(domain, 6, machine.Ram, MapFlags.ReadWrite);
        Assert.That((near.Read(6 << 12, read), read[0]), Is.EqualTo((FaultReason.None, (byte)42)));
        Assert.That((rig.Device("far").Read(6 << 12, read), read[0]), Is.EqualTo((FaultReason.None, (byte)42)));
    }

    [Test]
    [Rule("SET-15")]
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
