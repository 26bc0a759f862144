using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Turns the text of an assignment into a value of the symbol's type, or says why it is none.</summary>
internal static class AssignmentReader
{
    /// <summary>A .config of another tree has thousands of unknown names; looking for what each may have meant would take seconds and help nobody.</summary>
    private const int MaximumHints = 50;

    public static (Symbol? Symbol, UserValue? Value) Read(
        KconfigTree tree, SourceFile file, DotConfigAssignment assignment, int sequence, List<KconfigDiagnostic> diagnostics)
    {
        if (!tree.TryGetSymbol(assignment.Name, out Symbol? symbol))
        {
            string hint = diagnostics.Count < MaximumHints ? tree.Hint(assignment.Name) : "";
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.UnknownSymbol, file, assignment.NameSpan, assignment.Name, hint));
            return default;
        }

        var location = new SourceLocation(file, assignment.ValueSpan);
        string value = assignment.Value;
        switch (symbol.Type)
        {
            case SymbolType.Bool or SymbolType.Tristate:
                return ReadTristate(symbol.Type, value) is { } tristate
                    ? (symbol, new UserValue(tristate, "", location, sequence))
                    : Invalid(symbol, value, location, symbol.Type == SymbolType.Bool ? "write y or n" : "write y, m or n", diagnostics);
            case SymbolType.Int:
                return KconfigNumber.IsInt(value)
                    ? (symbol, new UserValue(Tristate.N, value, location, sequence))
                    : Invalid(symbol, value, location, "write a decimal number without quotes, leading zeros or '+'", diagnostics);
            case SymbolType.Hex:
                return KconfigNumber.IsHex(value)
                    ? (symbol, new UserValue(Tristate.N, value, location, sequence))
                    : Invalid(symbol, value, location, "write a hexadecimal number such as 0x1F, without quotes", diagnostics);
            case SymbolType.String:
                if (Unquote(value) is { } text)
                {
                    return (symbol, new UserValue(Tristate.N, text, location, sequence));
                }

                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.InvalidString, location, symbol.Name));
                return default;
            default:
                return default;
        }
    }

    /// <summary>As the C program does, only the first letter is looked at.</summary>
    public static Tristate? ReadTristate(SymbolType type, string value) => value.Length == 0 ? null : value[0] switch
    {
        'y' => Tristate.Y,
        'n' => Tristate.N,
        'm' when type == SymbolType.Tristate => Tristate.M,
        _ => null,
    };

    /// <summary>The text between the first quote and the next one without a backslash; what follows is ignored, as the C program does.</summary>
    public static string? Unquote(string value)
    {
        if (value.Length == 0 || value[0] != '"')
        {
            return null;
        }

        var text = new StringBuilder(value.Length);
        for (int i = 1; i < value.Length; i++)
        {
            if (value[i] == '"')
            {
                return text.ToString();
            }

            if (value[i] == '\\' && i + 1 < value.Length)
            {
                i++;
            }

            text.Append(value[i]);
        }

        return null;
    }

    private static (Symbol?, UserValue?) Invalid(
        Symbol symbol, string value, SourceLocation location, string advice, List<KconfigDiagnostic> diagnostics)
    {
        diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.InvalidValue, location, value, symbol.Name, SymbolTypes.Name(symbol.Type), advice));
        return default;
    }
}
