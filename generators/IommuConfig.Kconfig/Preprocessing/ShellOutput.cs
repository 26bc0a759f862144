using System;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>What a macro becomes of a command's output: the first 4,095 bytes, without the line ends behind them and with blanks for the others.</summary>
internal static class ShellOutput
{
    private const int MaxBytes = 4095;

    public static string ToText(string output)
    {
        output = Limit(output);
        int length = output.Length;
        while (length > 0 && output[length - 1] == '\n')
        {
            length--;
        }

        // What lies behind a NUL is out of a C program's sight.
        int nul = output.IndexOf('\0', 0, length);
        return output.Substring(0, nul < 0 ? length : nul).Replace('\n', ' ');
    }

    private static string Limit(string output)
    {
        if (output.Length <= MaxBytes / 3)
        {
            return output;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(output.Substring(0, Math.Min(output.Length, MaxBytes + 1)));
        return bytes.Length <= MaxBytes ? output : Encoding.UTF8.GetString(bytes, 0, MaxBytes);
    }
}
