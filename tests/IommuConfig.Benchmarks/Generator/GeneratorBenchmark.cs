using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>One run of the command <c>generator</c>: opens the projects, warms up, measures in rounds, reports.</summary>
/// <param name="rounds">How many rounds.</param>
/// <param name="tables">How many dispatch tables the programs have.</param>
/// <param name="edits">Of <see cref="Editor.Edits"/>.</param>
/// <param name="json">The file for all measurements, or null.</param>
internal sealed class GeneratorBenchmark(int rounds, int[] tables, string[] edits, string? json)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    private readonly Measurements _measurements = new();

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (!LinuxTree.Exists)
        {
            Console.Error.WriteLine("The Linux 6.1 tree is not there; get it with: apt-get install linux-source-6.1, then build/setup.sh");
            return 1;
        }

        try
        {
            _ = Machine.This;
            using var scratch = new Scratch();
            Measure(new LinuxFiles(scratch.Below("linux")));
            return 0;
        }
        catch (BenchmarkException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private void Measure(LinuxFiles linux)
    {
        var ours = new InstalledGenerator();
        Editor[] editors =
        [
            new(GeneratorTable.Empty, new EmptyGenerator(), 0, linux),
            .. tables.Select(count => new Editor(GeneratorTable.Asking, new AskingGenerator(), count, linux)),
            .. tables.Select(count => new Editor(GeneratorTable.Finding, new AttributeGenerator(), count, linux)),
            .. tables.Select(count => new Editor(GeneratorTable.Ours, ours.Create(), count, linux)),
        ];
        foreach (Editor editor in editors)
        {
            Check(editor);
            Console.Error.WriteLine($"# warming up: {editor.Name}, {editor.Tables} tables");
            foreach (string edit in edits)
            {
                for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
                {
                    editor.Measure(edit, new Measurements());
                }
            }
        }

        for (int round = 0; round < rounds; round++)
        {
            Console.Error.WriteLine($"# round {round + 1} of {rounds}");
            foreach (string edit in edits)
            {
                foreach (Editor editor in editors)
                {
                    editor.Measure(edit, _measurements);
                }
            }
        }

        Report(Console.Out, linux, editors);
    }

    private static void Check(Editor editor)
    {
        if (editor.Result.Exception is { } exception)
        {
            throw new BenchmarkException($"{editor.Name}: {exception}");
        }

        if (editor.Result.Diagnostics.FirstOrDefault(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error) is { } error)
        {
            throw new BenchmarkException($"{editor.Name}: {error}");
        }
    }

    private void Report(TextWriter output, LinuxFiles linux, Editor[] editors)
    {
        Machine.This.Write(output, "the differences and what was allocated, not the times alone");
        string compiler = typeof(Microsoft.CodeAnalysis.Compilation).Assembly.GetName().Version!.ToString(2);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Roslyn {compiler}; {linux.FileCount:N0} Kconfig files, {linux.CharacterCount / 1e6:F1} million characters, {linux.SymbolCount:N0} symbols, {editors.Last().Result.GeneratedSources.Length:N0} generated files.\n"));
        new GeneratorTable(_measurements).Write(output);
        if (json is not null)
        {
            JsonReport.Write(json, _measurements);
        }
    }
}
