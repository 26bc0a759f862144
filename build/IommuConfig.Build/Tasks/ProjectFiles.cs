using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Kconfig;

namespace IommuConfig.Build;

/// <summary>The files of a tree on disk: below the root's folder, and below the folders that the project passes by name.</summary>
internal sealed class ProjectFiles(string rootFolder, IReadOnlyDictionary<string, string> folders, BuildInputs inputs) : IFileProvider
{
    /// <summary>Where a file of the tree is.</summary>
    /// <param name="path">The path by which the tree sources it.</param>
    public string PathOf(string path)
    {
        (string folder, string rest, _) = Split(path);
        return Path.GetFullPath(Path.Combine(folder, rest));
    }

    /// <inheritdoc/>
    public SourceFile? Open(string path)
    {
        (string folder, string rest, string prefix) = Split(path);
        SourceFile? file = new PhysicalFiles(folder).Open(rest);
        return file is null || prefix.Length == 0 ? file : new SourceFile(path, file.Text);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern)
    {
        (string folder, string rest, string prefix) = Split(pattern);
        return [.. new PhysicalFiles(folder).Glob(rest).Select(path => prefix + path)];
    }

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path)
    {
        (string folder, string rest, string prefix) = Split(path);
        if (new PhysicalFiles(folder).FindIgnoringCase(rest) is not { } found)
        {
            return null;
        }

        inputs.SimilarPaths[path] = prefix + found;
        return prefix + found;
    }

    private (string Folder, string Path, string Prefix) Split(string path)
    {
        int slash = path.IndexOf('/');
        return slash > 0 && folders.TryGetValue(path.Substring(0, slash), out string? folder)
            ? (folder, path.Substring(slash + 1), path.Substring(0, slash + 1))
            : (rootFolder, path, "");
    }
}
