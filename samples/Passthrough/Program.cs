using System;

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

        if (arguments is not ([] or ["amd"]))
        {
            Console.Error.WriteLine(
                "usage: Passthrough [amd]\n  amd  run on a machine with AMD-Vi instead of VT-d (x86 configurations)\n" +
                "       Passthrough reserved FILE|--host\n  which memory firmware reserves for devices; 'reserved --help' says more");
            return 2;
        }

        Report.Configuration();
        Report.Hooks();

        // The constants of the configuration are constants of C#: the machines of other architectures are not in the program.
        using SoftwarePlatform machine =
            Config.X86 ? SoftwarePlatform.X86(arguments is ["amd"] ? IommuKind.AmdVi : IommuKind.IntelVtd) :
            !Config.ARM ? SoftwarePlatform.Arm() :
            Config.IOMMU_MIXED ? SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa) :
            SoftwarePlatform.Arm(Config.ARM_SMMU_V3 ? IommuKind.ArmSmmuV3 : IommuKind.ArmSmmu);

        bool asExpected = new DeviceLife<IommuHooks.Table>(machine).Run();
        Report.Title(asExpected ? "Everything went as it should in this configuration." : "Something went wrong: see above.");
        return asExpected ? 0 : 1;
    }
}
