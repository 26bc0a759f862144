using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>All comparisons of whole processes.</summary>
/// <param name="scratch">Where the copies of the tree are.</param>
/// <param name="launcher">What starts the peers.</param>
/// <param name="peers">The peers; the first is the reference.</param>
internal sealed class ProcessBenchmarks(Scratch scratch, Launcher launcher, IReadOnlyList<Peer> peers)
{
    private readonly List<(ProcessBenchmark Benchmark, ConfigurationResult Expected)> _benchmarks = [];

    /// <summary>Adds an architecture and mode, and checks that all peers make the same of it.</summary>
    public void Add(LinuxSetting setting, LinuxMode mode, ProbeAnswers answers, IReadOnlyCollection<string> parts)
    {
        ConfigurationResult expected = new PeerRun(peers[0], mode, Folder(peers[0], setting), peers[0].Run(mode, setting), launcher).Try().Result;
        if (parts.Contains("engine"))
        {
            string file = answers.Save(Path.Combine(scratch.Folder, "answers-" + setting.Architecture));
            Add("engine", peers, p => p.Replay(mode, setting, file), mode.ReadsLinux ? answers.Count : 0);
        }

        if (parts.Contains("whole"))
        {
            Add("whole", peers.Where(p => p.IsExact), p => p.Run(mode, setting), null);
        }

        void Add(string part, IEnumerable<Peer> some, Func<Peer, Invocation> invocation, int? answerCount)
        {
            PeerRun[] runs = [.. some.Where(p => p.Knows(mode)).Select(p => new PeerRun(p, mode, Folder(p, setting), invocation(p), launcher))];
            var benchmark = new ProcessBenchmark(part, setting, mode, runs);
            benchmark.Check(expected, answerCount);
            _benchmarks.Add((benchmark, expected));
        }
    }

    /// <summary>Measures everything once.</summary>
    public void Measure(int round, Measurements measurements)
    {
        foreach ((ProcessBenchmark benchmark, ConfigurationResult expected) in _benchmarks)
        {
            benchmark.Measure(round, expected, measurements);
        }
    }

    /// <summary>A peer's copy of the tree.</summary>
    private string Folder(Peer peer, LinuxSetting setting)
    {
        string folder = Path.Combine(scratch.Folder, "trees", setting.Architecture + "-" + peer.Name.Replace(' ', '-'));
        if (!Directory.Exists(folder))
        {
            LinuxTree.Link(folder, peer.TreeChanges);
        }

        return folder;
    }
}
