using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Diagnostics;

/// <summary>The output of a pipeline's diagnostics.</summary>
internal static class DiagnosticOutput
{
    /// <summary>Reports what a step found.</summary>
    public static void ReportDiagnostics(
        this IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<DiagnosticInfo>> diagnostics) =>
        context.RegisterSourceOutput(
            diagnostics,
            static (output, found) =>
            {
                foreach (DiagnosticInfo diagnostic in found)
                {
                    output.ReportDiagnostic(diagnostic.ToDiagnostic());
                }
            });
}
