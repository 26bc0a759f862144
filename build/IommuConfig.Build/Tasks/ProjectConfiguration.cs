using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Kconfig;

using Configuration = IommuConfig.Kconfig.Configuration;

namespace IommuConfig.Build;

/// <summary>The tree and the values of a project, as the generator reads them, and where the files are.</summary>
internal sealed class ProjectConfiguration
{
    private readonly ProjectFiles _files;

    private ProjectConfiguration(
        KconfigTree tree, Configuration values, SourceFile? config, BuildInputs inputs, ProjectFiles files, IReadOnlyList<(ShellProbe Command, string Why)> failures)
    {
        Failures = failures;
        Tree = tree;
        Values = values;
        ConfigFile = config;
        Inputs = inputs;
        _files = files;
    }

    public KconfigTree Tree { get; }

    public Configuration Values { get; }

    /// <summary>The configuration's file, named by its full path.</summary>
    public SourceFile? ConfigFile { get; }

    public BuildInputs Inputs { get; }

    /// <summary>The commands of the tree that failed, in order, and why.</summary>
    public IReadOnlyList<(ShellProbe Command, string Why)> Failures { get; }

    /// <summary>What is wrong with the tree, or, where it has no error, with the values too.</summary>
    public IEnumerable<KconfigDiagnostic> Diagnostics => Tree.HasErrors ? Tree.Diagnostics : Tree.Diagnostics.Concat(Values.Diagnostics);

    public static ProjectConfiguration Load(
        string root, string config, Dialect dialect, KconfigVariables variables, Func<BuildInputs, Dictionary<string, string>, IShell>? shell)
    {
        string folder = Path.GetDirectoryName(root)!;
        BuildInputs inputs = new() { AllowsShell = shell is not null };
        foreach (KeyValuePair<string, string> variable in variables.Values)
        {
            inputs.Variables[variable.Key] = variable.Value;
        }

        ProjectFiles files = new(folder, variables.Folders, inputs);
        PreprocessorTrace trace = new();
        Dictionary<string, string> failures = new(StringComparer.Ordinal);
        KconfigTree tree = KconfigTree.Load(Path.GetFileName(root), files, inputs.ToOptions(dialect, shell?.Invoke(inputs, failures)) with { Trace = trace });
        Configuration values = new(tree);
        SourceFile? configFile = config.Length != 0 && File.Exists(config) ? SourceFile.FromBytes(config, File.ReadAllBytes(config), out _) : null;
        if (configFile is not null)
        {
            values.Apply(DotConfig.Parse(configFile));
        }

        IEnumerable<ShellProbe> failed = trace.Probes.Where(probe => failures.ContainsKey(probe.Command)).GroupBy(probe => probe.Command).Select(group => group.First());
        return new(tree, values, configFile, inputs, files, [.. failed.Select(probe => (probe, failures[probe.Command]))]);
    }

    /// <summary>Where a file is that messages name.</summary>
    public string PathOf(string path) => path == ConfigFile?.Path ? path : _files.PathOf(path);
}
