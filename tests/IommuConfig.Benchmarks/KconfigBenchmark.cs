using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>One run of the command <c>kconfig</c>: prepares, measures in rounds, reports.</summary>
/// <param name="architectures">The architectures.</param>
/// <param name="modes">The modes of conf.</param>
/// <param name="parts">engine, whole, library.</param>
/// <param name="rounds">How many rounds.</param>
/// <param name="json">The file for all measurements, or null.</param>
internal sealed class KconfigBenchmark(
    IReadOnlyList<string> architectures, IReadOnlyList<LinuxMode> modes, IReadOnlyCollection<string> parts, int rounds, string? json)
{
    private readonly Measurements _measurements = new();

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        try
        {
            if (!CanRun())
            {
                return 1;
            }

            Measure();
            Report(Console.Out);
            return 0;
        }
        catch (BenchmarkException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private bool CanRun()
    {
        string? missing = !OperatingSystem.IsLinux() ? "The benchmark runs on Linux only."
            : !LinuxTree.Exists ? "The Linux 6.1 tree is not there; get it with: apt-get install linux-source-6.1, then build/setup.sh"
            : architectures.FirstOrDefault(a => !LinuxTree.Has(a)) is { } unknown ? $"The Linux tree has no architecture '{unknown}'."
            : null;
        Console.Error.Write(missing is null ? "" : missing + "\n");
        return missing is null;
    }

    private void Measure()
    {
        _ = Machine.This;
        using var scratch = new Scratch();
        LinuxSetting[] settings = [.. architectures.Select(a => new LinuxSetting(a))];
        string tree = scratch.Below("linux");
        LinuxTree.Link(tree, new Dictionary<string, string>());
        Dictionary<LinuxSetting, ProbeAnswers> answers = settings.ToDictionary(s => s, s => ProbeAnswers.Record(s, tree));
        ProcessBenchmarks? processes = PrepareProcesses(scratch, settings, answers);
        LibraryBenchmark[] libraries = [];
        if (parts.Contains("library"))
        {
            Progress("warming up the library");
            libraries = [.. settings.Select(s => new LibraryBenchmark(s, tree, scratch.Below("output-" + s.Architecture), answers[s]))];
        }

        for (int round = 0; round < rounds; round++)
        {
            Progress($"round {round + 1} of {rounds}");
            processes?.Measure(round, _measurements);
            foreach (LibraryBenchmark library in libraries)
            {
                library.Measure(_measurements);
            }
        }
    }

    private ProcessBenchmarks? PrepareProcesses(Scratch scratch, IReadOnlyList<LinuxSetting> settings, Dictionary<LinuxSetting, ProbeAnswers> answers)
    {
        if (!parts.Contains("engine") && !parts.Contains("whole"))
        {
            return null;
        }

        if (!NativePrograms.CanCompile)
        {
            Skip("all processes", "apt-get install gcc");
            return null;
        }

        Progress("publishing the tool");
        var natives = new NativePrograms(scratch.Below("native"));
        List<Peer> peers = [new PublishedTool(natives, scratch.Below("published"), isReadyToRun: false), new PublishedTool(natives, scratch.Below("ready"), isReadyToRun: true)];
        Include(CConf.Exists, "C conf", CConf.HowToGet, () => peers.Insert(0, new CConf(natives)));
        Include(Kconfiglib.Exists, "Kconfiglib", Kconfiglib.HowToGet, () => peers.Add(new Kconfiglib(scratch.Below("kconfiglib"))));
        var processes = new ProcessBenchmarks(scratch, new Launcher(natives, scratch.Folder), peers);
        foreach (LinuxSetting setting in settings)
        {
            foreach (LinuxMode mode in modes)
            {
                Progress($"checking that all make the same: {setting.Architecture} {mode.Name}");
                processes.Add(setting, mode, answers[setting], parts);
            }
        }

        return processes;
    }

    private void Report(TextWriter output)
    {
        Machine.This.Write(output, "the ratios and the user time, not the wall time");
        ProcessTable.Write(output, _measurements, "engine", "Engine alone: whole processes that get recorded answers instead of running the shell", "C conf");
        ProcessTable.Write(output, _measurements, "whole", "With the shell's commands", "C conf");
        LibraryTable.Write(output, _measurements);
        new Targets(_measurements).Write(output);
        if (json is not null)
        {
            JsonReport.Write(json, _measurements);
        }
    }

    private static void Include(bool exists, string name, string howToGet, Action include)
    {
        if (exists)
        {
            include();
        }
        else
        {
            Skip(name, howToGet);
        }
    }

    private static void Skip(string name, string howToGet) => Console.Error.WriteLine($"skipped: {name}; get it with: {howToGet}");

    private static void Progress(string text) => Console.Error.WriteLine("# " + text);
}
