using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Names in conditions, selects and defaults that no file defines: they are always n.</summary>
internal static class UndefinedSymbols
{
    public static IEnumerable<LintFinding> Find(KconfigTree tree)
    {
        var seen = new HashSet<Symbol>();
        foreach ((Symbol symbol, SourceLocation location) in TreeLines.Mentions(tree))
        {
            if (!symbol.IsDefined && symbol.OwnChoice is null && !symbol.IsNumber && seen.Add(symbol))
            {
                yield return new LintFinding("undefined", symbol, location,
                    $"no Kconfig file defines '{symbol.Name}', so it is always n{tree.Hint(symbol.Name)}");
            }
        }
    }
}
