namespace IommuConfig.Kconfig;

/// <summary>The types of the language.</summary>
public enum SymbolType
{
    /// <summary>No type was given, or the symbol is not defined. Its tristate value is n, its text its own name.</summary>
    Unknown,

    /// <summary>n or y.</summary>
    Bool,

    /// <summary>n, m or y; m only while the symbol marked <c>modules</c> is y.</summary>
    Tristate,

    /// <summary>A decimal number, kept as text.</summary>
    Int,

    /// <summary>A hexadecimal number with or without 0x, kept as text.</summary>
    Hex,

    /// <summary>Any text of one line.</summary>
    String,
}
