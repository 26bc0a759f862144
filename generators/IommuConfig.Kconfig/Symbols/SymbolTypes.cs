namespace IommuConfig.Kconfig;

/// <summary>Types in messages.</summary>
internal static class SymbolTypes
{
    public static string Name(SymbolType type) => type switch
    {
        SymbolType.Bool => "bool",
        SymbolType.Tristate => "tristate",
        SymbolType.Int => "int",
        SymbolType.Hex => "hex",
        SymbolType.String => "string",
        _ => "without type",
    };

    public static bool IsLogical(SymbolType type) => type is SymbolType.Bool or SymbolType.Tristate;
}
