using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>The life of a device that is given to a guest: one program for every configuration.</summary>
/// <typeparam name="THooks">The table. Of a mixed build it has fewer contracts, so this asks only for what every build has.</typeparam>
internal sealed class DeviceLife<THooks>(SoftwarePlatform machine)
    where THooks : struct, ICoreHooks, IOptionSymbols, ISystemWide
{
    private readonly Iommu<THooks> _iommu = new(machine.Platform);

    /// <summary>Runs it, and tells whether everything was as it should be.</summary>
    public bool Run(IommuOptions options)
    {
        Report.Title("A device's life");
        bool works = Report.Result("boot", _iommu.Setup(options, out SetupReport report));
        Report.Lines(report.Lines);
        works = works ? Live() : !THooks.IsAvailable || !options.Enable || report.Halt is not null;

        int cleanedUp = machine.Platform.Tasklets.RunAll();
        machine.Platform.Drain();
        Report.Line("run what was deferred", $"{cleanedUp} tasklet step(s), {machine.Platform.Memory.InUse} page-table frames in use");
        Report.Result("stop", THooks.Stop(machine.Platform));
        return works && machine.Platform.Memory.InUse == 0;
    }

    private bool Live()
    {
        HardwareDomain<THooks> hardware = new(machine, _iommu);
        return hardware.Start() && Guest(machine.Devices[0]) & SystemWide(hardware) & hardware.Stop();
    }

    private bool Guest(SoftwareDevice device)
    {
        Report.Result("create a guest", _iommu.CreateDomain(isHardware: false, out Domain? guest));
        if (guest is null)
        {
            return false;
        }

        bool works = Report.Result($"give {device.Name} to the guest", _iommu.Assign(guest, device.Device, AssignFlags.None));
        works &= new GuestPages<THooks>(machine, _iommu, guest, device).Run();
        works &= new TwoDrivers<THooks>(machine, _iommu, guest, device).Run();
        works &= new ReservedMemory<THooks>(machine, _iommu, guest).Run();
        works &= Quarantine.Run(machine, _iommu, guest, device);
        works &= Report.Result("destroy the guest", _iommu.Teardown(guest));
        return works & SharedTable(device);
    }

    // A guest whose table the CPU walks. An Arm CPU's stage 2 and Intel's EPT are what the IOMMU walks; AMD-Vi has a format of its own.
    private bool SharedTable(SoftwareDevice device)
    {
        int expected = THooks.IsMixed ? -Errno.ENOSYS : device.Unit!.Kind == IommuKind.AmdVi ? -Errno.EOPNOTSUPP : 0;
        return THooks.IsX86
            ? new SharedTables<THooks, VtdSecondLevel>(machine, _iommu).Run(device, expected)
            : new SharedTables<THooks, ArmStage2<Granule4K>>(machine, _iommu).Run(device, expected);
    }

    // What these answer is the configuration's and the driver's matter; afterwards devices reach what they did before.
    private bool SystemWide(HardwareDomain<THooks> hardware)
    {
        IommuPlatform platform = machine.Platform;
        Report.Result("sleep and wake", THooks.Nap(platform));
        Report.Result("write caches back", THooks.WriteBack(platform, machine.Ram.Value << 12, 64));
        Report.Result("route an IO-APIC pin", THooks.RoutePin(platform));
        Report.Result("route a timer", THooks.RouteTimer());
        Report.Result("switch to x2APIC and back", THooks.SwitchInterruptMode(platform));
        return hardware.IsReached();
    }
}
