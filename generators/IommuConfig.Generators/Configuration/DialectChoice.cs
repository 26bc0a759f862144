using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis.Diagnostics;

namespace IommuConfig.Generators.Configuration;

/// <summary>The dialect that the project's tree is written in: the property KconfigDialect.</summary>
/// <param name="Dialect">The dialect; the default one if the property names none that exists.</param>
/// <param name="UnknownName">What the property says instead of a name, or null.</param>
internal sealed record DialectChoice(Dialect Dialect, string? UnknownName)
{
    /// <summary>That there is no such dialect, and which there are; null where all is well.</summary>
    public DiagnosticInfo? Problem => UnknownName is null
        ? null
        : DiagnosticInfo.Create(ConstantsDiagnostics.UnknownDialect, null, UnknownName, string.Join(", ", Dialect.All));

    public static DialectChoice Read(AnalyzerConfigOptions options)
    {
        string? name = BuildProperties.Find(options, "KconfigDialect");
        Dialect? dialect = name is null ? Dialect.Linux : Dialect.Find(name);
        return new(dialect ?? Dialect.Linux, dialect is null ? name : null);
    }
}
