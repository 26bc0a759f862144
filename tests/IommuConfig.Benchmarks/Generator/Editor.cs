using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Benchmarks;

/// <summary>A project that is open in an editor with one generator: the compiler's driver with its caches.</summary>
internal sealed class Editor
{
    public const string Keystroke = "keystroke in a C# file";
    public const string Toggle = "one bool toggled in .config";
    public const string Cold = "cold run";

    private const string Part = "generator";
    private const int EditsInRound = 24;

    private readonly IIncrementalGenerator _generator;
    private readonly CSharpFiles _program;
    private readonly LinuxFiles _linux;
    private GeneratorDriver _driver;
    private MemoryText _config;
    private int _edits;

    /// <summary>Opens the project.</summary>
    /// <param name="name">Whose figures these are.</param>
    /// <param name="generator">The generator.</param>
    /// <param name="tables">How many dispatch tables the program has.</param>
    /// <param name="linux">The additional files.</param>
    public Editor(string name, IIncrementalGenerator generator, int tables, LinuxFiles linux)
    {
        Name = name;
        _generator = generator;
        _program = new CSharpFiles(tables);
        _linux = linux;
        _config = linux.Config;
        _driver = Open().RunGenerators(_program.Fresh);
    }

    public string Name { get; }

    /// <summary>What was generated.</summary>
    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>Measures every kind of edit for a round.</summary>
    public void Measure(Measurements measurements)
    {
        Measure(measurements, Keystroke, EditsInRound, Type);
        Measure(measurements, Toggle, EditsInRound, ToggleNext);
        Measure(measurements, Cold, 1, () => Measured(_program.Fresh, compilation => Open().RunGenerators(compilation)));
    }

    /// <summary>Types a character.</summary>
    public Cost Type() => Measured(_program.Type(), compilation => _driver = _driver.RunGenerators(compilation));

    /// <summary>Toggles the next bool, starting from the same configuration.</summary>
    public Cost ToggleNext()
    {
        Replace(_linux.Config);
        _driver = _driver.RunGenerators(_program.Fresh);
        MemoryText next = _linux.ConfigAfterEdit(_edits++);
        Cost cost = Measured(_program.Fresh, compilation =>
        {
            Replace(next);
            _driver = _driver.RunGenerators(compilation);
        });
        return cost;
    }

    private static void NothingToCollect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static Cost Measured(Compilation compilation, Action<Compilation> run)
    {
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        run(compilation);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new Cost(milliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1000.0);
    }

    private void Measure(Measurements measurements, string edit, int count, Func<Cost> measure)
    {
        NothingToCollect();
        Cost[] costs = [.. Enumerable.Range(0, count).Select(_ => measure())];
        Add(Quantity.Wall, "ms", costs.Select(c => c.Milliseconds));
        Add(Quantity.Allocated, "kB", costs.Select(c => c.Kilobytes));

        void Add(string quantity, string unit, IEnumerable<double> values) =>
            measurements.Add(new Subject(Part, "x86", edit, Name, quantity, unit), Spread.Of(values).Median);
    }

    private GeneratorDriver Open() => CSharpGeneratorDriver.Create(
        [_generator.AsSourceGenerator()],
        _linux.Texts,
        CSharpFiles.ParseOptions,
        new MemoryOptionsProvider(new MemoryOptions(new Dictionary<string, string>
        {
            ["build_property.RootNamespace"] = "Product",
            ["build_property.KconfigDialect"] = "linux-6.1",
        })));

    private void Replace(MemoryText config)
    {
        _driver = _driver.ReplaceAdditionalText(_config, config);
        _config = config;
    }
}

/// <summary>What one run cost.</summary>
/// <param name="Milliseconds">Time.</param>
/// <param name="Kilobytes">Memory that was allocated, in thousands of bytes.</param>
internal readonly record struct Cost(double Milliseconds, double Kilobytes);
