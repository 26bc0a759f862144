using System;
using System.Globalization;

namespace IommuConfig.Kconfig;

/// <summary>A message at its place. Compares by value and holds no tree, so that it can travel through an incremental build.</summary>
/// <param name="Descriptor">The kind of message.</param>
/// <param name="Path">The file.</param>
/// <param name="Span">The part of its text.</param>
/// <param name="Start">Where the part begins.</param>
/// <param name="End">Where the part ends.</param>
/// <param name="Message">The finished message.</param>
public sealed record KconfigDiagnostic(
    KconfigDiagnosticDescriptor Descriptor, string Path, TextSpan Span, LinePosition Start, LinePosition End, string Message)
{
    /// <summary>For example "KC0012".</summary>
    public string Id => Descriptor.Id;

    /// <summary>How bad it is.</summary>
    public KconfigSeverity Severity => Descriptor.Severity;

    /// <summary>Formats a message for a place.</summary>
    /// <param name="descriptor">The kind of message.</param>
    /// <param name="file">The file.</param>
    /// <param name="span">The part of its text.</param>
    /// <param name="arguments">What fills the holes of the format.</param>
    public static KconfigDiagnostic Create(KconfigDiagnosticDescriptor descriptor, SourceFile file, TextSpan span, params object[] arguments) =>
        new(descriptor, file.Path, span, file.GetLinePosition(span.Start), file.GetLinePosition(span.End),
            string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments));

    /// <summary>Formats a message for a place.</summary>
    /// <param name="descriptor">The kind of message.</param>
    /// <param name="location">The place.</param>
    /// <param name="arguments">What fills the holes of the format.</param>
    public static KconfigDiagnostic Create(KconfigDiagnosticDescriptor descriptor, SourceLocation location, params object[] arguments) =>
        Create(descriptor, location.File, location.Span, arguments);

    /// <summary>The form that editors and terminals recognise, counted from 1: <c>Kconfig:5:13: error KC0012: message</c>.</summary>
    public override string ToString()
    {
        string severity = Severity switch { KconfigSeverity.Error => "error", KconfigSeverity.Warning => "warning", _ => "info" };
        return FormattableString.Invariant($"{Path}:{Start.Line + 1}:{Start.Column + 1}: {severity} {Id}: {Message}");
    }
}
