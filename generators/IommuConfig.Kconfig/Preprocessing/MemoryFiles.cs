using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Files in memory.</summary>
public sealed class MemoryFiles : IFileProvider
{
    private readonly PathSet<SourceFile> _files = new();

    /// <summary>Makes the set.</summary>
    /// <param name="files">Paths and texts; of two with one path the later counts.</param>
    public MemoryFiles(IEnumerable<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            _files.Add(path, new SourceFile(path, text));
        }
    }

    /// <summary>Makes the set.</summary>
    /// <param name="files">Paths and texts; of two with one path the later counts.</param>
    public MemoryFiles(params (string Path, string Text)[] files)
        : this((IEnumerable<(string, string)>)files)
    {
    }

    /// <inheritdoc/>
    public SourceFile? Open(string path) => _files.Find(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern) => _files.Glob(pattern);

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path) => _files.FindIgnoringCase(path);
}
