using System.IO;
using System.Linq;

namespace IommuConfig.Conf.Tests;

/// <summary>The part of the Linux 6.1 tree that configuring it reads, as build/setup.sh unpacked it.</summary>
internal static class LinuxTree
{
    private const string Marker = ".unpacked-from";

    private static readonly string s_folder = Path.Combine(Tooling.Cache, "linux-6.1");

    /// <summary>What tells this tree from another.</summary>
    public static string Identity => File.ReadAllText(Path.Combine(Need(), Marker));

    public static bool Exists => File.Exists(Path.Combine(s_folder, Marker));

    public static string Need() => Tooling.Need(Exists ? s_folder : null, "The Linux 6.1 tree", "linux-source-6.1");

    /// <summary>Makes a folder look like the tree's root, by links, but for what programs write, which goes into the folder itself.</summary>
    public static void Link(string folder)
    {
        foreach (string entry in Directory.GetFileSystemEntries(Need()).Where(e => Path.GetFileName(e) is not ("include" or Marker)))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(entry)), entry);
        }

        string include = Path.Combine(folder, "include");
        Directory.CreateDirectory(include);
        foreach (string entry in Directory.GetFileSystemEntries(Path.Combine(Need(), "include")))
        {
            File.CreateSymbolicLink(Path.Combine(include, Path.GetFileName(entry)), entry);
        }
    }
}
