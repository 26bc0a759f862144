using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Texts and names as a Kconfig file has to spell them.</summary>
internal static class PrintedText
{
    /// <summary>
    /// Appends a text in quotes. A macro in it is plain text, since what it gave is already there. A line end, which only the environment can have
    /// brought into a text, cannot be written; it becomes a blank.
    /// </summary>
    public static void AppendQuoted(StringBuilder output, string text)
    {
        output.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            bool isMacro = text[i] == '$' && i + 1 < text.Length && text[i + 1] == '(';
            output.Append(isMacro || text[i] is '"' or '\\' ? "\\" : "").Append(text[i] == '\n' ? ' ' : text[i]);
        }

        output.Append('"');
    }

    /// <summary>Whether a name can be written without a macro.</summary>
    public static bool IsWord(string name)
    {
        foreach (char c in name)
        {
            if (!TextScan.IsWord(c))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    /// <summary>
    /// Appends a name in an expression. One that nothing defines is its own text, and so is a constant: where the name can only come from a macro, it
    /// is written as that.
    /// </summary>
    public static void AppendName(StringBuilder output, Symbol symbol)
    {
        if (symbol.OwnChoice is null && !symbol.IsDefined && (!IsWord(symbol.Name) || Keywords.Find(symbol.Name, 0, symbol.Name.Length) != Keyword.None))
        {
            AppendQuoted(output, symbol.Name);
        }
        else
        {
            output.Append(symbol.DisplayName);
        }
    }
}
