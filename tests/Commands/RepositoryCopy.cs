using System.IO;
using System.Linq;
using System.Reflection;

namespace IommuConfig.Commands;

/// <summary>A copy of what the repository is built from, without what was built: what a user has after cloning.</summary>
internal static class RepositoryCopy
{
    private static readonly string[] s_parts =
    [
        ".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "Kconfig",
        "build", "docs", "generators", "runtime", "samples",
    ];

    /// <summary>The repository that the test was built in.</summary>
    public static string Repository { get; } =
        typeof(RepositoryCopy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;

    /// <summary>Copies to a folder that does not exist yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="more">Files and folders that are not built from, and copied all the same.</param>
    public static void To(string folder, params string[] more)
    {
        foreach (string part in s_parts.Concat(more))
        {
            Copy(Path.Combine(Repository, part), Path.Combine(folder, part));
        }
    }

    private static void Copy(string source, string target)
    {
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            return;
        }

        foreach (string entry in Directory.EnumerateFileSystemEntries(source))
        {
            string name = Path.GetFileName(entry);
            if (name is not ("bin" or "obj"))
            {
                Copy(entry, Path.Combine(target, name));
            }
        }
    }
}
