using System;

namespace IommuConfig.Kconfig;

/// <summary>The value of a symbol, typed.</summary>
public readonly record struct SymbolValue
{
    private readonly string? _text;

    internal SymbolValue(SymbolType type, Tristate tristate, string? text)
    {
        Type = type;
        Tristate = tristate;
        _text = text;
    }

    /// <summary>The symbol's type.</summary>
    public SymbolType Type { get; }

    /// <summary>The value of a bool or tristate; n for all others.</summary>
    public Tristate Tristate { get; }

    /// <summary>The value of an int, hex or string as it was written, "" if it has none; "" for bool and tristate.</summary>
    public string Text => _text ?? "";

    /// <summary>Reads an int, or a hex that fits.</summary>
    /// <param name="value">The number, or 0 if there is none.</param>
    /// <returns>False if the type is another, or the text is no number, or it does not fit.</returns>
    public bool TryGetInt64(out long value)
    {
        long number = KconfigNumber.ParseSigned(Text, Type == SymbolType.Hex ? 16 : 10, out bool isWhole);
        bool isNumber = isWhole && Type is SymbolType.Int or SymbolType.Hex;
        value = isNumber ? number : 0;
        return isNumber;
    }

    /// <summary>Reads a hex, or an int that is not negative.</summary>
    /// <param name="value">The number, or 0 if there is none.</param>
    /// <returns>False if the type is another, or the text is no number, or it does not fit.</returns>
    public bool TryGetUInt64(out ulong value)
    {
        ulong number = KconfigNumber.ParseUnsigned(Text, Type == SymbolType.Hex ? 16 : 10, out bool isWhole);
        bool isNumber = isWhole && Type is SymbolType.Int or SymbolType.Hex && Text.IndexOf("-", StringComparison.Ordinal) < 0;
        value = isNumber ? number : 0;
        return isNumber;
    }

    /// <summary>n, m, y, or the text.</summary>
    public override string ToString() => SymbolTypes.IsLogical(Type) ? TristateNames.Name(Tristate) : Text;
}
