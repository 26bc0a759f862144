using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>Assignments that have no effect, with the reasons.</summary>
internal static class Lost
{
    private static readonly HashSet<KconfigDiagnosticDescriptor> s_kinds =
    [
        KconfigDiagnostics.MalformedLine, KconfigDiagnostics.UnknownSymbol, KconfigDiagnostics.InvalidValue, KconfigDiagnostics.InvalidString,
        KconfigDiagnostics.DependencyForbids, KconfigDiagnostics.NotSettable, KconfigDiagnostics.SelectForces, KconfigDiagnostics.OutOfRange,
        KconfigDiagnostics.ChoiceTakesOther,
    ];

    /// <summary>The other messages: what nobody asked for in vain.</summary>
    public static IEnumerable<KconfigDiagnostic> Others(Configuration configuration)
    {
        foreach (KconfigDiagnostic diagnostic in configuration.Diagnostics)
        {
            if (!s_kinds.Contains(diagnostic.Descriptor))
            {
                yield return diagnostic;
            }
        }
    }

    /// <summary>The messages about assignments of some files that have no effect.</summary>
    /// <param name="configuration">The configuration, with the files applied.</param>
    /// <param name="paths">The files.</param>
    public static IEnumerable<KconfigDiagnostic> Of(Configuration configuration, IReadOnlyCollection<string> paths)
    {
        var files = new HashSet<string>(paths);
        foreach (KconfigDiagnostic diagnostic in configuration.Diagnostics)
        {
            if (files.Contains(diagnostic.Path) && s_kinds.Contains(diagnostic.Descriptor))
            {
                yield return diagnostic;
            }
        }
    }
}
