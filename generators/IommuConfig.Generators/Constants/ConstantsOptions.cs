using Microsoft.CodeAnalysis.Diagnostics;

namespace IommuConfig.Generators.Constants;

/// <summary>How a project names its class of constants.</summary>
/// <param name="Namespace">The namespace, or empty: the property KconfigNamespace.</param>
/// <param name="Class">The class: the property KconfigClass.</param>
internal sealed record ConstantsOptions(string Namespace, string Class)
{
    public static ConstantsOptions Read(AnalyzerConfigOptions options) => new(
        Value(options, "KconfigNamespace") ?? Value(options, "RootNamespace") ?? "",
        Value(options, "KconfigClass") ?? "Config");

    private static string? Value(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) && value.Length != 0 ? value : null;
}
