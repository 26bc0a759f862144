using Microsoft.CodeAnalysis.Diagnostics;

namespace IommuConfig.Generators.Helpers;

/// <summary>The properties of the project that the build passes to the compiler.</summary>
internal static class BuildProperties
{
    /// <summary>The value of a property, or null where it is not set or empty.</summary>
    public static string? Find(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) && value.Length != 0 ? value : null;
}
