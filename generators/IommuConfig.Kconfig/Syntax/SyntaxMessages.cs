using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Where lexer and parser put what they find wrong: a list of the file's own, or the log of a load.</summary>
internal sealed class SyntaxMessages(SourceFile file, MessageLog? log = null)
{
    public SourceFile File => file;

    public List<KconfigDiagnostic> Diagnostics { get; } = [];

    /// <summary>Whether any message was an error.</summary>
    public bool HasErrors { get; private set; }

    public void Report(KconfigDiagnosticDescriptor descriptor, TextSpan span, params object[] arguments)
    {
        HasErrors |= descriptor.Severity == KconfigSeverity.Error;
        if (log is null)
        {
            Diagnostics.Add(KconfigDiagnostic.Create(descriptor, file, span, arguments));
        }
        else
        {
            log.Report(descriptor, file, span, arguments);
        }
    }
}
