namespace IommuConfig.Kconfig;

/// <summary>Cuts a text into its lines.</summary>
/// <param name="text">The text.</param>
/// <param name="start">Where the first line begins.</param>
/// <param name="isExact">Whether, as for the C program, a '\r' at the very end belongs to the last line.</param>
internal struct TextLines(string text, int start = 0, bool isExact = false)
{
    private int _next = start;

    /// <summary>Where the line begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends: before its '\n', and before a '\r' in front of that.</summary>
    public int End { get; private set; }

    public bool Next()
    {
        if (_next >= text.Length)
        {
            return false;
        }

        Start = _next;
        int end = text.IndexOf('\n', Start);
        end = end < 0 ? text.Length : end;
        _next = end + 1;
        bool isReturnKept = isExact && end == text.Length;
        End = end > Start && text[end - 1] == '\r' && !isReturnKept ? end - 1 : end;
        return true;
    }

    /// <summary>Whether a part of the line begins with a text.</summary>
    public readonly bool HasAt(int position, string what) =>
        End - position >= what.Length && TextScan.IsAt(text, position, what);

    /// <summary>Where a character comes next in the line, or -1.</summary>
    public readonly int Find(char c, int position) => position >= End ? -1 : text.IndexOf(c, position, End - position);
}
