using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Where lexer and parser put what they find wrong: a list of the file's own, or the log of a load.</summary>
/// <param name="file">The file.</param>
/// <param name="log">The log, or null for a list.</param>
/// <param name="isExact">Whether the list has everything that the C program says, however much that is.</param>
internal sealed class SyntaxMessages(SourceFile file, MessageLog? log = null, bool isExact = false)
{
    /// <summary>How many messages about one file are kept: each takes much more memory than the character that it is about.</summary>
    public const int Most = 10_000;

    public SourceFile File => file;

    public List<KconfigDiagnostic> Diagnostics { get; } = [];

    /// <summary>Whether any message was an error.</summary>
    public bool HasErrors { get; private set; }

    public void Report(KconfigDiagnosticDescriptor descriptor, TextSpan span, params object[] arguments)
    {
        HasErrors |= descriptor.Severity == KconfigSeverity.Error;
        if (log is not null)
        {
            log.Report(descriptor, file, span, arguments);
        }
        else if (Diagnostics.Count < Most || isExact)
        {
            Diagnostics.Add(KconfigDiagnostic.Create(descriptor, file, span, arguments));
        }
        else if (Diagnostics.Count == Most)
        {
            HasErrors = true;
            Diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.TooManyMessages, file, span, Most));
        }
    }
}
