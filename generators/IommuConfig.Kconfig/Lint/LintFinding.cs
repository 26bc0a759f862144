namespace IommuConfig.Kconfig;

/// <summary>Something in a tree that is probably not meant.</summary>
/// <param name="Check">The check that found it, in a word.</param>
/// <param name="Symbol">The symbol it is about.</param>
/// <param name="Location">The line.</param>
/// <param name="Message">What is wrong, why, and what to do.</param>
internal sealed record LintFinding(string Check, Symbol Symbol, SourceLocation Location, string Message);
