using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig;

/// <summary>
/// Ranges that no number is in, and defaults out of every range. Only what is written as a number is looked at, and a default only where one of the ranges
/// always applies, so what is reported is certain.
/// </summary>
internal static class ConstantRanges
{
    public static IEnumerable<LintFinding> Find(KconfigTree tree)
    {
        foreach (Symbol symbol in tree.Symbols)
        {
            (RangeProperty Line, decimal? Low, decimal? High)[] ranges = [.. symbol.Ranges.Select(range => (range, Number(range.Low, symbol), Number(range.High, symbol)))];
            foreach ((RangeProperty line, _, _) in ranges.Where(range => range.Low > range.High))
            {
                yield return new LintFinding("range", symbol, line.Location, $"no number is in the range {line.Low} to {line.High} of '{symbol.Name}'; exchange them");
            }

            if (ranges.All(range => range.Low is not null && range.High is not null) && ranges.Any(range => ReferenceEquals(range.Line.Condition, Expression.Yes)))
            {
                foreach (DefaultProperty item in symbol.Defaults)
                {
                    if (Number(item.Value, symbol) is { } value && ranges.All(range => value < range.Low || value > range.High))
                    {
                        yield return new LintFinding("range", symbol, item.Location,
                            $"the default {item.Value} of '{symbol.Name}' is not in its range ({ranges[0].Line.Location}), and becomes another value; correct one of them");
                    }
                }
            }
        }
    }

    private static decimal? Number(Expression value, Symbol symbol)
    {
        string text = value switch
        {
            ConstantExpression constant => constant.Text,
            SymbolExpression { Symbol: { IsNumber: true } number } => number.Name,
            _ => "",
        };
        bool isWhole = false;
        decimal parsed = symbol.Type switch
        {
            SymbolType.Int when KconfigNumber.IsInt(text) => KconfigNumber.ParseSigned(text, 10, out isWhole),
            SymbolType.Hex when KconfigNumber.IsHex(text) => KconfigNumber.ParseUnsigned(text, 16, out isWhole),
            _ => 0,
        };
        return isWhole ? parsed : null;
    }
}
