using System.Globalization;
using System.Text;

using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Generators.Helpers;

/// <summary>Text that has to be safe inside C# source.</summary>
internal static class CSharpText
{
    /// <summary>A string literal with quotes.</summary>
    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>A number in decimal, the same in every culture.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text for an XML documentation comment or attribute.</summary>
    public static string Xml(string value)
    {
        StringBuilder text = new(value.Length);
        AppendXml(text, value);
        return text.ToString();
    }

    /// <summary>Appends text for an XML documentation comment or attribute.</summary>
    public static void AppendXml(StringBuilder text, string value) => AppendXml(text, value, 0, value.Length);

    /// <summary>Appends a part of a text for an XML documentation comment or attribute.</summary>
    public static void AppendXml(StringBuilder text, string value, int start, int end)
    {
        int copied = start;
        for (int i = start; i < end; i++)
        {
            if (Replacement(value[i]) is { } replacement)
            {
                text.Append(value, copied, i - copied).Append(replacement);
                copied = i + 1;
            }
        }

        text.Append(value, copied, end - copied);
    }

    private static string? Replacement(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\t' => null,
        >= ' ' and < '\u007F' => null,
        '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' => " ",
        _ => char.IsControl(c) ? "\uFFFD" : null,
    };

    /// <summary>Text that stays on its line in a comment.</summary>
    public static string Comment(string value)
    {
        StringBuilder text = new(value.Length);
        foreach (char c in value)
        {
            text.Append(c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' ? ' ' : c);
        }

        return text.ToString();
    }

    /// <summary>Whether the text can be written as a name just as it is.</summary>
    public static bool IsName(string text) => SyntaxFacts.IsValidIdentifier(text) && SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None;

    /// <summary>Whether every class inherits a member of that name.</summary>
    public static bool IsMemberOfObject(string name) =>
        name is "Equals" or "GetHashCode" or "GetType" or "MemberwiseClone" or "ReferenceEquals" or "ToString";

    /// <summary>The name as an identifier: keywords are escaped, what cannot stand in an identifier becomes '_'.</summary>
    public static string Identifier(string name)
    {
        if (IsName(name))
        {
            return name;
        }

        StringBuilder text = new(name.Length + 1);
        foreach (char c in name)
        {
            bool allowed = text.Length == 0 ? SyntaxFacts.IsIdentifierStartCharacter(c) : SyntaxFacts.IsIdentifierPartCharacter(c);
            if (!allowed)
            {
                text.Append('_');
                if (!SyntaxFacts.IsIdentifierPartCharacter(c))
                {
                    continue;
                }
            }

            text.Append(c);
        }

        string identifier = text.ToString();
        return SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;
    }
}
