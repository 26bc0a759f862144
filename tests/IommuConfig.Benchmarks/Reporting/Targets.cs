using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>What was aimed at, beside what was measured: always the worst of all trees and modes, of their medians.</summary>
/// <param name="measurements">What was measured.</param>
internal sealed class Targets(Measurements measurements)
{
    private const string Tool = "kconfig";

    public void Write(TextWriter output)
    {
        var table = new Table(["target", "aim", "measured", "met"], 1);
        AtMost(table, "engine alone, whole process, wall s", 0.10, Values("engine", Quantity.Wall));
        AtMost(table, "engine alone, wall, share of C's", 1, Ratios("engine", Quantity.Wall, "C conf"));
        AtMost(table, "with the shell's commands, wall, share of C's", 0.5, Ratios("whole", Quantity.Wall, "C conf"));
        AtLeast(table, "engine alone, wall, times faster than Kconfiglib", 8, Ratios("engine", Quantity.Wall, "Kconfiglib").Select(r => 1 / r));
        AtLeast(table, "engine alone, user, times faster than Kconfiglib", 8, Ratios("engine", Quantity.User, "Kconfiglib").Select(r => 1 / r));
        AtMost(table, "peak memory of the engine, MB", 60, Values("engine", Quantity.Peak));
        AtLeast(table, "parser, MB/s", 300, Of(s => s is { Part: LibraryBenchmark.Part, Case: LibraryBenchmark.Parsing, Quantity: Quantity.Speed }).Select(Median));
        output.WriteLine("## Targets\n");
        table.Write(output);
    }

    private static void AtMost(Table table, string what, double aim, IEnumerable<double> values) => Add(table, what, "<= ", aim, [.. values.OrderDescending()], v => v <= aim);

    private static void AtLeast(Table table, string what, double aim, IEnumerable<double> values) => Add(table, what, ">= ", aim, [.. values.Order()], v => v >= aim);

    private static void Add(Table table, string what, string relation, double aim, double[] worstFirst, Func<double, bool> isMet)
    {
        if (worstFirst.Length > 0)
        {
            table.Add(what, relation + Figures.Short(aim), Figures.Short(worstFirst[0]), isMet(worstFirst[0]) ? "yes" : "no");
        }
    }

    private IEnumerable<double> Values(string part, string quantity) => OfTool(part, quantity).Select(Median);

    private IEnumerable<double> Ratios(string part, string quantity, string peer) =>
        OfTool(part, quantity).Select(s => measurements.Ratio(s, s with { Peer = peer })).OfType<Spread>().Select(s => s.Median);

    private IEnumerable<Subject> OfTool(string part, string quantity) =>
        Of(s => s.Part == part && s.Quantity == quantity && s.Peer == Tool && LinuxMode.All.Single(m => m.Name == s.Case).IsTypical);

    private IEnumerable<Subject> Of(Func<Subject, bool> condition) => measurements.Subjects.Where(condition);

    private double Median(Subject subject) => measurements.Of(subject)!.Median;
}
