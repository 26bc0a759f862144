using System.Collections.Generic;
using System.Linq;
using System.Threading;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Configuration;

/// <summary>The files of a project under the paths by which its tree sources them; each is parsed when the tree first needs it.</summary>
internal sealed class ProjectFiles
{
    private readonly PathSet<KconfigInput> _files = new();
    private readonly string _rootDirectory;
    private readonly Dialect _dialect;
    private readonly BuildInputs _inputs;

    public ProjectFiles(EquatableArray<KconfigInput> files, string rootDirectory, Dialect dialect, BuildInputs inputs)
    {
        (_rootDirectory, _dialect, _inputs) = (rootDirectory, dialect, inputs);
        foreach (KconfigInput file in files)
        {
            if (file.PathInTree(rootDirectory) is { } path)
            {
                _files.Add(path, file);
            }
        }
    }

    /// <summary>The files as the tree asks for them, until that is cancelled.</summary>
    public ISyntaxTreeProvider Provide(CancellationToken cancellation) => new Provider(this, cancellation);

    /// <summary>Where the compiler knows a file.</summary>
    public string PathOf(string path) => _files.Find(path)?.Path ?? _rootDirectory + path;

    /// <summary>Which files of a tree are not UTF-8.</summary>
    public IEnumerable<DiagnosticInfo> Encoding(KconfigTree tree) =>
        from file in tree.Files
        let input = _files.Find(file.Path)
        where input is { IsUtf8: false }
        from problem in KconfigDescriptors.Encoding(input, file)
        select problem;

    private sealed class Provider(ProjectFiles project, CancellationToken cancellation) : ISyntaxTreeProvider
    {
        public KconfigSyntaxTree? GetTree(string path)
        {
            cancellation.ThrowIfCancellationRequested();
            return project._files.Find(path)?.Parse(path, project._dialect);
        }

        public IReadOnlyList<string> Glob(string pattern) => project._files.Glob(pattern);

        // Of a file that is missing, the build has looked whether there is another in a different case.
        public string? FindIgnoringCase(string path) =>
            project._inputs.SimilarPaths.TryGetValue(path, out string? similar) ? similar : project._files.FindIgnoringCase(path);
    }
}
