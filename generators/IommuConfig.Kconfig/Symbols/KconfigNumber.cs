namespace IommuConfig.Kconfig;

/// <summary>The two notations of numbers in a .config (docs/kconfig-semantics.md), and C's strtoll, which comparisons and ranges use.</summary>
internal static class KconfigNumber
{
    /// <summary>-?(0|[1-9][0-9]*)</summary>
    public static bool IsInt(string text)
    {
        int start = text.Length > 0 && text[0] == '-' ? 1 : 0;
        if (start == text.Length || (text[start] == '0' && text.Length > start + 1))
        {
            return false;
        }

        for (int i = start; i < text.Length; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>(0x|0X)?[0-9a-fA-F]+</summary>
    public static bool IsHex(string text)
    {
        int start = HexDigits(text, 0);
        for (int i = start; i < text.Length; i++)
        {
            if (Digit(text[i]) >= 16)
            {
                return false;
            }
        }

        return text.Length > start;
    }

    /// <summary>strtoll: leading blanks, a sign, digits as far as they go. Too large numbers become the nearest that fits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="numberBase">10, 16, or 0 for the notation of C.</param>
    /// <param name="isWhole">Whether all of the text was a number that fits.</param>
    public static long ParseSigned(string text, int numberBase, out bool isWhole)
    {
        ulong magnitude = Parse(text, numberBase, out bool negative, out isWhole);
        ulong limit = negative ? 1UL << 63 : long.MaxValue;
        if (magnitude > limit)
        {
            isWhole = false;
            magnitude = limit;
        }

        return negative ? unchecked((long)(0 - magnitude)) : (long)magnitude;
    }

    /// <summary>strtoull: as <see cref="ParseSigned"/>; a minus negates modulo 2^64.</summary>
    public static ulong ParseUnsigned(string text, int numberBase, out bool isWhole)
    {
        ulong magnitude = Parse(text, numberBase, out bool negative, out isWhole);
        return negative ? unchecked(0 - magnitude) : magnitude;
    }

    private static ulong Parse(string text, int numberBase, out bool negative, out bool isWhole)
    {
        int i = 0;
        while (i < text.Length && text[i] is ' ' or (>= '\t' and <= '\r'))
        {
            i++;
        }

        negative = i < text.Length && text[i] == '-';
        i += i < text.Length && text[i] is '-' or '+' ? 1 : 0;
        int digits = HexDigits(text, i);
        if (numberBase == 0)
        {
            numberBase = digits > i ? 16 : i < text.Length && text[i] == '0' ? 8 : 10;
        }

        i = numberBase == 16 ? digits : i;
        int start = i;
        ulong value = 0;
        bool fits = true;
        for (; i < text.Length && Digit(text[i]) < numberBase; i++)
        {
            ulong digit = (ulong)Digit(text[i]);
            fits &= value <= (ulong.MaxValue - digit) / (ulong)numberBase;
            value = fits ? value * (ulong)numberBase + digit : ulong.MaxValue;
        }

        isWhole = fits && i > start && i == text.Length;
        return value;
    }

    /// <summary>Where the digits of a hexadecimal number begin: behind a 0x that a digit follows.</summary>
    private static int HexDigits(string text, int start) =>
        start + 2 < text.Length && text[start] == '0' && text[start + 1] is 'x' or 'X' && Digit(text[start + 2]) < 16 ? start + 2 : start;

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => 99,
    };
}
