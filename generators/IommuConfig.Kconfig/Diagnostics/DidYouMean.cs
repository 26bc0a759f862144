using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Finds what someone probably meant to write: the candidate at the least edit distance (insert, delete, replace, swap neighbours).</summary>
internal static class DidYouMean
{
    /// <summary>"; did you mean 'X'?" or nothing.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="candidates">What would have been right; on a tie the first wins.</param>
    public static string Hint(string written, IEnumerable<string> candidates)
    {
        string? best = Closest(written, candidates);
        return best is null ? "" : "; did you mean '" + best + "'?";
    }

    /// <summary>The nearest candidate, or null where none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="candidates">What would have been right; on a tie the first wins.</param>
    public static string? Closest(string written, IEnumerable<string> candidates)
    {
        // A third of the letters may be wrong; more than that is another word.
        int limit = Math.Max(1, written.Length / 3) + 1;
        string? best = null;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - written.Length) < limit)
            {
                int distance = Distance(written, candidate, limit);
                if (distance < limit)
                {
                    limit = distance;
                    best = candidate;
                }
            }
        }

        return best;
    }

    private static int Distance(string a, string b, int limit)
    {
        int[] before = new int[b.Length + 1], previous = new int[b.Length + 1], current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                bool same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                int value = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, before[j - 2] + 1);
                }

                current[j] = value;
                least = Math.Min(least, value);
            }

            if (least >= limit)
            {
                return limit;
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
