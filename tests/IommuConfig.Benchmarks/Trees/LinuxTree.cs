using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The part of the Linux 6.1 tree that configuring it reads, as build/setup.sh unpacks it.</summary>
internal static class LinuxTree
{
    private const string Marker = ".unpacked-from";

    private static readonly string s_folder = Path.Combine(
        Setting("XDG_CACHE_HOME") ?? Path.Combine(Setting("HOME") ?? "/root", ".cache"), "iommuconfig", "linux-6.1");

    public static bool Exists => File.Exists(Path.Combine(s_folder, Marker));

    /// <summary>Whether there is an architecture.</summary>
    public static bool Has(string architecture) => Directory.Exists(Path.Combine(s_folder, "arch", architecture));

    /// <summary>Makes a folder look like the tree's root by links; what programs write goes into the folder itself.</summary>
    /// <param name="folder">The folder, which is empty.</param>
    /// <param name="changes">Files that are other than in the tree, with their texts.</param>
    public static void Link(string folder, IReadOnlyDictionary<string, string> changes)
    {
        var own = new HashSet<string> { "include" };
        foreach (string path in changes.Keys)
        {
            for (string? parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
            {
                own.Add(parent);
            }
        }

        Link(folder, "", own, changes);
    }

    /// <summary>The text of a file of the tree.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(s_folder, path));

    private static void Link(string folder, string below, HashSet<string> own, IReadOnlyDictionary<string, string> changes)
    {
        Directory.CreateDirectory(Path.Combine(folder, below));
        foreach (string entry in Directory.GetFileSystemEntries(Path.Combine(s_folder, below)).Where(e => Path.GetFileName(e) != Marker))
        {
            string path = Path.Combine(below, Path.GetFileName(entry));
            if (changes.TryGetValue(path, out string? text))
            {
                File.WriteAllText(Path.Combine(folder, path), text);
            }
            else if (own.Contains(path))
            {
                Link(folder, path, own, changes);
            }
            else
            {
                File.CreateSymbolicLink(Path.Combine(folder, path), entry);
            }
        }
    }

    private static string? Setting(string name) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
