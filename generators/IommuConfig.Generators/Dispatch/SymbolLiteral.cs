using System.Globalization;

using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>The value of a symbol as the constant that a contract property returns.</summary>
internal static class SymbolLiteral
{
    /// <summary>The literal, or null where the property's type cannot hold the value.</summary>
    public static string? Format(SymbolFact symbol, SymbolMemberModel member) => (member.Kind, symbol.Type) switch
    {
        (SymbolMemberKind.Bool, SymbolFactType.Bool or SymbolFactType.Tristate) => symbol.IsSet ? "true" : "false",
        (SymbolMemberKind.Tristate, SymbolFactType.Bool or SymbolFactType.Tristate) =>
            $"global::IommuConfig.Tristate.{symbol.Text.ToUpperInvariant()}",
        (SymbolMemberKind.String, SymbolFactType.String) => CSharpText.Literal(symbol.Text),
        (SymbolMemberKind.Integer, SymbolFactType.Int or SymbolFactType.Hex) => Integer(symbol, member.Type),
        _ => null,
    };

    private static string? Integer(SymbolFact symbol, string type)
    {
        if (symbol.Type == SymbolFactType.Hex)
        {
            string digits = symbol.Text.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase) ? symbol.Text.Substring(2) : symbol.Text;
            if (!ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value))
            {
                return digits.Length == 0 ? "0" : null;
            }

            ulong limit = type switch { "int" => int.MaxValue, "uint" => uint.MaxValue, "long" => long.MaxValue, _ => ulong.MaxValue };
            return value <= limit ? "0x" + value.ToString("X", CultureInfo.InvariantCulture) : null;
        }

        if (symbol.Text.Length == 0)
        {
            return "0";
        }

        if (!decimal.TryParse(symbol.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number))
        {
            return null;
        }

        (decimal low, decimal high) = type switch
        {
            "int" => (int.MinValue, int.MaxValue),
            "uint" => (uint.MinValue, uint.MaxValue),
            "long" => (long.MinValue, long.MaxValue),
            _ => ((decimal)ulong.MinValue, (decimal)ulong.MaxValue),
        };
        return number >= low && number <= high ? number.ToString(CultureInfo.InvariantCulture) : null;
    }
}
