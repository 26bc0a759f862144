using System;

namespace IommuConfig.Runtime;

/// <summary>Finds the word that may have been meant by one that does not exist.</summary>
internal static class OptionSuggestion
{
    // What is longer than every word by far was not meant to be one.
    private const int MaxLength = 40;

    /// <summary>The nearest of some words, or null if none is near.</summary>
    internal static string? Nearest(string word, ReadOnlySpan<string> candidates)
    {
        string? nearest = null;
        if (word.Length is < 2 or > MaxLength)
        {
            return nearest;
        }

        string plain = Plain(word);
        int least = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            // The beginning of a word, which was enough in 2018, is nearest.
            int distance = candidate.StartsWith(plain, StringComparison.Ordinal) ? 0 : Distance(plain, candidate);
            if (distance < least)
            {
                least = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    private static string Plain(string word) => word.ToLowerInvariant().Replace('_', '-');

    // How many letters have to be added, removed or replaced.
    private static int Distance(string from, string to)
    {
        Span<int> row = stackalloc int[to.Length + 1];
        for (int column = 0; column <= to.Length; column++)
        {
            row[column] = column;
        }

        for (int line = 1; line <= from.Length; line++)
        {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.Length; column++)
            {
                int above = row[column];
                int replaced = diagonal + (from[line - 1] == to[column - 1] ? 0 : 1);
                row[column] = Math.Min(replaced, Math.Min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
