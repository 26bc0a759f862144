using System;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Configuration;

/// <summary>A tree, and where the compiler knows its files.</summary>
internal sealed class LoadedTree
{
    private readonly ProjectFiles _files;

    // Immutable, and replaced as a whole: whichever of several threads configured the tree last, what follows from it is right.
    private volatile ConfigurationSnapshot? _last;

    private LoadedTree(KconfigTree tree, ProjectFiles files, FrozenShell? shell)
    {
        Tree = tree;
        _files = files;
        Diagnostics = files.Encoding(tree)
            .Concat(tree.Diagnostics.Select(diagnostic => KconfigDescriptors.ToInfo(diagnostic, PathOf(diagnostic.Path))))
            .Concat((shell?.Unknown ?? []).Select(command => DiagnosticInfo.Create(ConstantsDiagnostics.CommandNotRun, null, command)))
            .ToEquatableArray();
    }

    /// <summary>The tree.</summary>
    public KconfigTree Tree { get; }

    /// <summary>What is wrong with it.</summary>
    public EquatableArray<DiagnosticInfo> Diagnostics { get; }

    /// <summary>Reads the tree; null if none of the files is its root.</summary>
    /// <param name="files">The files that it may source.</param>
    /// <param name="dialect">The dialect.</param>
    /// <param name="inputs">What the build tells the tree.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static LoadedTree? Load(EquatableArray<KconfigInput> files, Dialect dialect, BuildInputs inputs, CancellationToken cancellation)
    {
        if (ChooseRoot(files) is not { } root || root.PathInTree(root.Directory) is not { } rootPath)
        {
            return null;
        }

        ProjectFiles project = new(files, root.Directory, dialect, inputs);
        FrozenShell? shell = inputs.AllowsShell ? new(inputs) : null;
        return new(KconfigTree.Load(rootPath, project.Provide(cancellation), inputs.ToOptions(dialect, shell)), project, shell);
    }

    /// <summary>The tree with values: after a small edit of the file, from those that it had last.</summary>
    /// <param name="configs">The files given as configuration: none, or one.</param>
    public ConfigurationSnapshot Configure(EquatableArray<KconfigInput> configs) =>
        _last = _last?.After(configs) ?? ConfigurationSnapshot.Evaluate(this, configs);

    /// <summary>A place of the tree, for the compiler.</summary>
    public LocationInfo Locate(SourceLocation location) => KconfigDescriptors.ToInfo(location, PathOf(location.Path));

    /// <summary>Where the compiler knows a file of the tree.</summary>
    /// <param name="pathInTree">The path by which the tree sources it.</param>
    public string PathOf(string pathInTree) => _files.PathOf(pathInTree);

    // What the build calls the root; without its word, the file Kconfig that is nearest to the top.
    private static KconfigInput? ChooseRoot(EquatableArray<KconfigInput> files) =>
        files.FirstOrDefault(file => file.Role == KconfigRole.Root)
        ?? files
            .Where(file => file.Name == "Kconfig")
            .OrderBy(file => file.Path.Length)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .FirstOrDefault();
}
