namespace IommuConfig.Kconfig;

/// <summary>
/// Names such as <c>$(1)</c>, read as C's strtoul reads them: blanks before the number, a sign, leading zeros, and minus counting down from 2^64.
/// </summary>
internal static class MacroArgument
{
    /// <summary>The number, or 0 if the name is none or too great to matter.</summary>
    public static ulong Parse(string name)
    {
        int i = 0;
        while (i < name.Length && name[i] is ' ' or (>= '\t' and <= '\r'))
        {
            i++;
        }

        bool isNegative = i < name.Length && name[i] == '-';
        if (i < name.Length && name[i] is '-' or '+')
        {
            i++;
        }

        if (i == name.Length)
        {
            return 0;
        }

        ulong value = 0;
        for (; i < name.Length; i++)
        {
            uint digit = (uint)name[i] - '0';
            if (digit > 9 || value > (ulong.MaxValue - digit) / 10)
            {
                return 0;
            }

            value = value * 10 + digit;
        }

        return isNegative ? unchecked(0 - value) : value;
    }
}
