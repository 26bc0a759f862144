using System;
using System.Collections.Immutable;
using System.Linq;

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
        IncrementalValueProvider<ImmutableArray<KconfigInput?>> inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => KconfigInput.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.KconfigInputs)
            .Collect();

        IncrementalValueProvider<EquatableArray<KconfigInput>> treeFiles = inputs
            .Select(static (all, _) => Those(all, input => input.IsOfTree))
            .WithTrackingName(TrackingNames.KconfigTreeFiles);

        IncrementalValueProvider<EquatableArray<KconfigInput>> configs = inputs
            .Select(static (all, _) => Those(all, input => input.Role == KconfigRole.Config))
            .WithTrackingName(TrackingNames.KconfigConfigs);

        IncrementalValueProvider<BuildInputs> world = inputs
            .Select(static (all, _) => Those(all, input => input.Role == KconfigRole.Inputs))
            .Select(static (all, _) => all.Count == 0 ? BuildInputs.Empty : BuildInputs.Parse(all[0].Text))
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
            .Select(static (pair, _) => pair.Left?.Configure(pair.Right.OrderBy(config => config.Path, StringComparer.Ordinal).ToEquatableArray()))
            .WithTrackingName(TrackingNames.Configuration);

        // Read in another dialect than the one that is meant, the tree has mistakes that are none.
        context.ReportDiagnostics(
            configuration
                .Combine(dialect)
                .Select(static (pair, _) => pair.Left is null ? default : pair.Right.Problem is { } problem ? new(problem) : pair.Left.Diagnostics)
                .WithTrackingName(TrackingNames.ConfigurationDiagnostics));

        return configuration;
    }

    private static EquatableArray<KconfigInput> Those(ImmutableArray<KconfigInput?> all, Func<KconfigInput, bool> condition) =>
        all.OfType<KconfigInput>().Where(condition).ToEquatableArray();
}
