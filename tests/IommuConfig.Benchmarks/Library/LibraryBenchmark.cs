using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using IommuConfig.Kconfig;

namespace IommuConfig.Benchmarks;

/// <summary>
/// The parts of the library one by one, in this process, warm. A plain loop: each workload takes milliseconds, so that nothing has to be subtracted
/// from it, and it can take turns with the processes of the peers, in the same rounds.
/// </summary>
internal sealed class LibraryBenchmark
{
    public const string Part = "library";
    public const string Parsing = "parse";

    private const string Peer = "kconfig";

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    private readonly string _architecture;
    private readonly Workload[] _workloads;
    private readonly SetBenchmark[] _sets;

    /// <summary>Reads the tree and warms everything up, so that the code is compiled with full optimisation.</summary>
    /// <param name="setting">The architecture.</param>
    /// <param name="folder">The Linux tree, or a copy of it.</param>
    /// <param name="outputFolder">A folder for what the writers write.</param>
    /// <param name="answers">What the shell answers.</param>
    public LibraryBenchmark(LinuxSetting setting, string folder, string outputFolder, ProbeAnswers answers)
    {
        _architecture = setting.Architecture;
        var sources = new LinuxSources(folder, setting.LoadOptions(answers));
        DotConfig defConfig = DotConfig.Parse(new SourceFile(setting.DefConfig, File.ReadAllText(Path.Combine(folder, setting.DefConfig))));
        _workloads = [.. Workloads.Of(sources, defConfig, outputFolder)];
        _sets = [new SetBenchmark(sources.Tree, defConfig, isHeard: false), new SetBenchmark(sources.Tree, defConfig, isHeard: true)];
        foreach (Action work in _workloads.Select(w => w.Run).Concat(_sets.Select(s => new Action(() => s.Run()))))
        {
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
            {
                work();
            }
        }
    }

    /// <summary>Measures everything once.</summary>
    public void Measure(Measurements measurements)
    {
        foreach (Workload workload in _workloads)
        {
            Measure(workload, measurements);
        }

        foreach (SetBenchmark set in _sets)
        {
            Measure(set, measurements);
        }
    }

    private void Measure(SetBenchmark set, Measurements measurements)
    {
        List<(double Microseconds, int Recomputed)> toggles = set.Run();
        double[] times = [.. toggles.Select(t => t.Microseconds).Order()];
        double[] counts = [.. toggles.Select(t => (double)t.Recomputed).Order()];
        Add(Quantity.Wall + ", median", "us", Spread.At(times, 0.5));
        Add(Quantity.Wall + ", 99th of 100", "us", Spread.At(times, 0.99));
        Add(Quantity.Recomputed + ", median", "symbols", Spread.At(counts, 0.5));
        Add(Quantity.Recomputed + ", 99th of 100", "symbols", Spread.At(counts, 0.99));

        void Add(string quantity, string unit, double value) => measurements.Add(new Subject(Part, _architecture, set.Name, Peer, quantity, unit), value);
    }

    private void Measure(Workload workload, Measurements measurements)
    {
        GC.Collect();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        double start = ThreadClock.Seconds;
        workload.Run();
        double seconds = ThreadClock.Seconds - start;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Add(Quantity.Processor, "ms", seconds * 1000);
        if (workload.Megabytes is { } megabytes)
        {
            Add(Quantity.Speed, "MB/s", megabytes / seconds);
            Add(Quantity.Allocated, "kB per MB", allocated / 1000.0 / megabytes);
        }
        else
        {
            Add(Quantity.Allocated, "kB", allocated / 1000.0);
        }

        void Add(string quantity, string unit, double value) => measurements.Add(new Subject(Part, _architecture, workload.Name, Peer, quantity, unit), value);
    }
}
