using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The parts of a reference <c>$(name,argument,...)</c>, before any of them is expanded.</summary>
internal static class MacroReference
{
    /// <summary>The name and its arguments, together.</summary>
    public const int MaxParts = 16;

    /// <summary>Where the next reference begins: the offset of its dollar, or -1.</summary>
    public static int Find(string text, int start, int end) => text.IndexOf("$(", start, end - start, StringComparison.Ordinal);

    /// <summary>Finds the parenthesis that closes a reference, and the commas that separate its parts: those in no inner parentheses.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Offset behind the opening parenthesis.</param>
    /// <param name="end">Where the text ends.</param>
    /// <returns>
    /// Where each part ends, the last one at the closing parenthesis; of too many parts not all are listed, but more than <see cref="MaxParts"/>.
    /// Null: the reference is not closed.
    /// </returns>
    public static List<int>? Split(string text, int start, int end)
    {
        var ends = new List<int>(4);
        int depth = 0;
        for (int i = start; i < end; i++)
        {
            switch (text[i])
            {
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case ')':
                    ends.Add(i);
                    return ends;
                case ',' when depth == 0 && ends.Count <= MaxParts:
                    ends.Add(i);
                    break;
            }
        }

        return null;
    }
}
