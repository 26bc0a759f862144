using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The figures of the library's parts: a table for the workloads and one for changes of single symbols.</summary>
internal static class LibraryTable
{
    private static readonly string[] s_work = ["cpu ms", "speed MB/s", "allocated kB", "allocated kB per MB"];
    private static readonly string[] s_changes =
        ["wall, median us", "wall, 99th of 100 us", "recomputed, median symbols", "recomputed, 99th of 100 symbols"];

    /// <summary>Writes the tables, if the library was measured.</summary>
    public static void Write(TextWriter output, Measurements measurements)
    {
        if (measurements.Subjects.Any(s => s.Part == LibraryBenchmark.Part))
        {
            output.WriteLine("## Parts of the library, in one warm process\n");
            Write(output, measurements, s_work);
            Write(output, measurements, s_changes);
        }
    }

    private static void Write(TextWriter output, Measurements measurements, string[] columns)
    {
        var table = new Table(["tree", "part", .. columns], 2);
        foreach (IGrouping<(string Architecture, string Case), Subject> row in measurements.Subjects.Where(s => s.Part == LibraryBenchmark.Part).GroupBy(s => (s.Architecture, s.Case)))
        {
            Dictionary<string, Subject> cells = row.ToDictionary(s => s.Quantity + " " + s.Unit);
            if (columns.Any(cells.ContainsKey))
            {
                table.Add([row.Key.Architecture, row.Key.Case, .. columns.Select(c => cells.TryGetValue(c, out Subject? cell) ? Figures.Full(measurements.Of(cell)) : "")]);
            }
        }

        table.Write(output);
    }
}
