
namespace IommuConfig.Kconfig;

/// <summary>Something in a tree that is probably not meant.</summary>
/// <param name="Check">Which check found it: undefined, dead, select, range or unused.</param>
/// <param name="Symbol">The symbol it is about.</param>
/// <param name="Location">The line.</param>
/// <param name="Message">What is wrong, why, and what to do.</param>
internal sealed record LintFinding(string Check, Symbol Symbol, SourceLocation Location, string Message);
