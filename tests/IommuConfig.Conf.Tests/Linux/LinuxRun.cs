using System.Collections.Generic;
using System.Linq;
using System;
using IommuConfig.LinuxTrees;

namespace IommuConfig.Conf.Tests;

/// <summary>One configuration of the Linux tree, and then the saving of its minimal form.</summary>
/// <param name="Architecture">The folder in arch.</param>
/// <param name="Mode">A mode of <c>conf</c> without its dashes, or the name of a defconfig.</param>
public sealed record LinuxRun(string Architecture, string Mode)
{
    /// <summary>The modes that every architecture is configured in.</summary>
    public static readonly string[] Modes = ["allnoconfig", "allyesconfig", "allmodconfig", "alldefconfig", "randconfig"];

    public bool IsDefconfig => !Modes.Contains(Mode);

    internal IReadOnlyList<string[]> Steps =>
    [
        IsDefconfig ? [$"--defconfig=arch/{Architecture}/configs/{Mode}", "Kconfig"] : ["--" + Mode, "Kconfig"],
        ["--savedefconfig=defconfig", "Kconfig"],
    ];

    internal Dictionary<string, string> Environment
    {
        get
        {
            Dictionary<string, string> all = LinuxEnvironment.Of(Architecture, KernelArchitecture);
            if (Architecture == "um")
            {
                all["HEADER_ARCH"] = "x86";
                all["SUBARCH"] = Mode == "i386_defconfig" ? "i386" : Mode == "x86_64_defconfig" ? "x86_64" : "x86";
            }

            if (Mode == "randconfig")
            {
                all["KCONFIG_SEED"] = $"0x{0x6100 + Architecture.Sum(c => c):X}";
            }

            return all;
        }
    }

    /// <summary>What Linux's make calls the architecture, which is more than its folder where one folder serves two word sizes.</summary>
    private string KernelArchitecture => (Architecture, Mode) switch
    {
        ("x86", "i386_defconfig" or "allnoconfig") => "i386",
        ("x86", _) => "x86_64",
        ("sparc", "sparc32_defconfig" or "allnoconfig") => "sparc",
        ("sparc", _) => "sparc64",
        ("parisc", "generic-64bit_defconfig" or "allyesconfig") => "parisc64",
        _ => Architecture,
    };

    public override string ToString() => Architecture + " " + Mode;
}
