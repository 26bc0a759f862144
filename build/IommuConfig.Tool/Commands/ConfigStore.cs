using System;
using System.IO;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>Reads and writes the files of a configuration, at their place in the file system.</summary>
internal sealed class ConfigStore(string folder)
{
    /// <summary>Reads assignments, or gives null if there is no such file.</summary>
    /// <param name="path">The file, as messages name it.</param>
    public DotConfig? Read(string path)
    {
        string full = Path.Combine(folder, path);
        return File.Exists(full) ? DotConfig.Parse(SourceFile.FromBytes(path, File.ReadAllBytes(full), out _)) : null;
    }

    /// <summary>Writes a file if its content changes.</summary>
    /// <returns>Whether it did.</returns>
    public bool Write(string path, string text)
    {
        string full = Path.Combine(folder, path);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (File.Exists(full) && File.ReadAllBytes(full).AsSpan().SequenceEqual(bytes))
        {
            return false;
        }

        string temporary = full + ".tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(full))!);
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, full, overwrite: true);
        return true;
    }
}
