using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>A word or a quoted string. Holds only where it stands; its value is decoded on demand.</summary>
/// <param name="Span">The word, or the string with its quotes.</param>
/// <param name="IsQuoted">Whether it is a string, hence a constant and not the name of a symbol.</param>
/// <param name="HasMacro">Whether it contains a macro reference.</param>
public readonly record struct TextSyntax(TextSpan Span, bool IsQuoted, bool HasMacro)
{
    /// <summary>The text without quotes; a backslash stands for the character behind it.</summary>
    /// <param name="file">The file that the span belongs to.</param>
    public string GetValue(SourceFile file)
    {
        if (!IsQuoted)
        {
            return file.GetText(Span);
        }

        string text = file.Text;
        bool closed = Span.Length > 1 && text[Span.End - 1] == text[Span.Start] && !EndsEscaped(text);
        int start = Span.Start + 1;
        int end = closed ? Span.End - 1 : Span.End;
        int escape = text.IndexOf('\\', start, end - start);
        if (escape < 0)
        {
            return text.Substring(start, end - start);
        }

        var value = new StringBuilder(end - start);
        for (int i = start; i < end; i++)
        {
            if (text[i] == '\\' && i + 1 < end)
            {
                i++;
            }

            value.Append(text[i]);
        }

        return value.ToString();
    }

    private bool EndsEscaped(string text)
    {
        int backslashes = 0;
        for (int i = Span.End - 2; i > Span.Start && text[i] == '\\'; i--)
        {
            backslashes++;
        }

        return backslashes % 2 != 0;
    }
}
