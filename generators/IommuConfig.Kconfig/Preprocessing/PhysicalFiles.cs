using System;
using System.Collections.Generic;
using System.IO;

namespace IommuConfig.Kconfig;

/// <summary>Files on disk, below one folder. The only class of this library that touches the file system.</summary>
/// <param name="folder">The folder of the root Kconfig.</param>
/// <param name="fallback">Where files are that <paramref name="folder"/> has not, or null; relative to <paramref name="folder"/> unless rooted.</param>
public sealed class PhysicalFiles(string folder, string? fallback = null) : IFileProvider
{
    /// <inheritdoc/>
    public SourceFile? Open(string path) => Open(path, folder) ?? (fallback is null ? null : Open(path, Path.Combine(folder, fallback)));

    private static SourceFile? Open(string path, string parent)
    {
        try
        {
            string full = Path.Combine(parent, path);
            return File.Exists(full) ? SourceFile.FromBytes(path, File.ReadAllBytes(full), out _) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern)
    {
        var found = new List<string> { "" };
        string[] parts = pattern.Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            found = Expand(found, parts[i], wantsFiles: i == parts.Length - 1);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path)
    {
        string found = "";
        foreach (string part in path.Split('/'))
        {
            string? match = null;
            foreach (string name in List(found, wantsFiles: null))
            {
                if (string.Equals(name, part, StringComparison.OrdinalIgnoreCase) && (match is null || string.CompareOrdinal(name, match) < 0))
                {
                    match = name;
                }
            }

            if (match is null)
            {
                return null;
            }

            found = found.Length == 0 ? match : found + "/" + match;
        }

        return found;
    }

    private List<string> Expand(List<string> folders, string part, bool wantsFiles)
    {
        var found = new List<string>();
        foreach (string parent in folders)
        {
            foreach (string name in List(parent, wantsFiles))
            {
                if (PathPattern.Matches(part, name))
                {
                    found.Add(parent.Length == 0 ? name : parent + "/" + name);
                }
            }
        }

        return found;
    }

    private IEnumerable<string> List(string parent, bool? wantsFiles)
    {
        try
        {
            var entries = new List<string>();
            var info = new DirectoryInfo(Path.Combine(folder, parent));
            if (info.Exists)
            {
                foreach (FileSystemInfo entry in info.EnumerateFileSystemInfos())
                {
                    if (wantsFiles is null || wantsFiles == entry is FileInfo)
                    {
                        entries.Add(entry.Name);
                    }
                }
            }

            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
