using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>A way to configure Linux.</summary>
/// <param name="Name">Its name, which is that of conf's option.</param>
internal sealed record LinuxMode(string Name)
{
    public static readonly IReadOnlyList<LinuxMode> All =
    [
        new("allnoconfig"), new("alldefconfig"), new("allyesconfig"), new("defconfig"),
        new("first-allyesconfig") { ConfName = "allyesconfig", IsFirst = true },
        new("nothing") { ConfName = "alldefconfig", Root = "/dev/null" },
    ];

    /// <summary>What conf calls it.</summary>
    public string ConfName { get; private init; } = Name;

    /// <summary>Whether the tree was never configured before, so that auto.conf and a file per symbol are written too.</summary>
    public bool IsFirst { get; private init; }

    /// <summary>The first Kconfig file; an empty one shows what the start of a program costs.</summary>
    public string Root { get; private init; } = "Kconfig";

    /// <summary>Whether the aims are about it.</summary>
    public bool IsTypical => !IsFirst && ReadsLinux;

    /// <summary>Whether the Linux tree is read.</summary>
    public bool ReadsLinux => Root == "Kconfig";

    /// <summary>The arguments for conf.</summary>
    public IReadOnlyList<string> Arguments(LinuxSetting setting) =>
        ["-s", ConfName == "defconfig" ? "--defconfig=" + setting.DefConfig : "--" + ConfName, Root];
}
