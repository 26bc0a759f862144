using System;
using System.Globalization;

namespace IommuConfig.Kconfig;

/// <summary>Ranges of int and hex symbols.</summary>
internal static class NumberRange
{
    /// <summary>The bound of the active range that a number is beyond, else the number.</summary>
    public static string Clamp(Evaluator evaluator, Symbol symbol, string text)
    {
        if (symbol.Type == SymbolType.String || evaluator.ActiveRange(symbol) is not { } range)
        {
            return text;
        }

        long number = Number(text, symbol.Type), low = Low(evaluator, symbol, range);
        if (number < low)
        {
            return BoundText(evaluator, symbol, range.Low, low);
        }

        long high = High(evaluator, symbol, range);
        return number > high ? BoundText(evaluator, symbol, range.High, high) : text;
    }

    private static string BoundText(Evaluator evaluator, Symbol symbol, Expression bound, long number) => !evaluator.Tree.Dialect.FormatsBounds
        ? evaluator.Expressions.RawText(bound)
        : symbol.Type == SymbolType.Hex ? FormattableString.Invariant($"0x{number:x}") : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a number is in the active range, if there is one.</summary>
    public static bool Contains(Evaluator evaluator, Symbol symbol, string text)
    {
        if (evaluator.ActiveRange(symbol) is not { } range)
        {
            return true;
        }

        long number = Number(text, symbol.Type);
        return number >= Low(evaluator, symbol, range) && number <= High(evaluator, symbol, range);
    }

    private static long Low(Evaluator evaluator, Symbol symbol, RangeProperty range) =>
        Number(evaluator.Expressions.RawText(range.Low), BoundType(range.Low, symbol.Type));

    private static long High(Evaluator evaluator, Symbol symbol, RangeProperty range) =>
        Number(evaluator.Expressions.RawText(range.High), BoundType(range.High, symbol.Type));

    /// <summary>A bound that is a number symbol is read by its own type, anything else by the type of the symbol that has the range.</summary>
    private static SymbolType BoundType(Expression bound, SymbolType ranged) =>
        bound is SymbolExpression { Symbol.Type: SymbolType.Int or SymbolType.Hex } number ? number.Symbol.Type : ranged;

    private static long Number(string text, SymbolType type) => KconfigNumber.ParseSigned(text, type == SymbolType.Hex ? 16 : 10, out _);
}
