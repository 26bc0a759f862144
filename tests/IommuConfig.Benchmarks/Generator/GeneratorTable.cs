using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The figures of the generator, each less those of the empty generator in the same round, and what was aimed at.</summary>
/// <param name="measurements">What was measured.</param>
internal sealed class GeneratorTable(Measurements measurements)
{
    public const string Empty = "empty generator";
    public const string Finder = "finds 20 tables, no more";

    /// <summary>How many dispatch tables the measured programs have.</summary>
    public static readonly int[] TableCounts = [0, 1, 5, 20];

    public static string Ours(int tables) => tables switch { 0 => "no tables", 1 => "1 table", _ => $"{tables} tables" };

    public void Write(TextWriter output)
    {
        var table = new Table(["edit", "generator", "ms", "above empty ms", "allocated kB", "above empty kB"], 2);
        foreach (Subject subject in measurements.Subjects.Where(s => s.Quantity == Quantity.Wall).OrderBy(s => s.Case != Editor.Keystroke).ThenBy(s => s.Case != Editor.Toggle))
        {
            Subject allocated = subject with { Quantity = Quantity.Allocated, Unit = "kB" };
            table.Add(
                subject.Case, subject.Peer,
                Figures.Full(measurements.Of(subject)), Figures.Median(Above(subject, Empty)),
                Figures.Full(measurements.Of(allocated)), Figures.Median(Above(allocated, Empty)));
        }

        table.Write(output);
        WriteTargets(output);
    }

    private void WriteTargets(TextWriter output)
    {
        var table = new Table(["target", "aim", "measured", "met"], 1);
        Add("keystroke without tables, ms above the empty generator", 0.05, Above(Of(Editor.Keystroke, 0), Empty));
        Add("keystroke without tables, kB above the empty generator", 30, Above(Of(Editor.Keystroke, 0) with { Quantity = Quantity.Allocated, Unit = "kB" }, Empty));
        Add("keystroke, ms for each table after the first", 0.06, PerTable(TableCounts[1], TableCounts[^1]));
        Add("one bool toggled, ms", 1, measurements.Of(Of(Editor.Toggle, 0)));
        Add("cold run, ms", 30, measurements.Of(Of(Editor.Cold, 0)));
        output.WriteLine("## Targets\n");
        table.Write(output);

        void Add(string what, double aim, Spread? measured) =>
            table.Add(what, "<= " + Figures.Short(aim), Figures.Median(measured), measured!.Median <= aim ? "yes" : "no");
    }

    private Spread PerTable(int few, int many) => Spread.Of(Values(Of(Editor.Keystroke, many)).Zip(Values(Of(Editor.Keystroke, few)), (m, f) => (m - f) / (many - few)));

    private Spread Above(Subject subject, string peer) => Spread.Of(Values(subject).Zip(Values(subject with { Peer = peer }), (s, p) => s - p));

    private IReadOnlyList<double> Values(Subject subject) => measurements[subject];

    private static Subject Of(string edit, int tables) => new("generator", "x86", edit, Ours(tables), Quantity.Wall, "ms");
}
