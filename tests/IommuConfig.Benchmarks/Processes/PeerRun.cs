using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>One peer in one mode, to be run again and again in its own copy of the tree, which is made of links.</summary>
/// <param name="peer">The peer.</param>
/// <param name="mode">The mode.</param>
/// <param name="folder">The copy of the tree.</param>
/// <param name="invocation">How the peer is started.</param>
/// <param name="launcher">What starts it.</param>
internal sealed class PeerRun(Peer peer, LinuxMode mode, string folder, Invocation invocation, Launcher launcher)
{
    private const string Count = "answered";

    private static readonly string[] s_outputs = [".config", "include/config", "include/generated"];

    public Peer Peer => peer;

    /// <summary>Runs it once and counts the answers that it got.</summary>
    public (ConfigurationResult Result, int Answers) Try()
    {
        string path = Path.Combine(folder, Count);
        File.WriteAllText(path, "0");
        Prepare();
        (_, string output) = launcher.Run(invocation.Command, folder, invocation.WithCount(path).Environment, invocation.Preload);
        return (Result(output), int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture));
    }

    /// <summary>Runs it once and measures.</summary>
    public (ConfigurationResult Result, ProcessCost Cost) Measure()
    {
        Prepare();
        (ProcessCost cost, string output) = launcher.Run(invocation.Command, folder, invocation.Environment, invocation.Preload);
        return (Result(output), cost);
    }

    /// <summary>Makes the tree as it is before any run: never configured, or with an auto.conf, because of which only .config is written.</summary>
    private void Prepare()
    {
        foreach (string path in s_outputs.Select(o => Path.Combine(folder, o)))
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            File.Delete(path);
        }

        if (!mode.IsFirst)
        {
            Directory.CreateDirectory(Path.Combine(folder, "include/config"));
            File.WriteAllText(Path.Combine(folder, "include/config/auto.conf"), "");
        }
    }

    private ConfigurationResult Result(string output)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in s_outputs.Select(o => Path.Combine(folder, o)))
        {
            string[] written = Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories) : File.Exists(path) ? [path] : [];
            foreach (string file in written)
            {
                files[Path.GetRelativePath(folder, file)] = File.ReadAllText(file);
            }
        }

        return new ConfigurationResult(files, peer.IsExact ? output : "");
    }
}
