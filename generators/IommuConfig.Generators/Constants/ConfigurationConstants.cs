using System.Collections.Generic;
using System.Linq;
using System.Threading;

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

        IncrementalValueProvider<ConstantsLayout> layout = configuration
            .Select(static (snapshot, _) => snapshot?.Loaded)
            .WithTrackingName(TrackingNames.ConstantsTree)
            .Combine(options)
            .Select(static (pair, cancellation) => ConstantsLayout.Of(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.ConstantsLayout);

        IncrementalValueProvider<ConstantsResult> result = layout
            .Combine(configuration)
            .Select(static (pair, cancellation) => ConstantsResult.Of(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Constants);

        context.ReportDiagnostics(
            result.Select(static (all, _) => all.Diagnostics).WithTrackingName(TrackingNames.ConstantsDiagnostics));

        context.RegisterSourceOutput(
            result.SelectMany(static (all, _) => all.Files).WithTrackingName(TrackingNames.ConstantsFiles),
            static (output, file) => output.AddSource(file.HintName, file.Text));
    }

    /// <summary>The files, and what is wrong with them.</summary>
    private sealed record ConstantsResult(EquatableArray<ConstantsFile> Files, EquatableArray<DiagnosticInfo> Diagnostics)
    {
        public static ConstantsResult Of(ConstantsLayout layout, ConfigurationSnapshot? configuration, CancellationToken cancellation)
        {
            List<ConstantsFile> files = [];
            List<DiagnosticInfo> diagnostics = [.. layout.Diagnostics];
            foreach (ConstantsPart part in configuration is null ? [] : layout.Parts)
            {
                cancellation.ThrowIfCancellationRequested();
                files.Add(part.Write(configuration!, out EquatableArray<DiagnosticInfo> problems));
                diagnostics.AddRange(problems);
            }

            return new(files.ToEquatableArray(), diagnostics.ToEquatableArray());
        }
    }
}
