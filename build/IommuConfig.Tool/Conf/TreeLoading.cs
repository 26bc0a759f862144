using System;
using System.IO;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Shell;

namespace IommuConfig.Tool.Conf;

/// <summary>Reads the Kconfig files.</summary>
internal static class TreeLoading
{
    /// <summary>Reads a tree as the C program does.</summary>
    /// <returns>The tree, or null if it is wrong; the messages were given.</returns>
    public static KconfigTree? Load(string path, Dialect dialect, ToolHost host, ConfConsole console)
    {
        var options = new LoadOptions
        {
            Dialect = dialect.Exact(),
            Environment = host.Environment,
            Console = console,
            KernelRelease = dialect.HasLegacySyntax ? ReadKernelRelease() : null,
        };
        KconfigTree tree = ProbesAhead.Load(path, LinuxFiles.Of(host.Folder, host.NonEmpty("srctree")), options, Environment.ProcessorCount);
        return tree.HasErrors ? null : tree;
    }

    private static string? ReadKernelRelease()
    {
        const string Path = "/proc/sys/kernel/osrelease";
        return File.Exists(Path) ? File.ReadAllText(Path).TrimEnd('\n') : null;
    }
}
