using System;
using System.Collections.Generic;
using Shape = System.Func<IommuConfig.Kconfig.Dialect, object[], string?>;

namespace IommuConfig.Kconfig;

/// <summary>The C program's words for our messages. One place holds all shapes, per dialect.</summary>
internal static class ConfMessages
{
    private static readonly Dictionary<KconfigDiagnosticDescriptor, Shape> s_shapes = new()
    {
        [KconfigDiagnostics.UnsupportedCharacter] = (_, arguments) => $":warning: ignoring unsupported character '{arguments[0]}'",
        [KconfigDiagnostics.UnterminatedString] = (_, _) => ":warning: multi-line strings not supported",
        [KconfigDiagnostics.NoFinalNewLine] = (_, _) => ":warning: no new line at end of file",
        [KconfigDiagnostics.SymbolWithoutType] = (_, _) => ":warning: config symbol defined without type",
        [KconfigDiagnostics.LeadingWhitespace] = (_, _) => ":warning: leading whitespace ignored",
        [KconfigDiagnostics.PromptRedefined] = (_, _) => ":warning: prompt redefined",
    };

    /// <summary>The lines, with their ends, or null where the C program says nothing.</summary>
    /// <param name="dialect">Whose words.</param>
    /// <param name="descriptor">The message.</param>
    /// <param name="location">Its place.</param>
    /// <param name="arguments">What fills the holes of our own format.</param>
    public static string? Format(Dialect dialect, KconfigDiagnosticDescriptor descriptor, SourceLocation location, object[] arguments) =>
        s_shapes.TryGetValue(descriptor, out Shape? shape) && shape(dialect, arguments) is { } text
            ? FormattableString.Invariant($"{location.Path}:{location.Line}{text}\n")
            : null;
}
