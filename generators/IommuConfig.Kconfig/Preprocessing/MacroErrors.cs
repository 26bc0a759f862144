using System;

namespace IommuConfig.Kconfig;

/// <summary>Reports what goes wrong in macros, as our message and in the C program's words. Every error ends the load, as it does there.</summary>
internal sealed class MacroErrors(MessageLog log)
{
    /// <summary>Whether there was an error: nothing behind it is read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reports an error; those that follow from it are not reported.</summary>
    /// <param name="descriptor">The kind of error.</param>
    /// <param name="place">Where it happened.</param>
    /// <param name="conf">The C program's text, or our own where it has no such error.</param>
    /// <param name="arguments">What fills the holes of our format.</param>
    public void Fail(KconfigDiagnosticDescriptor descriptor, MacroPlace place, string? conf, params object[] arguments)
    {
        if (HasFailed)
        {
            return;
        }

        HasFailed = true;
        Report(descriptor, place, conf, arguments);
    }

    public void Warn(KconfigDiagnosticDescriptor descriptor, MacroPlace place, string conf, params object[] arguments) =>
        Report(descriptor, place, conf, arguments);

    private void Report(KconfigDiagnosticDescriptor descriptor, MacroPlace place, string? conf, object[] arguments)
    {
        var diagnostic = KconfigDiagnostic.Create(descriptor, place.Location, arguments);
        log.Add(diagnostic);
        log.Console?.WriteError(FormattableString.Invariant($"{place.Location.Path}:{place.Line}: {conf ?? diagnostic.Message}\n"));
    }
}
