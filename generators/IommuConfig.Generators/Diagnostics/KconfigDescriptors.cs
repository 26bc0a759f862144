using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Diagnostics;

/// <summary>The messages of the Kconfig engine, ids KC0xxx, as the compiler's diagnostics.</summary>
internal static class KconfigDescriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> s_descriptors = KconfigDiagnostics.All.ToDictionary(
        descriptor => descriptor.Id,
        descriptor => new DiagnosticDescriptor(
            descriptor.Id,
            descriptor.Title,
            "{0}",
            "IommuConfig.Kconfig",
            descriptor.Severity switch
            {
                KconfigSeverity.Error => DiagnosticSeverity.Error,
                KconfigSeverity.Warning => DiagnosticSeverity.Warning,
                _ => DiagnosticSeverity.Info,
            },
            isEnabledByDefault: true,
            helpLinkUri: $"docs/diagnostics/{descriptor.Id}.md"));

    /// <summary>Converts a message.</summary>
    /// <param name="diagnostic">The message.</param>
    /// <param name="path">The path by which the compiler knows its file.</param>
    public static DiagnosticInfo ToInfo(KconfigDiagnostic diagnostic, string path) => new(
        s_descriptors[diagnostic.Id],
        Place(path, diagnostic.Span, diagnostic.Start, diagnostic.End),
        new(diagnostic.Message));

    /// <summary>That a file is not UTF-8, where the compiler could not read it as such and guessed.</summary>
    /// <param name="input">The file as the compiler read it.</param>
    /// <param name="file">The same for the engine.</param>
    public static EquatableArray<DiagnosticInfo> Encoding(KconfigInput input, SourceFile file)
    {
        if (input.IsUtf8)
        {
            return default;
        }

        int bad = 0;
        while (bad < input.Text.Length - 1 && input.Text[bad] < 0x80)
        {
            bad++;
        }

        Kconfig.TextSpan span = new(bad, input.Text.Length == 0 ? 0 : 1);
        return new(ToInfo(KconfigDiagnostic.Create(KconfigDiagnostics.NotUtf8, file, span, bad), input.Path));
    }

    /// <summary>Converts a place.</summary>
    /// <param name="location">The place.</param>
    /// <param name="path">The path by which the compiler knows its file.</param>
    public static LocationInfo ToInfo(SourceLocation location, string path) =>
        Place(path, location.Span, location.Start, location.End);

    private static LocationInfo Place(string path, Kconfig.TextSpan span, Kconfig.LinePosition start, Kconfig.LinePosition end) => new(
        path,
        new Microsoft.CodeAnalysis.Text.TextSpan(span.Start, span.Length),
        new LinePositionSpan(
            new Microsoft.CodeAnalysis.Text.LinePosition(start.Line, start.Column),
            new Microsoft.CodeAnalysis.Text.LinePosition(end.Line, end.Column)));
}
