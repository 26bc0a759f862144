namespace IommuConfig.Tool.Conf;

/// <summary>Numbers as C's strtol reads them.</summary>
internal static class CNumber
{
    /// <summary>Reads as much of the text as is a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the number begins; blanks before it are skipped.</param>
    /// <param name="radix">10, or 0: the prefix says which.</param>
    /// <param name="end">Behind the number; <paramref name="start"/> if there is none.</param>
    /// <returns>The number, limited to 64 bits; 0 if there is none.</returns>
    public static long Read(string text, int start, int radix, out int end)
    {
        end = start;
        int i = start;
        while (i < text.Length && text[i] is ' ' or (>= '\t' and <= '\r'))
        {
            i++;
        }

        bool isNegative = i < text.Length && text[i] == '-';
        i += i < text.Length && text[i] is '-' or '+' ? 1 : 0;
        if (radix == 0)
        {
            radix = RadixAt(text, i);
            if (radix == 16)
            {
                i += 2;
            }
        }

        long value = 0;
        for (; i < text.Length && Digit(text[i]) < radix; i++)
        {
            value = Append(value, isNegative ? -Digit(text[i]) : Digit(text[i]), radix);
            end = i + 1;
        }

        return value;
    }

    private static int RadixAt(string text, int i)
    {
        if (i >= text.Length || text[i] != '0')
        {
            return 10;
        }

        return i + 2 < text.Length && text[i + 1] is 'x' or 'X' && Digit(text[i + 2]) < 16 ? 16 : 8;
    }

    private static long Append(long value, int digit, int radix)
    {
        System.Int128 next = ((System.Int128)value * radix) + digit;
        return next > long.MaxValue ? long.MaxValue : next < long.MinValue ? long.MinValue : (long)next;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => int.MaxValue,
    };
}
