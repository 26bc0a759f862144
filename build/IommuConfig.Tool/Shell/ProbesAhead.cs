using System.Threading;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>Reads a tree whose commands are found by a scout and run while the tree is being read.</summary>
internal static class ProbesAhead
{
    /// <summary>Reads a tree; the scout's thread also parses files before they are needed.</summary>
    /// <param name="rootPath">The root file.</param>
    /// <param name="files">The files.</param>
    /// <param name="options">What it is read with, but for the shell.</param>
    /// <param name="workers">How many commands run at a time; 0: each when the load comes to it.</param>
    public static KconfigTree Load(string rootPath, IFileProvider files, LoadOptions options, int workers)
    {
        var process = new ShellProcess();
        if (workers == 0)
        {
            return KconfigTree.Load(rootPath, files, options with { Shell = process });
        }

        using var shell = new ConcurrentShell(process, workers);
        var trees = new SharedTrees(files, options.Dialect);
        var scout = new ProbeScout(rootPath, trees, options);
        new Thread(() => Scout(scout, shell)) { IsBackground = true, Name = "scout" }.Start();
        return KconfigTree.Load(rootPath, trees, options with { Shell = shell });
    }

    /// <summary>Goes on as long as new results make more commands known.</summary>
    private static void Scout(ProbeScout scout, ConcurrentShell shell)
    {
        bool found = true;
        while (found)
        {
            found = false;
            bool hasHoles = scout.Explore(command =>
            {
                string? output = shell.Ask(command);
                found |= output is null;
                return output;
            });
            found &= hasHoles && shell.WaitForResults();
        }
    }
}
