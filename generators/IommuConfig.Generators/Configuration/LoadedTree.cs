using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Configuration;

/// <summary>A tree, and where the compiler knows its files.</summary>
internal sealed class LoadedTree
{
    private readonly Dictionary<string, string> _paths;
    private readonly string _rootDirectory;

    // Immutable, and replaced as a whole: whichever of several threads configured the tree last, what follows from it is right.
    private volatile ConfigurationSnapshot? _last;

    private LoadedTree(KconfigTree tree, Dictionary<string, string> paths, string rootDirectory, FrozenShell? shell)
    {
        Tree = tree;
        _paths = paths;
        _rootDirectory = rootDirectory;
        Diagnostics = tree.Diagnostics.Select(diagnostic => KconfigDescriptors.ToInfo(diagnostic, PathOf(diagnostic.Path)))
            .Concat((shell?.Unknown ?? []).Select(command => DiagnosticInfo.Create(ConstantsDiagnostics.CommandNotRun, null, command)))
            .ToEquatableArray();
    }

    /// <summary>The tree.</summary>
    public KconfigTree Tree { get; }

    /// <summary>What is wrong with it.</summary>
    public EquatableArray<DiagnosticInfo> Diagnostics { get; }

    /// <summary>Puts the parsed files together.</summary>
    /// <param name="files">The files.</param>
    /// <param name="root">The compiler's path of the root.</param>
    /// <param name="dialect">The dialect that they were parsed in.</param>
    /// <param name="inputs">What the build tells the tree.</param>
    public static LoadedTree Load(ImmutableArray<ParsedInput> files, string root, Dialect dialect, BuildInputs inputs)
    {
        Dictionary<string, string> paths = [];
        string treeRoot = root;
        foreach (ParsedInput file in files.Where(file => file.Tree is not null))
        {
            paths[file.Tree!.File.Path] = file.Path;
            treeRoot = file.Path == root ? file.Tree.File.Path : treeRoot;
        }

        FrozenShell? shell = inputs.AllowsShell ? new(inputs) : null;
        KconfigTree tree = KconfigTree.Load(
            treeRoot,
            new ProjectFiles(files, inputs),
            inputs.ToOptions(dialect, shell));
        return new(tree, paths, ParsedInput.DirectoryOf(root), shell);
    }

    /// <summary>The tree with values: after a small edit of the file, from those that it had last.</summary>
    /// <param name="configs">The files given as configuration: none, or one.</param>
    public ConfigurationSnapshot Configure(IReadOnlyList<KconfigInput> configs) =>
        _last = _last?.After(configs) ?? ConfigurationSnapshot.Evaluate(this, configs);

    /// <summary>A place of the tree, for the compiler.</summary>
    public LocationInfo Locate(SourceLocation location) => KconfigDescriptors.ToInfo(location, PathOf(location.Path));

    /// <summary>Where the compiler knows a file of the tree.</summary>
    /// <param name="treePath">The path by which the tree sources it.</param>
    public string PathOf(string treePath) => _paths.TryGetValue(treePath, out string? path) ? path : _rootDirectory + treePath;

    /// <summary>The parsed files; of one that is missing, the build has looked whether there is another in a different case.</summary>
    private sealed class ProjectFiles(IEnumerable<ParsedInput> files, BuildInputs inputs) : ISyntaxTreeProvider
    {
        private readonly ParsedFiles _files = new(files.Where(file => file.Tree is not null).Select(file => file.Tree!));

        public KconfigSyntaxTree? GetTree(string path) => _files.GetTree(path);

        public IReadOnlyList<string> Glob(string pattern) => _files.Glob(pattern);

        public string? FindIgnoringCase(string path) => inputs.SimilarPaths.TryGetValue(path, out string? similar) ? similar : _files.FindIgnoringCase(path);
    }
}
