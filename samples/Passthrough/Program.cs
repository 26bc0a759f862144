using System;
using System.Linq;

using IommuConfig.Models;
using IommuConfig.Runtime;

using Passthrough.Reserved;

namespace Passthrough;

/// <summary>Shows what a configuration makes of the IOMMU layer, then gives a device to a domain and takes it away again.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["reserved", .. string[] rest])
        {
            return ReservedCommand.Run(rest);
        }

        if (arguments.Any(argument => argument != "amd" && !BootOptions.Mention(argument)))
        {
            Console.Error.WriteLine(
                "usage: Passthrough [amd] [iommu=...] [dom0-iommu=...]\n  amd  run on a machine with AMD-Vi instead of VT-d (x86 configurations)\n" +
                "  the options of the IOMMU layer, such as iommu=quarantine=scratch-page: docs/iommu-options.md\n" +
                "       Passthrough reserved FILE|--host\n  which memory firmware reserves for devices; 'reserved --help' says more");
            return 2;
        }

        Report.Configuration();
        Report.Hooks();

        // The constants of the configuration are constants of C#: the machines of other architectures are not in the program.
        using SoftwarePlatform machine =
            Config.X86 ? SoftwarePlatform.X86(arguments.Contains("amd") ? IommuKind.AmdVi : IommuKind.IntelVtd) :
            !Config.ARM ? SoftwarePlatform.Arm() :
            Config.IOMMU_MIXED ? SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa) :
            SoftwarePlatform.Arm(Config.ARM_SMMU_V3 ? IommuKind.ArmSmmuV3 : IommuKind.ArmSmmu);

        DescribeMemory(machine);

        bool asExpected = new DeviceLife<IommuHooks.Table>(machine).Run(BootOptions.Read(arguments));
        Report.Title(asExpected ? "Everything went as it should in this configuration." : "Something went wrong: see above.");
        return asExpected ? 0 : 1;
    }

    // What firmware would say.
    private static void DescribeMemory(SoftwarePlatform machine)
    {
        MemoryMap memory = new();
        memory.Add(machine.Ram.Value << 12, ((machine.Ram.Value + machine.RamFrames) << 12) - 1, MemoryType.Ram);
        machine.Platform.Add(memory);

        // The machine like a PC has a device with reserved memory already.
        if (Config.ARM)
        {
            machine.AddReservedRegion(machine.Ram + (machine.RamFrames - 4), 4, machine.Devices[1]);
        }
    }
}
