using System;
using System.Diagnostics;

namespace HelpDesk;

/// <summary>Counts and times what the program does. Not in a trimmed program where it is switched off.</summary>
internal static class Diagnostics
{
    private static int s_commands;
    private static TimeSpan s_longest;

    /// <summary>Runs a command and measures it.</summary>
    public static bool Measure(Func<bool> command)
    {
        long start = Stopwatch.GetTimestamp();
        bool result = command();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        s_commands++;
        s_longest = elapsed > s_longest ? elapsed : s_longest;
        return result;
    }

    /// <summary>Prints what was measured.</summary>
    public static void Print() =>
        Console.WriteLine($"diagnostics: {s_commands} command(s), the longest took {s_longest.TotalMilliseconds:F1} ms");
}
