using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Diagnostics;

/// <summary>What can be wrong with the class of constants and with how the project names its configuration.</summary>
internal static class ConstantsDiagnostics
{
    private const string Category = "IommuConfig.Constants";
    private const string Help = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor SameIdentifier = new(
        "KC1023", "Two symbols, one constant",
        "Symbol '{0}' has no constant, because {1}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Help + "KC1023.md");

    public static readonly DiagnosticDescriptor NotAName = new(
        "KC1024", "Not a name for the class of constants",
        "The property {0} is '{1}', which is not a C# name: set it to one",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KC1024.md");

    public static readonly DiagnosticDescriptor SeveralConfigurations = new(
        "KC1025", "Several configurations",
        "'{0}' and '{1}' are both given as the configuration of this project: a build has one. Set KconfigConfig to it.",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KC1025.md");

    public static readonly DiagnosticDescriptor ValueTooLarge = new(
        "KC1026", "Value too large for a constant",
        "The value {1} of symbol '{0}' does not fit into 64 bits, so it has no constant: correct the value, or make the symbol a string",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KC1026.md");

    public static readonly DiagnosticDescriptor UnknownDialect = new(
        "KC1027", "Unknown Kconfig dialect",
        "There is no Kconfig dialect '{0}': set KconfigDialect to one of {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KC1027.md");

    public static readonly DiagnosticDescriptor CommandNotRun = new(
        "KC1028", "Command was not run yet",
        "The Kconfig tree asks for the output of '{0}', which no build has run yet: build the project",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help + "KC1028.md");
}
