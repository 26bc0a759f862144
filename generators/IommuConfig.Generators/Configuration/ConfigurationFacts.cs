namespace IommuConfig.Generators.Configuration;

/// <summary>What the configuration says of one symbol, as far as generated text and messages quote it.</summary>
/// <param name="Name">The symbol, without <c>CONFIG_</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsSet">Whether it is <c>y</c> or <c>m</c>, or has a value that is not empty.</param>
/// <param name="Text">Its value as it stands in a .config: <c>y</c>, <c>m</c>, <c>n</c>, digits, or the text of a string.</param>
/// <param name="Place">Where it is defined: <c>runtime/Kconfig:24</c>.</param>
/// <param name="Reason">
/// The value and where it comes from, for people: <c>IOMMU_MIXED=y (runtime/Kconfig:24, selected by ARM at Kconfig:9)</c> or
/// <c>AMD_IOMMU is not set (runtime/Kconfig:31)</c>.
/// </param>
internal sealed record SymbolFact(string Name, SymbolFactType Type, bool IsSet, string Text, string Place, string Reason);

/// <summary>The type of a Kconfig symbol.</summary>
internal enum SymbolFactType
{
    Bool,
    Tristate,
    Int,
    Hex,
    String,
}

/// <summary>What a Kconfig expression is in the configuration.</summary>
/// <param name="IsTrue">Whether it is not <c>n</c>.</param>
/// <param name="Reason">Where it is <c>n</c>: why, for people: <c>depends on HAS_PCI, which is not set (runtime/Kconfig:9)</c>.</param>
/// <param name="Error">What is wrong with the expression, or null.</param>
/// <param name="UnknownSymbol">The first symbol in it that the tree does not define, or null.</param>
internal sealed record ExpressionFact(bool IsTrue, string Reason, string? Error, string? UnknownSymbol);
