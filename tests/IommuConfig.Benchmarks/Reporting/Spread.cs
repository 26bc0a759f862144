using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>Where the middle of some values is, and the middle half of them.</summary>
/// <param name="Low">The first quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="High">The third quartile.</param>
internal sealed record Spread(double Low, double Median, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    /// <summary>The value below which a part of the values lies, between two values by their weights.</summary>
    public static double At(IReadOnlyList<double> sorted, double part)
    {
        double position = (sorted.Count - 1) * part;
        int below = (int)position;
        double above = sorted[Math.Min(below + 1, sorted.Count - 1)];
        return sorted[below] + ((above - sorted[below]) * (position - below));
    }
}
