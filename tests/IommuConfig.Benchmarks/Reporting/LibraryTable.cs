using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The figures of the library's parts.</summary>
internal static class LibraryTable
{
    /// <summary>Writes the table, if the library was measured.</summary>
    public static void Write(TextWriter output, Measurements measurements)
    {
        Subject[] subjects = [.. measurements.Subjects.Where(s => s.Part == LibraryBenchmark.Part)];
        if (subjects.Length == 0)
        {
            return;
        }

        output.WriteLine("## Parts of the library, in one warm process\n");
        var table = new Table(["tree", "part", "quantity", "median (middle half)", "unit"], 3);
        foreach (Subject subject in subjects)
        {
            table.Add(subject.Architecture, subject.Case, subject.Quantity, Figures.Full(measurements.Of(subject)), subject.Unit);
        }

        table.Write(output);
    }
}
