using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>A way to configure Linux.</summary>
/// <param name="Name">Its name, which is that of conf's option.</param>
/// <param name="IsFirst">Whether the tree was never configured before, so that auto.conf and a file per symbol are written too.</param>
internal sealed record LinuxMode(string Name, bool IsFirst = false)
{
    public static readonly IReadOnlyList<LinuxMode> All =
        [new("allnoconfig"), new("alldefconfig"), new("allyesconfig"), new("defconfig"), new("first-allyesconfig", IsFirst: true)];

    /// <summary>What conf calls it.</summary>
    public string ConfName => IsFirst ? Name["first-".Length..] : Name;

    /// <summary>The arguments for conf.</summary>
    public IReadOnlyList<string> Arguments(LinuxSetting setting) =>
        ["-s", Name == "defconfig" ? "--defconfig=" + setting.DefConfig : "--" + ConfName, "Kconfig"];
}
