using System.IO;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>Reads and writes the files of a configuration, at their place in the file system.</summary>
internal sealed class ConfigStore(string folder)
{
    /// <summary>Where a path leads.</summary>
    public string FullPath(string path) => Path.Combine(folder, path);

    /// <summary>Reads assignments, or gives null if there is no such file.</summary>
    /// <param name="path">The file, as messages name it.</param>
    public DotConfig? Read(string path)
    {
        string full = FullPath(path);
        return File.Exists(full) ? DotConfig.Parse(SourceFile.FromBytes(path, File.ReadAllBytes(full), out _)) : null;
    }

    /// <summary>Writes a file if its content changes.</summary>
    /// <param name="path">The file, as messages name it.</param>
    /// <param name="content">The content.</param>
    /// <param name="keepsOld">Whether the old file is kept, with ".old" behind its name.</param>
    /// <param name="hasChanged">Whether the file was written.</param>
    public FileError? Write(string path, Utf8Writer content, bool keepsOld, out bool hasChanged)
    {
        string full = FullPath(path);
        hasChanged = !(AtomicFile.Read(full) is { } old && content.ContentEquals(old));
        return hasChanged ? AtomicFile.Write(full, content, backup: keepsOld ? full + ".old" : null) : null;
    }
}
