using System;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// A word or a quoted string. Holds only where it stands; its value is decoded on demand. Both <c>"</c> and <c>'</c> quote; inside, a backslash
/// stands for the character behind it. <c>$(name)</c> is a macro in words and in strings of both kinds.
/// </summary>
/// <param name="Span">The word, or the string with its quotes.</param>
/// <param name="IsQuoted">Whether it is in quotes, hence, where both can stand, a constant and not the name of a symbol.</param>
/// <param name="HasMacro">Whether it contains a macro reference.</param>
/// <param name="Expansion">What a text with macros has become, or null while nobody expanded it.</param>
public readonly record struct TextSyntax(TextSpan Span, bool IsQuoted, bool HasMacro, string? Expansion = null)
{
    /// <summary>The text without quotes; macros in it as written unless <see cref="Expansion"/> has what they became.</summary>
    /// <param name="file">The file that the span belongs to.</param>
    public string GetValue(SourceFile file)
    {
        if (Expansion is not null)
        {
            return Expansion;
        }

        TextSpan content = GetContent(file.Text);
        return IsQuoted && file.Text.IndexOf('\\', content.Start, content.Length) >= 0 ? Decode(file.Text, content, null) : file.GetText(content);
    }

    /// <summary>The text without quotes, with what each macro gives in its place. What a macro gives is not decoded again.</summary>
    /// <param name="file">The file that the span belongs to.</param>
    /// <param name="expand">Gives the text for a reference <c>$(...)</c>. Called from left to right.</param>
    public string GetValue(SourceFile file, Func<TextSpan, string> expand) =>
        Expansion is not null || !HasMacro ? GetValue(file) : Decode(file.Text, GetContent(file.Text), expand);

    private string Decode(string text, TextSpan content, Func<TextSpan, string>? expand)
    {
        var value = new StringBuilder(content.Length);
        for (int i = content.Start; i < content.End; i++)
        {
            if (text[i] == '$' && i + 1 < content.End && text[i + 1] == '(')
            {
                int end = Math.Min(TextScan.MacroEnd(text, i), Span.End);
                var macro = TextSpan.FromBounds(i, end);
                value.Append(expand is null ? text.Substring(i, macro.Length) : expand(macro));
                i = end - 1;
                continue;
            }

            if (text[i] == '\\' && IsQuoted && ++i == content.End)
            {
                break;
            }

            value.Append(text[i]);
        }

        return value.ToString();
    }

    private TextSpan GetContent(string text)
    {
        if (!IsQuoted)
        {
            return Span;
        }

        bool closed = Span.Length > 1 && text[Span.End - 1] == text[Span.Start] && !EndsEscaped(text);
        return TextSpan.FromBounds(Span.Start + 1, closed ? Span.End - 1 : Span.End);
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
