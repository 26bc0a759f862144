using System;
using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Benchmarks;

/// <summary>The Linux tree for one architecture.</summary>
/// <param name="Architecture">The folder in arch.</param>
internal sealed record LinuxSetting(string Architecture)
{
    /// <summary>The architecture's own defconfig.</summary>
    public string DefConfig => $"arch/{Architecture}/configs/{(Architecture == "x86" ? "x86_64_defconfig" : "defconfig")}";

    /// <summary>What Linux's make would set.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = MakeEnvironment(Architecture);

    /// <summary>How this repository's library reads the tree, as the tool does.</summary>
    public LoadOptions LoadOptions(IShell shell) => new()
    {
        Dialect = Dialect.Linux61.Exact(),
        Environment = name => Environment.GetValueOrDefault(name),
        Shell = shell,
    };

    private static Dictionary<string, string> MakeEnvironment(string architecture)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ARCH"] = architecture == "x86" ? "x86_64" : architecture,
            ["SRCARCH"] = architecture,
            ["KERNELVERSION"] = "6.1.192",
            ["srctree"] = ".",
            ["CC"] = "gcc",
            ["HOSTCC"] = "gcc",
            ["LD"] = "ld",
            ["CC_VERSION_TEXT"] = "gcc (Debian 12.2.0) 12.2.0",
            ["LC_ALL"] = "C",
        };
        foreach (string tool in (string[])["pahole", "rustc", "bindgen", "objcopy", "ar", "nm", "objdump", "strip"])
        {
            all[tool.ToUpperInvariant()] = tool;
        }

        return all;
    }
}
