using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The figures of whole processes, each beside the reference.</summary>
internal static class ProcessTable
{
    /// <summary>Writes the table of a part, if it was measured.</summary>
    public static void Write(TextWriter output, Measurements measurements, string part, string title, string reference)
    {
        Subject[] subjects = [.. measurements.Subjects.Where(s => s.Part == part && s.Quantity == Quantity.Wall)];
        if (subjects.Length == 0)
        {
            return;
        }

        output.WriteLine("## " + title + "\n");
        var table = new Table(["tree", "mode", "program", "wall s", "/ C", "user s", "/ C", "system s", "peak MB"], 3);
        IEnumerable<Subject> sorted = subjects.OrderBy(s => s.Architecture != subjects[0].Architecture).ThenBy(s => ModeIndex(s.Case)).ThenBy(s => s.Peer == reference ? 0 : 1);
        foreach (Subject wall in sorted)
        {
            Subject user = wall with { Quantity = Quantity.User };
            table.Add(
                wall.Architecture, wall.Case, wall.Peer,
                Figures.Full(measurements.Of(wall)), Figures.Median(measurements.Ratio(wall, wall with { Peer = reference })),
                Figures.Full(measurements.Of(user)), Figures.Median(measurements.Ratio(user, user with { Peer = reference })),
                Figures.Median(measurements.Of(wall with { Quantity = Quantity.System })),
                Figures.Median(measurements.Of(wall with { Quantity = Quantity.Peak, Unit = "MB" })));
        }

        table.Write(output);
    }

    private static int ModeIndex(string name) => LinuxMode.All.TakeWhile(m => m.Name != name).Count();
}
