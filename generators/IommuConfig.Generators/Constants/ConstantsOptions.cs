using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis.Diagnostics;

namespace IommuConfig.Generators.Constants;

/// <summary>How a project names its class of constants.</summary>
/// <param name="Namespace">The namespace, or empty: the property KconfigNamespace.</param>
/// <param name="Class">The class: the property KconfigClass.</param>
/// <param name="Switches">The symbols that are feature switches: the items KconfigTrimSwitch, joined with '|' because a value ends at ';'.</param>
internal sealed record ConstantsOptions(string Namespace, string Class, EquatableArray<string> Switches)
{
    public static ConstantsOptions Read(AnalyzerConfigOptions options) => new(
        BuildProperties.Find(options, "KconfigNamespace") ?? BuildProperties.Find(options, "RootNamespace") ?? "",
        BuildProperties.Find(options, "KconfigClass") ?? "Config",
        new(BuildProperties.Find(options, "KconfigTrimSwitches")?.Split('|') ?? []));
}
