using System.Collections.Immutable;
using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Configuration;

/// <summary>From the additional files to the values. Each file is parsed once per edit of that file.</summary>
internal static class ConfigurationPipeline
{
    public static IncrementalValueProvider<ConfigurationSnapshot?> Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<KconfigInput> inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => KconfigInput.Read(pair.Left, pair.Right, cancellation)!)
            .Where(static input => input is not null)
            .WithTrackingName(TrackingNames.KconfigInputs);

        IncrementalValueProvider<DialectChoice> dialect = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => DialectChoice.Read(options.GlobalOptions))
            .WithTrackingName(TrackingNames.KconfigDialect);

        IncrementalValueProvider<BuildInputs> world = inputs
            .Where(static input => input.Role == KconfigRole.Inputs)
            .Collect()
            .Select(static (all, _) => all.IsEmpty ? BuildInputs.Empty : BuildInputs.Parse(all[0].Text))
            .WithTrackingName(TrackingNames.KconfigBuildInputs);

        IncrementalValueProvider<string?> root = inputs
            .Where(static input => input.IsOfTree)
            .Select(static (input, _) => new RootCandidate(input.Path, input.Role == KconfigRole.Root))
            .WithTrackingName(TrackingNames.KconfigRootCandidates)
            .Collect()
            .Select(static (candidates, _) => RootCandidate.Choose(candidates))
            .WithTrackingName(TrackingNames.KconfigRoot);

        IncrementalValueProvider<ImmutableArray<ParsedInput>> files = inputs
            .Where(static input => input.IsOfTree)
            .Combine(root.Combine(dialect))
            .Select(static (pair, _) => ParsedInput.Parse(pair.Left, pair.Right.Left, pair.Right.Right.Dialect))
            .WithTrackingName(TrackingNames.KconfigSyntax)
            .Collect();

        IncrementalValueProvider<LoadedTree?> tree = files
            .Combine(root.Combine(dialect).Combine(world))
            .Select(static (pair, _) => pair.Right.Left.Left is { } rootPath
                ? LoadedTree.Load(pair.Left, rootPath, pair.Right.Left.Right.Dialect, pair.Right.Right)
                : null)
            .WithTrackingName(TrackingNames.KconfigTree);

        IncrementalValueProvider<ConfigurationSnapshot?> configuration = tree
            .Combine(inputs.Where(static input => input.Role == KconfigRole.Config).Collect())
            .Select(static (pair, _) => pair.Left is { } loaded
                ? loaded.Configure([.. pair.Right.OrderBy(config => config.Path, System.StringComparer.Ordinal)])
                : null)
            .WithTrackingName(TrackingNames.Configuration);

        context.ReportDiagnostics(
            configuration
                .Combine(files)
                .Combine(dialect)
                .Select(static (pair, _) => pair.Left.Left is { } snapshot ? Problems(snapshot, pair.Left.Right, pair.Right) : default)
                .WithTrackingName(TrackingNames.ConfigurationDiagnostics));

        return configuration;
    }

    // Read in another dialect than the one that is meant, the tree has mistakes that are none.
    private static EquatableArray<DiagnosticInfo> Problems(ConfigurationSnapshot snapshot, ImmutableArray<ParsedInput> files, DialectChoice dialect) =>
        dialect.Problem is { } problem
            ? new(problem)
            : files.Where(file => file is { Tree: not null, Encoding.Count: not 0 } && snapshot.Tree.Files.Contains(file.Tree.File))
                .SelectMany(file => file.Encoding).Concat(snapshot.Diagnostics).ToEquatableArray();

    /// <summary>A file that may be the root.</summary>
    private sealed record RootCandidate(string Path, bool IsRoot)
    {
        // What the build calls the root; without its word, the file Kconfig that is nearest to the top.
        public static string? Choose(ImmutableArray<RootCandidate> candidates) =>
            candidates.FirstOrDefault(candidate => candidate.IsRoot)?.Path
            ?? candidates
                .Where(candidate => candidate.Path == "Kconfig" || candidate.Path.EndsWith("/Kconfig", System.StringComparison.Ordinal))
                .OrderBy(candidate => candidate.Path.Length)
                .ThenBy(candidate => candidate.Path, System.StringComparer.Ordinal)
                .FirstOrDefault()?.Path;
    }
}
