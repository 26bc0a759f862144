#if NET
using System;
#endif
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>UTF-8 as Unicode 15 table 3-7 defines it, with the place of the first violation, which the platform's decoder does not tell.</summary>
internal static class Utf8
{
    /// <summary>Decodes, replacing what is not UTF-8 by U+FFFD.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many of them count.</param>
    /// <param name="firstBad">Index in the result of the first replacement, or -1.</param>
    /// <param name="firstBadOffset">Index in <paramref name="bytes"/> of the first violation, or -1.</param>
    public static string Decode(byte[] bytes, int count, out int firstBad, out int firstBadOffset)
    {
#if NET
        if (System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, count)))
        {
            firstBad = firstBadOffset = -1;
            return Encoding.UTF8.GetString(bytes, 0, count);
        }
#endif
        firstBadOffset = FindViolation(bytes, count);
        firstBad = firstBadOffset < 0 ? -1 : Encoding.UTF8.GetCharCount(bytes, 0, firstBadOffset);
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private static int FindViolation(byte[] bytes, int count)
    {
        for (int i = 0; i < count;)
        {
            int length = SequenceLength(bytes, count, i);
            if (length == 0)
            {
                return i;
            }

            i += length;
        }

        return -1;
    }

    private static int SequenceLength(byte[] bytes, int count, int start)
    {
        byte lead = bytes[start];
        if (lead < 0x80)
        {
            return 1;
        }

        int length = lead switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
        if (length == 0 || start + length > count)
        {
            return 0;
        }

        byte second = bytes[start + 1];
        bool secondIsRight = lead switch
        {
            0xE0 => second >= 0xA0,
            0xED => second < 0xA0,
            0xF0 => second >= 0x90,
            0xF4 => second < 0x90,
            _ => true,
        };
        for (int i = 1; i < length; i++)
        {
            if ((bytes[start + i] & 0xC0) != 0x80)
            {
                return 0;
            }
        }

        return secondIsRight ? length : 0;
    }
}
