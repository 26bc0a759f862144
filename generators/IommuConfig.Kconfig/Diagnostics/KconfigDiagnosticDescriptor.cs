namespace IommuConfig.Kconfig;

/// <summary>One kind of message. All of them are listed in <see cref="KconfigDiagnostics"/>.</summary>
/// <param name="Id">"KC0" and three digits; each has a page under docs/diagnostics.</param>
/// <param name="Title">The message in a few words, without its particulars.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="MessageFormat">A composite format string: what happened, why, what to do.</param>
public sealed record KconfigDiagnosticDescriptor(string Id, string Title, KconfigSeverity Severity, string MessageFormat);
