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
        foreach (char c in value)
        {
            _ = c switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' => text.Append(' '),
                _ when char.IsControl(c) && c != '\t' => text.Append('\uFFFD'),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

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
