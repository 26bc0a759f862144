namespace IommuConfig.Kconfig;

/// <summary>A symbol in one line: <c>IOMMU_MIXED=y  (bool, runtime/Kconfig:25) "Mixed"</c>.</summary>
internal static class SymbolSummary
{
    public static string Of(Symbol symbol, Configuration configuration)
    {
        string prompt = symbol.FirstPrompt is { } first ? $" \"{first.Text}\"" : "";
        return $"{symbol.Name}={configuration.GetValue(symbol)}  ({TypeName(symbol.Type)}, {symbol.Definitions[0].Location}){prompt}";
    }

    /// <summary>The type's keyword.</summary>
    public static string TypeName(SymbolType type) => type switch
    {
        SymbolType.Bool => "bool",
        SymbolType.Tristate => "tristate",
        SymbolType.Int => "int",
        SymbolType.Hex => "hex",
        SymbolType.String => "string",
        _ => "no type",
    };
}
