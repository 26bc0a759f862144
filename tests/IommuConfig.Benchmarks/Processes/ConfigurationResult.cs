using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>What a run left behind.</summary>
/// <param name="Files">The files that it wrote, with their texts.</param>
/// <param name="Output">What it said.</param>
internal sealed record ConfigurationResult(IReadOnlyDictionary<string, string> Files, string Output)
{
    private const string Config = ".config";

    /// <summary>How this differs from what another peer left, or null if it does not.</summary>
    /// <param name="expected">The other.</param>
    /// <param name="isExact">Whether every byte counts; otherwise only the values in .config do.</param>
    public string? DifferenceFrom(ConfigurationResult expected, bool isExact)
    {
        if (!isExact)
        {
            return Difference(Config, Values(expected), Values(this));
        }

        if (Files.Keys.Concat(expected.Files.Keys).FirstOrDefault(p => !Files.ContainsKey(p) || !expected.Files.ContainsKey(p)) is { } path)
        {
            return path + " was written by one only";
        }

        return Files.Keys.Select(p => Difference(p, Lines(expected.Files[p]), Lines(Files[p]))).FirstOrDefault(d => d is not null)
            ?? Difference("the output", Lines(expected.Output), Lines(Output));
    }

    private static string? Difference(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string left = expected.ElementAtOrDefault(i) ?? "(the end)", right = actual.ElementAtOrDefault(i) ?? "(the end)";
            if (left != right)
            {
                return $"{what}, line {i + 1}: '{right}' instead of '{left}'";
            }
        }

        return null;
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static string[] Values(ConfigurationResult result) => [.. Lines(result.Files.GetValueOrDefault(Config, "")).Where(l => l.StartsWith("CONFIG_", StringComparison.Ordinal))];
}
