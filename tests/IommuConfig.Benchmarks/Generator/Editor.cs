using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Benchmarks;

/// <summary>A project that is open in an editor with one generator: the compiler's driver with its caches.</summary>
internal sealed class Editor
{
    public const string Keystroke = "keystroke";
    public const string Toggle = "toggle";
    public const string Cold = "cold";

    /// <summary>What can be measured.</summary>
    public static readonly string[] Edits = [Keystroke, Toggle, Cold];

    public const string Part = "generator";
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
        (Name, Tables) = (name, tables);
        _generator = generator;
        _program = new CSharpFiles(tables);
        _linux = linux;
        _config = linux.Config;
        _driver = Open(IncrementalGeneratorOutputKind.Implementation).RunGenerators(_program.Fresh);
    }

    public string Name { get; }

    /// <summary>How many dispatch tables the program has.</summary>
    public int Tables { get; }

    /// <summary>What was generated.</summary>
    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>Measures an edit for a round.</summary>
    public void Measure(string edit, Measurements measurements)
    {
        GC.Collect();
        Cost[] costs = [.. Enumerable.Range(0, edit == Cold ? 1 : EditsInRound).Select(_ => edit switch
        {
            Keystroke => Type(),
            Toggle => ToggleNext(),
            _ => Measured(_program.Fresh, compilation => Open(IncrementalGeneratorOutputKind.None).RunGenerators(compilation)),
        })];
        Add(Quantity.Processor, "ms", costs.Select(c => c.Milliseconds));
        Add(Quantity.Allocated, "kB", costs.Select(c => c.Kilobytes));

        void Add(string quantity, string unit, IEnumerable<double> values) =>
            measurements.Add(new Subject(Part, Tables.ToString(CultureInfo.InvariantCulture), edit, Name, quantity, unit), Spread.Of(values).Median);
    }

    // Types a character.
    private Cost Type() => Measured(_program.Type(), compilation => _driver = _driver.RunGenerators(compilation));

    // Toggles the next bool, each time starting from the same configuration.
    private Cost ToggleNext()
    {
        Replace(_linux.Config);
        _driver = _driver.RunGenerators(_program.Fresh);
        MemoryText next = _linux.ConfigAfterEdit(_edits++);
        return Measured(_program.Fresh, compilation =>
        {
            Replace(next);
            _driver = _driver.RunGenerators(compilation);
        });
    }

    private static Cost Measured(Compilation compilation, Action<Compilation> run)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        double start = ThreadClock.Seconds;
        run(compilation);
        return new Cost((ThreadClock.Seconds - start) * 1000, (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1000.0);
    }

    // An editor need not run the outputs that only builds ask for; a cold run is a build.
    private GeneratorDriver Open(IncrementalGeneratorOutputKind disabled) => CSharpGeneratorDriver.Create(
        [_generator.AsSourceGenerator()],
        _linux.Texts,
        CSharpFiles.ParseOptions,
        new MemoryOptionsProvider(new MemoryOptions(new Dictionary<string, string>
        {
            ["build_property.RootNamespace"] = "Product",
            ["build_property.KconfigDialect"] = "linux-6.1",
        })),
        new GeneratorDriverOptions(disabled));

    private void Replace(MemoryText config)
    {
        _driver = _driver.ReplaceAdditionalText(_config, config);
        _config = config;
    }
}

/// <summary>What one run cost.</summary>
/// <param name="Milliseconds">Processor time of the thread, in which collections happen too.</param>
/// <param name="Kilobytes">Memory that was allocated, in thousands of bytes.</param>
internal readonly record struct Cost(double Milliseconds, double Kilobytes);
