using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>All that a tree alone shows to be probably not meant.</summary>
internal static class TreeLint
{
    public static IReadOnlyList<LintFinding> Find(KconfigTree tree) =>
        [.. UndefinedSymbols.Find(tree), .. DeadSymbols.Find(tree), .. CarelessSelects.Find(tree), .. ConstantRanges.Find(tree)];
}
