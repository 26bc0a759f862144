using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Collects the messages of one load, in the order in which the C program would find them. Where somebody listens, each is also said as the C
/// program says it (<see cref="ConfMessages"/>).
/// </summary>
internal sealed class MessageLog(Dialect dialect, IConfConsole? console = null)
{
    private readonly List<KconfigDiagnostic> _diagnostics = [];

    public Dialect Dialect => dialect;

    /// <summary>Who listens to the C program's messages, or null.</summary>
    public IConfConsole? Console => console;

    public IReadOnlyList<KconfigDiagnostic> Diagnostics => _diagnostics;

    /// <summary>Whether any message was an error.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>How many messages were errors.</summary>
    public int ErrorCount { get; private set; }

    public void Report(KconfigDiagnosticDescriptor descriptor, SourceFile file, TextSpan span, params object[] arguments)
    {
        KconfigDiagnostic diagnostic = KconfigDiagnostic.Create(Tolerated(descriptor), file, span, arguments);
        Add(diagnostic);
        if (console is not null && !Say(descriptor, new SourceLocation(file, span), arguments) && diagnostic.Severity == KconfigSeverity.Error)
        {
            // The C program knows no such error, but nothing may fail without a word.
            console.WriteError(diagnostic + "\n");
        }
    }

    public void Report(KconfigDiagnosticDescriptor descriptor, SourceLocation location, params object[] arguments) =>
        Report(descriptor, location.File, location.Span, arguments);

    /// <summary>Adds a message that was found in a file's text before the tree was read.</summary>
    public void AddFromText(KconfigDiagnostic diagnostic, SourceFile file)
    {
        Add(diagnostic);
        Say(diagnostic.Descriptor, new SourceLocation(file, diagnostic.Span), [file.GetText(diagnostic.Span)]);
    }

    /// <summary>Says a message as the C program does, to who listens.</summary>
    /// <returns>False if nobody does, or the C program has no such message.</returns>
    private bool Say(KconfigDiagnosticDescriptor descriptor, SourceLocation location, object[] arguments)
    {
        if (console is null || ConfMessages.Format(dialect, descriptor, location, arguments) is not { } text)
        {
            return false;
        }

        if (ConfMessages.IsOutput(dialect, descriptor))
        {
            console.WriteOutput(text);
        }
        else
        {
            console.WriteError(text);
        }

        return true;
    }

    /// <summary>The message as grave as the dialect takes it.</summary>
    private KconfigDiagnosticDescriptor Tolerated(KconfigDiagnosticDescriptor descriptor)
    {
        bool isTolerated = dialect.ToleratesOddEntries && (descriptor == KconfigDiagnostics.DuplicateHelp || descriptor == KconfigDiagnostics.BlankHelp
                || descriptor == KconfigDiagnostics.MenuConfigWithoutPrompt);
        bool isClassic = dialect.Choices == ChoiceRules.Classic && (descriptor == KconfigDiagnostics.ChoiceWithoutPrompt
                || descriptor == KconfigDiagnostics.ChoiceMemberWithoutPrompt || descriptor == KconfigDiagnostics.ChoiceMemberDefault
                || descriptor == KconfigDiagnostics.ChoiceMemberElsewhere);
        return isTolerated || isClassic ? descriptor with { Severity = KconfigSeverity.Warning } : descriptor;
    }

    /// <summary>Adds a message that the C program does not have, or that was said already.</summary>
    public void Add(KconfigDiagnostic diagnostic)
    {
        _diagnostics.Add(diagnostic);
        ErrorCount += diagnostic.Severity == KconfigSeverity.Error ? 1 : 0;
    }
}
