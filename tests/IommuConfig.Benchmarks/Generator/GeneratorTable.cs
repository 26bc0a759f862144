using System.Globalization;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The figures of the generator beside those of the other two in the same round, and what was aimed at.</summary>
/// <param name="measurements">What was measured.</param>
internal sealed class GeneratorTable(Measurements measurements)
{
    public const string Empty = "empty";
    public const string Asking = "asks only";
    public const string Finding = "finds tables";
    public const string Ours = "ours";

    public void Write(TextWriter output)
    {
        var table = new Table(["edit", "generator", "tables", "cpu ms", "above asking", "allocated kB", "above asking"], 2);
        foreach (Subject time in measurements.Subjects.Where(s => s.Quantity == Quantity.Processor))
        {
            Subject memory = Allocated(time);
            table.Add(time.Case, time.Peer, time.Architecture, Full(time), AboveAsking(time), Full(memory), AboveAsking(memory));
        }

        table.Write(output);
        WriteTargets(output);
    }

    private void WriteTargets(TextWriter output)
    {
        var table = new Table(["target", "aim", "measured", "met"], 1);
        int[] counts = [.. measurements.Subjects.Where(s => s.Peer == Ours).Select(s => int.Parse(s.Architecture, CultureInfo.InvariantCulture)).Distinct()];
        Subject typed = Of(Editor.Keystroke, 0), asking = typed with { Peer = Asking }, empty = typed with { Peer = Empty };
        Add("keystroke without tables, ms above a generator that only asks", 0.05, Above(typed, asking));
        Add("keystroke without tables, kB above a generator that only asks", 30, Above(Allocated(typed), Allocated(asking)));
        Add("keystroke without tables, ms above the empty generator", 0.05, Above(typed, empty));
        Add("keystroke without tables, kB above the empty generator", 30, Above(Allocated(typed), Allocated(empty)));
        Add($"keystroke, ms for each table from {counts[0]} to {counts[^1]}", 0.06, PerTable(Ours, counts[0], counts[^1]));
        Add("the same for a generator that has the compiler find them", 0.06, PerTable(Finding, counts[0], counts[^1]));
        Add("one bool toggled, ms", 1, Measured(Of(Editor.Toggle, 0)));
        Add("cold run, ms", 30, Measured(Of(Editor.Cold, 0)));
        output.WriteLine("## Targets\n");
        table.Write(output);

        void Add(string what, double aim, Spread? measured)
        {
            if (measured is not null)
            {
                table.Add(what, "<= " + Figures.Short(aim), Figures.Median(measured), measured.Median <= aim ? "yes" : "no");
            }
        }
    }

    private Spread? PerTable(string peer, int few, int many)
    {
        Spread? spread = Above(Of(Editor.Keystroke, many) with { Peer = peer }, Of(Editor.Keystroke, few) with { Peer = peer });
        return spread is null || many == few ? null : new Spread(spread.Low / (many - few), spread.Median / (many - few), spread.High / (many - few));
    }

    private string Full(Subject subject) => Figures.Full(Measured(subject));

    private string AboveAsking(Subject subject) => subject.Peer == Ours ? Figures.Median(Above(subject, subject with { Peer = Asking })) : "";

    private Spread? Measured(Subject subject) => measurements.Of(subject);

    private Spread? Above(Subject subject, Subject other) => Measured(subject) is null || Measured(other) is null
        ? null
        : Spread.Of(measurements[subject].Zip(measurements[other], (s, o) => s - o));

    private static Subject Allocated(Subject time) => time with { Quantity = Quantity.Allocated, Unit = "kB" };

    private static Subject Of(string edit, int tables) => new(Editor.Part, tables.ToString(CultureInfo.InvariantCulture), edit, Ours, Quantity.Processor, "ms");
}
