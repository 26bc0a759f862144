namespace IommuConfig.Kconfig;

/// <summary>A symbol's value as each of the written files says it.</summary>
internal static class SymbolLines
{
    /// <summary><c>CONFIG_A=y</c>, <c># CONFIG_A is not set</c>.</summary>
    public static void AppendConfig(Utf8Writer text, string prefix, Symbol symbol, string value)
    {
        if (IsNo(symbol, value))
        {
            text.Append("# ").Append(prefix).Append(symbol.Name).Append(" is not set\n");
            return;
        }

        AppendAssignment(text, prefix, symbol, value, isQuoted: true);
    }

    /// <summary><c>CONFIG_A=y</c>; nothing for n. Only legacy trees have strings in quotes here.</summary>
    public static void AppendAutoConf(Utf8Writer text, string prefix, Symbol symbol, string value, bool isQuoted)
    {
        if (!IsNo(symbol, value))
        {
            AppendAssignment(text, prefix, symbol, value, isQuoted);
        }
    }

    /// <summary><c>#define CONFIG_A 1</c>; nothing for n.</summary>
    public static void AppendHeader(Utf8Writer text, string prefix, Symbol symbol, string value)
    {
        if (IsNo(symbol, value))
        {
            return;
        }

        text.Append("#define ").Append(prefix).Append(symbol.Name);
        switch (symbol.Type)
        {
            case SymbolType.Bool or SymbolType.Tristate:
                text.Append(value == "m" ? "_MODULE 1" : " 1");
                break;
            case SymbolType.String:
                text.Append(' ').AppendQuoted(value);
                break;
            default:
                text.Append(NeedsHexPrefix(symbol, value) ? " 0x" : " ").Append(value);
                break;
        }

        text.Append('\n');
    }

    /// <summary><c>--cfg=CONFIG_A</c> and <c>--cfg=CONFIG_A="y"</c>; nothing for n.</summary>
    public static void AppendRustCfg(Utf8Writer text, string prefix, Symbol symbol, string value)
    {
        if (IsNo(symbol, value))
        {
            return;
        }

        if (SymbolTypes.IsLogical(symbol.Type))
        {
            text.Append("--cfg=").Append(prefix).Append(symbol.Name).Append('\n');
        }

        text.Append("--cfg=").Append(prefix).Append(symbol.Name).Append('=');
        text.AppendQuoted(NeedsHexPrefix(symbol, value) ? "0x" + value : value).Append('\n');
    }

    /// <summary><c>CONFIG_A=M</c>, of tristates that are not n (legacy).</summary>
    public static void AppendTristateConf(Utf8Writer text, string prefix, Symbol symbol, string value)
    {
        if (symbol.Type == SymbolType.Tristate && value != "n")
        {
            text.Append(prefix).Append(symbol.Name).Append(value == "m" ? "=M\n" : "=Y\n");
        }
    }

    private static void AppendAssignment(Utf8Writer text, string prefix, Symbol symbol, string value, bool isQuoted)
    {
        text.Append(prefix).Append(symbol.Name).Append('=');
        if (isQuoted && symbol.Type == SymbolType.String)
        {
            text.AppendQuoted(value);
        }
        else
        {
            text.Append(value);
        }

        text.Append('\n');
    }

    private static bool IsNo(Symbol symbol, string value) => SymbolTypes.IsLogical(symbol.Type) && value == "n";

    private static bool NeedsHexPrefix(Symbol symbol, string value) =>
        symbol.Type == SymbolType.Hex && !(value.Length > 1 && value[0] == '0' && value[1] is 'x' or 'X');
}
