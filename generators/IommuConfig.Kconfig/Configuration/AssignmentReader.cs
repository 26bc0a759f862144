using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Turns the text of an assignment into a value of the symbol's type, or says why it is none.</summary>
internal static class AssignmentReader
{
    /// <summary>What no line of a .config can hold.</summary>
    private static readonly char[] s_unwritable = ['\n', '\r', '\0'];

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
                    ? (symbol, new UserValue(tristate, "", location, sequence)) : Invalid(symbol, value, location, diagnostics);
            case SymbolType.Int or SymbolType.Hex:
                return IsNumber(symbol.Type, value)
                    ? (symbol, new UserValue(Tristate.N, value, location, sequence)) : Invalid(symbol, value, location, diagnostics);
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

    /// <summary>A value as a program gives it: y, m, n, a number, or a text without quotes. Null if the symbol's type has no such value.</summary>
    public static UserValue? ReadTyped(Symbol symbol, string value, int sequence) => symbol.Type switch
    {
        SymbolType.Bool or SymbolType.Tristate => value.Length == 1 && ReadTristate(symbol.Type, value) is { } tristate
            ? UserValue.Of(tristate) with { Sequence = sequence } : null,
        SymbolType.Int or SymbolType.Hex => IsNumber(symbol.Type, value) ? new UserValue(Tristate.N, value, null, sequence) : null,
        SymbolType.String => value.IndexOfAny(s_unwritable) < 0 ? new UserValue(Tristate.N, value, null, sequence) : null,
        _ => null,
    };

    /// <summary>KC0063 for a value that the symbol's type does not have.</summary>
    public static KconfigDiagnostic InvalidValue(Symbol symbol, string value, SourceLocation location) => KconfigDiagnostic.Create(
        KconfigDiagnostics.InvalidValue, location, value, symbol.Name, SymbolTypes.Name(symbol.Type), symbol.Type switch
        {
            SymbolType.Bool => "write y or n",
            SymbolType.Tristate => "write y, m or n",
            SymbolType.Int => "write a decimal number without quotes, leading zeros or '+'",
            SymbolType.String => "write a text of one line",
            _ => "write a hexadecimal number such as 0x1F, without quotes",
        });

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

    private static bool IsNumber(SymbolType type, string value) => type == SymbolType.Int ? KconfigNumber.IsInt(value) : KconfigNumber.IsHex(value);

    private static (Symbol?, UserValue?) Invalid(Symbol symbol, string value, SourceLocation location, List<KconfigDiagnostic> diagnostics)
    {
        diagnostics.Add(InvalidValue(symbol, value, location));
        return default;
    }
}
