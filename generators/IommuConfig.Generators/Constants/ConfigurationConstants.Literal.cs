using System;
using System.Globalization;
using System.Linq;

using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Constants;

internal static partial class ConfigurationConstants
{
    // Null for a number that no C# type of constants holds.
    internal static (string Type, string Value)? Literal(Symbol symbol, SymbolValue value) => symbol.Type switch
    {
        SymbolType.Tristate => ConstantLiteral.Tristate(value.ToString()),
        SymbolType.Int when value.Text.Length == 0 => ConstantLiteral.Int(0, IsWide(symbol, int.MinValue, int.MaxValue)),
        SymbolType.Int when value.TryGetInt64(out long number) => ConstantLiteral.Int(number, IsWide(symbol, int.MinValue, int.MaxValue)),
        SymbolType.Int when value.TryGetUInt64(out ulong number) => ConstantLiteral.Unsigned(number),
        SymbolType.Hex when value.Text.Length == 0 => ConstantLiteral.Hex(0, IsWide(symbol, 0, uint.MaxValue)),
        SymbolType.Hex when value.TryGetUInt64(out ulong number) => ConstantLiteral.Hex(number, IsWide(symbol, 0, uint.MaxValue)),
        SymbolType.Int or SymbolType.Hex => null,
        SymbolType.String => ConstantLiteral.String(value.Text),
        _ => ConstantLiteral.Bool(value.Tristate != Kconfig.Tristate.N),
    };

    // Whether a bound of a range says that values outside these may come, so that the type does not change with the value.
    private static bool IsWide(Symbol symbol, decimal low, decimal high) =>
        symbol.Ranges.SelectMany(range => new[] { range.Low, range.High })
            .Any(bound => Number(bound, symbol.Type == SymbolType.Hex) is { } number && (number < low || number > high));

    private static decimal? Number(Expression bound, bool isHex)
    {
        string? text = bound switch
        {
            ConstantExpression constant => constant.Text,
            SymbolExpression { Symbol.IsNumber: true } number => number.Symbol.Name,
            _ => null,
        };
        if (isHex)
        {
            string digits = text is not null && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2) : text ?? "";
            return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex) ? hex : null;
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) ? value : null;
    }
}
