using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Constants;

/// <summary>Emits the class of constants, one file for each Kconfig file that defines symbols.</summary>
internal static partial class ConfigurationConstants
{
    public static void Register(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ConfigurationSnapshot?> configuration)
    {
        IncrementalValueProvider<ConstantsOptions> options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => ConstantsOptions.Read(provider.GlobalOptions))
            .WithTrackingName(TrackingNames.ConstantsOptions);

        IncrementalValueProvider<ConstantsResult> result = configuration
            .Combine(options)
            .Select(static (pair, cancellation) => Parser.Parse(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Constants);

        context.ReportDiagnostics(
            result.Select(static (all, _) => all.Diagnostics).WithTrackingName(TrackingNames.ConstantsDiagnostics));

        context.RegisterSourceOutput(
            result.SelectMany(static (all, _) => all.Files).WithTrackingName(TrackingNames.ConstantsFiles),
            static (output, file) => output.AddSource(file.HintName, Emitter.Emit(file)));
    }

    /// <summary>The files, and what is wrong with them.</summary>
    private sealed record ConstantsResult(EquatableArray<ConstantsFile> Files, EquatableArray<DiagnosticInfo> Diagnostics);
}
