using System;
using System.Globalization;

namespace IommuConfig.Benchmarks;

/// <summary>How numbers are written.</summary>
internal static class Figures
{
    /// <summary>Three digits that count.</summary>
    public static string Short(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>The median.</summary>
    public static string Median(Spread? spread) => spread is null ? "-" : Short(spread.Median);

    /// <summary>The median and, if they differ, the ends of the middle half.</summary>
    public static string Full(Spread? spread) => spread is null ? "-" : spread.Low == spread.High ? Short(spread.Median) : $"{Short(spread.Median)} ({Short(spread.Low)}..{Short(spread.High)})";
}
