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
    /// <param name="prefix">What names of symbols begin with in it.</param>
    public DotConfig? Read(string path, string prefix)
    {
        string full = FullPath(path);
        if (Directory.Exists(full))
        {
            throw new IOException($"'{path}' is a folder, not a file");
        }

        return File.Exists(full) ? DotConfig.Parse(SourceFile.FromBytes(path, File.ReadAllBytes(full), out _), prefix) : null;
    }

    /// <summary>Whether a tree begins where the options say.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="file">The first file, relative to it.</param>
    /// <param name="problem">If not, what is wrong.</param>
    public bool HasTree(string root, string file, out string problem)
    {
        string full = Path.Combine(FullPath(root), file);
        problem = root.Length > 0 && !Directory.Exists(FullPath(root)) ? $"there is no folder '{root}'"
            : Directory.Exists(full) ? $"'{Path.Combine(root, file)}' is a folder, not a file"
            : File.Exists(full) ? ""
            : $"there is no file '{Path.Combine(root, file)}'; --root DIR and --kconfig FILE say where the tree begins";
        return problem.Length == 0;
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
