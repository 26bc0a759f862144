using System;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// The references <c>$NAME</c> of the 4.11 dialect, which mean the value of a symbol, usually one with <c>option env=</c>. The C program expands them
/// in three places only: the path of <c>source</c> (when it is read: a symbol that is defined further down is unknown), the title of
/// <c>mainmenu</c> (when the whole tree is read), and the defaults of the symbol with <c>option defconfig_list</c> (when they are tried). Prompts and
/// other defaults keep their dollars.
/// </summary>
internal static class SymbolReferences
{
    /// <summary>Replaces the references. A dollar before anything but a letter, a digit or an underscore vanishes.</summary>
    /// <param name="text">The text, without quotes and escapes.</param>
    /// <param name="valueOf">The value of a symbol as text, n for a bool that nothing sets; null for nothing.</param>
    public static string Expand(string text, Func<string, string?> valueOf)
    {
        int dollar = text.IndexOf('$');
        if (dollar < 0)
        {
            return text;
        }

        var value = new StringBuilder();
        int start = 0;
        for (; dollar >= 0; dollar = text.IndexOf('$', start))
        {
            value.Append(text, start, dollar - start);
            start = dollar + 1;
            while (start < text.Length && text[start] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')
            {
                start++;
            }

            value.Append(valueOf(text.Substring(dollar + 1, start - dollar - 1)));
        }

        return value.Append(text, start, text.Length - start).ToString();
    }
}
