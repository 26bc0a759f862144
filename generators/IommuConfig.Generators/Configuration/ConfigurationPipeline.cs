using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Configuration;

/// <summary>
/// From the additional files to the values. A tree may have more than a thousand files, and each step that has an item for every file is gone through
/// by the compiler at every edit of one of them: so there is one such step, and the files remember what they were parsed to.
/// </summary>
internal static class ConfigurationPipeline
{
    public static IncrementalValueProvider<ConfigurationSnapshot?> Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<KconfigInputs> inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => KconfigInput.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.KconfigInputs)
            .Collect()
            .Select(static (all, _) => KconfigInputs.Sort(all));

        IncrementalValueProvider<EquatableArray<KconfigInput>> treeFiles = inputs
            .Select(static (all, _) => all.OfTree)
            .WithTrackingName(TrackingNames.KconfigTreeFiles);

        IncrementalValueProvider<EquatableArray<KconfigInput>> configs = inputs
            .Select(static (all, _) => all.Configs)
            .WithTrackingName(TrackingNames.KconfigConfigs);

        IncrementalValueProvider<BuildInputs> world = inputs
            .Select(static (all, _) => all.OfBuild)
            .Select(static (input, _) => input is null ? BuildInputs.Empty : BuildInputs.Parse(input.Text))
            .WithTrackingName(TrackingNames.KconfigBuildInputs);

        IncrementalValueProvider<DialectChoice> dialect = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => DialectChoice.Read(options.GlobalOptions))
            .WithTrackingName(TrackingNames.KconfigDialect);

        IncrementalValueProvider<LoadedTree?> tree = treeFiles
            .Combine(dialect.Combine(world))
            .Select(static (pair, cancellation) => LoadedTree.Load(pair.Left, pair.Right.Left.Dialect, pair.Right.Right, cancellation))
            .WithTrackingName(TrackingNames.KconfigTree);

        IncrementalValueProvider<ConfigurationSnapshot?> configuration = tree
            .Combine(configs)
            .Select(static (pair, _) => pair.Left?.Configure(pair.Right))
            .WithTrackingName(TrackingNames.Configuration);

        // Read in another dialect than the one that is meant, the tree has mistakes that are none.
        context.ReportDiagnostics(
            configuration
                .Combine(dialect)
                .Select(static (pair, _) => pair.Left is null ? default : pair.Right.Problem is { } problem ? new(problem) : pair.Left.Diagnostics)
                .WithTrackingName(TrackingNames.ConfigurationDiagnostics));

        return configuration;
    }
}
