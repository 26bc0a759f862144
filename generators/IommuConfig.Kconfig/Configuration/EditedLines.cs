using System;

namespace IommuConfig.Kconfig;

/// <summary>The whole lines in which two texts differ: before and behind them, the texts are the same.</summary>
/// <param name="Start">Where they begin, in both texts.</param>
/// <param name="OldEnd">Where they end in the old text: at the start of a line, or at the end of the text.</param>
/// <param name="NewEnd">Where they end in the new text.</param>
internal readonly record struct EditedLines(int Start, int OldEnd, int NewEnd)
{
    private const int Block = 1024;

    /// <summary>How much longer the new text is.</summary>
    public int Growth => NewEnd - OldEnd;

    /// <summary>How many characters differ, in the longer of the two.</summary>
    public int Length => Math.Max(OldEnd, NewEnd) - Start;

    public static EditedLines Between(string oldText, string newText)
    {
        int start = CommonStart(oldText, newText);
        start = start == 0 ? 0 : oldText.LastIndexOf('\n', start - 1) + 1;
        int same = CommonEnd(oldText, newText, Math.Min(oldText.Length, newText.Length) - start);
        if (same > 0 && !(IsLineStart(oldText, oldText.Length - same) && IsLineStart(newText, newText.Length - same)))
        {
            int end = oldText.IndexOf('\n', oldText.Length - same);
            same = end < 0 ? 0 : oldText.Length - end - 1;
        }

        return new(start, oldText.Length - same, newText.Length - same);
    }

    private static bool IsLineStart(string text, int position) => position == 0 || text[position - 1] == '\n';

    private static int CommonStart(string a, string b)
    {
        int most = Math.Min(a.Length, b.Length), count = 0;
        while (most - count >= Block && string.CompareOrdinal(a, count, b, count, Block) == 0)
        {
            count += Block;
        }

        while (count < most && a[count] == b[count])
        {
            count++;
        }

        return count;
    }

    private static int CommonEnd(string a, string b, int most)
    {
        int count = 0;
        while (most - count >= Block && string.CompareOrdinal(a, a.Length - count - Block, b, b.Length - count - Block, Block) == 0)
        {
            count += Block;
        }

        while (count < most && a[a.Length - count - 1] == b[b.Length - count - 1])
        {
            count++;
        }

        return count;
    }
}
