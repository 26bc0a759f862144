using System.Globalization;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Constants;

/// <summary>
/// The C# type and literal of a symbol's value: <c>bool</c>, <c>Tristate</c>, <c>string</c>; <c>int</c> for an int and <c>uint</c> for a
/// hex symbol, or the 64-bit types where the value or a bound of its range needs them. A symbol without a value is 0 or empty.
/// </summary>
internal static class ConstantLiteral
{
    public static (string Type, string Value) Bool(bool value) => ("bool", value ? "true" : "false");

    public static (string Type, string Value) Tristate(string value) =>
        ("global::IommuConfig.Tristate", $"global::IommuConfig.Tristate.{value.ToUpperInvariant()}");

    public static (string Type, string Value) String(string value) => ("string", CSharpText.Literal(value));

    public static (string Type, string Value) Int(long value, bool isWide) => isWide || value is < int.MinValue or > int.MaxValue
        ? ("long", value.ToString(CultureInfo.InvariantCulture) + "L")
        : ("int", value.ToString(CultureInfo.InvariantCulture));

    public static (string Type, string Value) Unsigned(ulong value) => ("ulong", value.ToString(CultureInfo.InvariantCulture) + "UL");

    public static (string Type, string Value) Hex(ulong value, bool isWide) => isWide || value > uint.MaxValue
        ? ("ulong", $"0x{value.ToString("X", CultureInfo.InvariantCulture)}UL")
        : ("uint", $"0x{value.ToString("X", CultureInfo.InvariantCulture)}U");
}
