using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace IommuConfig.MachineCode.Tests;

/// <summary>Which ways there are through a listing.</summary>
internal static partial class ListingPaths
{
    /// <summary>Whether a run can get to an instruction that is looked for and on to the end without calling anything.</summary>
    /// <param name="lines">Instructions and labels, in order.</param>
    /// <param name="isMet">Tells the instructions that are looked for.</param>
    public static bool MeetsWithoutCall(IReadOnlyList<string> lines, Predicate<string> isMet) =>
        Reached(lines, 0).Any(met => isMet(lines[met]) && Reached(lines, met).Any(end => lines[end] == "ret"));

    private static HashSet<int> Reached(IReadOnlyList<string> lines, int start)
    {
        HashSet<int> reached = [];
        Stack<int> next = new([start]);
        while (next.TryPop(out int line))
        {
            string text = lines[line];
            if (!reached.Add(line) || text.StartsWith("call ", StringComparison.Ordinal) || text is "ret" or "int3")
            {
                continue;
            }

            Match jump = Jump().Match(text);
            if (jump.Success)
            {
                next.Push(lines.ToList().IndexOf(jump.Groups["label"].Value + ":"));
            }

            if (!text.StartsWith("jmp ", StringComparison.Ordinal) && line + 1 < lines.Count)
            {
                next.Push(line + 1);
            }
        }

        return reached;
    }

    [GeneratedRegex(@"^j[a-z]+ (SHORT )?(?<label>G_M\w+)$")]
    private static partial Regex Jump();
}
