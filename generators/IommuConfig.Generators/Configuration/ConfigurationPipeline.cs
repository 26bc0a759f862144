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

        IncrementalValueProvider<string?> root = inputs
            .Where(static input => input.Role != KconfigRole.Config)
            .Select(static (input, _) => new RootCandidate(input.Path, input.Role == KconfigRole.Root))
            .WithTrackingName(TrackingNames.KconfigRootCandidates)
            .Collect()
            .Select(static (candidates, _) => RootCandidate.Choose(candidates))
            .WithTrackingName(TrackingNames.KconfigRoot);

        IncrementalValueProvider<ImmutableArray<ParsedInput>> files = inputs
            .Where(static input => input.Role != KconfigRole.Config)
            .Combine(root.Combine(dialect))
            .Select(static (pair, _) => ParsedInput.Parse(pair.Left, pair.Right.Left, pair.Right.Right.Dialect))
            .WithTrackingName(TrackingNames.KconfigSyntax)
            .Collect();

        IncrementalValueProvider<KconfigTree?> tree = files
            .Combine(root.Combine(dialect))
            .Select(static (pair, _) => Load(pair.Left, pair.Right.Left, pair.Right.Right.Dialect))
            .WithTrackingName(TrackingNames.KconfigTree);

        IncrementalValueProvider<ConfigurationSnapshot?> configuration = tree
            .Combine(inputs.Where(static input => input.Role == KconfigRole.Config).Collect())
            .Combine(root)
            .Select(static (pair, _) => pair.Left.Left is { } loaded
                ? new ConfigurationSnapshot(loaded, [.. pair.Left.Right.OrderBy(config => config.Path, System.StringComparer.Ordinal)], Directory(pair.Right!))
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

    private static KconfigTree? Load(ImmutableArray<ParsedInput> files, string? root, Dialect dialect) =>
        root is null
            ? null
            : KconfigTree.Load(
                root.Substring(Directory(root).Length),
                new ParsedFiles(files.Where(file => file.Tree is not null).Select(file => file.Tree!)),
                new LoadOptions { Dialect = dialect });

    // Read in another dialect than the one that is meant, the tree has mistakes that are none.
    private static EquatableArray<DiagnosticInfo> Problems(ConfigurationSnapshot snapshot, ImmutableArray<ParsedInput> files, DialectChoice dialect) =>
        dialect.Problem is { } problem
            ? new(problem)
            : files.Where(file => file.Tree is not null && snapshot.Tree.Files.Contains(file.Tree.File))
                .SelectMany(file => file.Encoding).Concat(snapshot.Diagnostics).ToEquatableArray();

    private static string Directory(string path) => path.Substring(0, path.LastIndexOf('/') + 1);

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

    /// <summary>A parsed file, named by its path relative to the folder of the root; nothing for a file outside that folder.</summary>
    private sealed record ParsedInput(KconfigSyntaxTree? Tree, EquatableArray<DiagnosticInfo> Encoding)
    {
        public static ParsedInput Parse(KconfigInput input, string? root, Dialect dialect)
        {
            string directory = root is null ? "" : Directory(root);
            if (!input.Path.StartsWith(directory, System.StringComparison.Ordinal))
            {
                return new(null, default);
            }

            SourceFile file = new(input.Path.Substring(directory.Length), input.Text);
            return new(Kconfig.SyntaxTree.Parse(file, dialect), KconfigDescriptors.Encoding(input, file, directory));
        }
    }
}
