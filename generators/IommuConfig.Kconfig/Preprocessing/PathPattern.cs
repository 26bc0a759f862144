namespace IommuConfig.Kconfig;

/// <summary>Patterns of POSIX glob(7): * and ? match within one part of a path, [a-c] and [!a-c] one character.</summary>
internal static class PathPattern
{
    private static readonly char[] s_special = ['*', '?', '['];

    public static bool IsPattern(string path) => path.IndexOfAny(s_special) >= 0;

    /// <summary>Matches with one place to come back to, so that the time is bounded by the product of both lengths.</summary>
    public static bool Matches(string pattern, string path)
    {
        int p = 0, s = 0, star = -1, starAt = 0;
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starAt = s;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, path[s], out int next))
            {
                p = next;
                s++;
            }
            else if (star >= 0 && path[starAt] != '/')
            {
                p = star + 1;
                s = ++starAt;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool MatchesOne(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        if (pattern[at] == '[' && pattern.IndexOf(']', at + 2 <= pattern.Length ? at + 2 : at) is > 0 and int end)
        {
            next = end + 1;
            return c != '/' && InSet(pattern, at + 1, end, c);
        }

        return pattern[at] == '?' ? c != '/' : pattern[at] == c;
    }

    private static bool InSet(string pattern, int start, int end, char c)
    {
        bool negated = pattern[start] is '!' or '^';
        for (int i = negated ? start + 1 : start; i < end; i++)
        {
            bool isRange = i + 2 < end && pattern[i + 1] == '-';
            if (isRange ? pattern[i] <= c && c <= pattern[i + 2] : pattern[i] == c)
            {
                return !negated;
            }

            i += isRange ? 2 : 0;
        }

        return negated;
    }
}
