using System.Collections.Generic;
using IommuConfig.Kconfig;
using IommuConfig.LinuxTrees;

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
        Dictionary<string, string> all = LinuxEnvironment.Of(architecture, architecture == "x86" ? "x86_64" : architecture);
        all["LC_ALL"] = "C";
        return all;
    }
}
