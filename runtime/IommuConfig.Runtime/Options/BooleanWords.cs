using System;

namespace IommuConfig.Runtime;

/// <summary>The words that mean yes or no on the command line. Case counts, as everywhere in it.</summary>
internal static class BooleanWords
{
    internal const string List = "yes, on, true, enable, 1, no, off, false, disable, 0";

    private static readonly string[] s_all = List.Split(", ");

    internal static ReadOnlySpan<string> All => s_all;

    /// <summary>What a word means, or null if it is none of them.</summary>
    internal static bool? Parse(string word) => Array.IndexOf(s_all, word) switch
    {
        < 0 => null,
        < 5 => true,
        _ => false,
    };
}
