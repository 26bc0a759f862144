using System;
using System.Globalization;

namespace IommuConfig.Benchmarks;

/// <summary>What one run of a program cost.</summary>
/// <param name="Wall">Seconds from its start to its end.</param>
/// <param name="User">Seconds of processor time in programs, of all descendants too.</param>
/// <param name="System">Seconds of processor time in the kernel, of all descendants too.</param>
/// <param name="PeakKilobytes">The most memory that it, or the largest of its descendants, had at a time.</param>
internal sealed record ProcessCost(double Wall, double User, double System, double PeakKilobytes)
{
    /// <summary>Reads what Native/launch.c wrote.</summary>
    public static ProcessCost Parse(string text, out int exitCode)
    {
        string[] parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        exitCode = int.Parse(parts[4], CultureInfo.InvariantCulture);
        return new ProcessCost(Number(parts[0]), Number(parts[1]), Number(parts[2]), Number(parts[3]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
