#if NET
using System;
#endif
using System.Runtime.CompilerServices;

namespace IommuConfig.Kconfig;

/// <summary>The loops over characters that a file's reading time is made of: vectorised where the framework offers it and there is much to skip.</summary>
internal static class TextScan
{
#if NET
    /// <summary>The next line end at or behind a place, or the text's end.</summary>
    public static int LineEnd(string text, int start)
    {
        int length = text.AsSpan(start).IndexOf('\n');
        return length < 0 ? text.Length : start + length;
    }
#else
    /// <summary>The next line end at or behind a place, or the text's end.</summary>
    public static int LineEnd(string text, int start)
    {
        int end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }
#endif

    /// <summary>The next character that matters in a string: its quote, a backslash, a dollar, a line end; or the text's end.</summary>
    public static int StringStop(string text, int start, char quote)
    {
        while (start < text.Length && text[start] != quote && text[start] is not ('\\' or '$' or '\n'))
        {
            start++;
        }

        return start;
    }

    /// <summary>Whether a word of the same length stands at a place. Words are short and mostly equal or different early: a plain loop is fastest.</summary>
    public static bool IsAt(string text, int start, string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (text[start + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares two texts by their code units; the framework's comparison would have to be compiled at run time.</summary>
    public static int Compare(string left, string right)
    {
        int length = left.Length < right.Length ? left.Length : right.Length;
        for (int i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return left[i] - right[i];
            }
        }

        return left.Length - right.Length;
    }

    /// <summary>Whether a character can be part of a name, a number or a keyword.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(char c)
    {
        // One bit per ASCII character: '-' and digits below 64, '_' and letters above.
        const ulong Low = 1UL << '-' | 0x3FFUL << '0';
        const ulong High = 1UL << ('_' - 64) | 0x3FFFFFFUL << ('A' - 64) | 0x3FFFFFFUL << ('a' - 64);
        return c < 128 && ((c < 64 ? Low : High) >> (c & 63) & 1) != 0;
    }

    /// <summary>The end of a macro that begins at <paramref name="start"/>: behind its last parenthesis, or at the line end if that is missing.</summary>
    public static int MacroEnd(string text, int start)
    {
        int depth = 0;
        for (int i = start + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '(')
            {
                depth++;
            }
            else if (text[i] == ')' && --depth == 0)
            {
                return i + 1;
            }
        }

        return LineEnd(text, start);
    }

    /// <summary>Whether the parentheses of a macro are balanced.</summary>
    public static bool IsClosed(string text, TextSpan macro)
    {
        int depth = 0;
        for (int i = macro.Start; i < macro.End; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return depth == 0;
    }
}
