using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Diagnostics;

/// <summary>What can be wrong with contracts, providers, tables and what uses them: ids KC1xxx.</summary>
internal static class TableDiagnostics
{
    private const string Category = "IommuConfig.Dispatch";
    private const string HelpBase = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotAContract = Error(
        "KC1001", "Not a contract",
        "'{0}' is not a contract: {1}");

    public static readonly DiagnosticDescriptor NotATableClass = Error(
        "KC1002", "Not a class that can be completed",
        "'{0}' cannot be completed: declare it, and every type it is nested in, as a partial class that is not generic, and itself as 'static'");

    public static readonly DiagnosticDescriptor ProviderLacksContract = Error(
        "KC1003", "Provider does not implement the contract",
        "Provider '{0}' does not implement {1}: every provider of a table implements all of its contracts that have hooks");

    public static readonly DiagnosticDescriptor UnknownSymbol = Error(
        "KC1004", "Unknown Kconfig symbol",
        "'{0}' is not defined in the Kconfig tree{1}: define it there, or correct the name (without CONFIG_)");

    public static readonly DiagnosticDescriptor WrongSymbolType = Error(
        "KC1005", "Kconfig symbol of the wrong type",
        "'{0}' is of type {1} ({2}), but {3}");

    public static readonly DiagnosticDescriptor SymbolTwice = Error(
        "KC1006", "Two providers of one symbol",
        "Providers '{0}' and '{1}' are both enabled by {2}: give each provider a symbol of its own, or both would always be configured together");

    public static readonly DiagnosticDescriptor ProviderTwice = Error(
        "KC1007", "The same provider twice",
        "Provider '{0}' is named twice, for {1} and for {2}: keep one, enabled by a symbol that covers both");

    public static readonly DiagnosticDescriptor SplitContract = Warning(
        "KC1008", "Split contract",
        "Table '{0}' does not implement contract '{1}' although {2} of its {3} hooks exist, because '{4}' does not: {5}. Move '{4}' to a contract of its own.");

    public static readonly DiagnosticDescriptor EmptyTable = Warning(
        "KC1009", "No hook survives",
        "No hook of table '{0}' exists in this configuration ({1}): give its hooks a context (a domain, a device or a ProviderId), or unset {2}");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        "KC1010", "Unsupported contract member",
        "'{0}' cannot stand in a contract: {1}");

    public static readonly DiagnosticDescriptor HookTwice = Error(
        "KC1011", "The same hook in two contracts",
        "Hook '{0}' with the same parameters stands in '{1}' and in '{2}': a table has one method of that signature, so rename one of them");

    public static readonly DiagnosticDescriptor UnsupportedFanout = Error(
        "KC1012", "Hook cannot be fanned out",
        "Hook '{0}' cannot be fanned out: {1}");

    public static readonly DiagnosticDescriptor UnknownUndo = Error(
        "KC1013", "Unknown undo hook",
        "'{0}' cannot undo '{1}': {2}");

    public static readonly DiagnosticDescriptor UnknownFanoutHook = Error(
        "KC1014", "Unknown hook in [Fanout]",
        "Contract '{0}' has no hook '{1}' that table '{2}' could fan out");

    public static readonly DiagnosticDescriptor UnsupportedBridge = Error(
        "KC1015", "Bridge leads nowhere",
        "Bridge '{0}' cannot be completed: {1}");

    public static readonly DiagnosticDescriptor ContextWithoutProvider = Error(
        "KC1016", "Dispatch context without a provider",
        "'{0}' is marked [DispatchContext] but has no readable public property 'ProviderId Provider': add it, or implement IDispatchContext");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "KC1017", "Reserved name",
        "'{0}' is taken: {1}. Rename it.");

    public static readonly DiagnosticDescriptor BadExpression = Error(
        "KC1018", "Not a Kconfig expression",
        "'{0}' is not a Kconfig expression: {1}");

    public static readonly DiagnosticDescriptor NoEnumerationMember = Error(
        "KC1019", "No member of the enumeration fits",
        "Property '{0}' has no value in this configuration: none of the symbols {1} is set. Set one, or give '{2}' a member without [Symbol] that stands for none of them.");

    public static readonly DiagnosticDescriptor TooManyProviders = Error(
        "KC1020", "Too many providers",
        "Table '{0}' has {1} providers: the most is 64");

    public static readonly DiagnosticDescriptor ScopeWithoutProviders = Error(
        "KC1021", "Provider scope without providers",
        "'{0}' is marked [ProviderScope] but has no readable public property 'ProviderSet Providers': add it");

    public static readonly DiagnosticDescriptor NoConfiguration = Error(
        "KC1022", "No configuration",
        "Table '{0}' cannot be completed: the project has no Kconfig. Add one to the project folder or a folder above it, or set KconfigRoot to its path.");

    public static readonly DiagnosticDescriptor HookDoesNotExist = Error(
        "KC1030", "Hook does not exist in this configuration",
        "Hook '{0}' does not exist in this configuration of '{1}': {2}. {3}");

    public static readonly DiagnosticDescriptor ContractNotImplemented = Error(
        "KC1031", "Table does not implement the contract in this configuration",
        "'{0}' needs contract '{1}', which '{2}' does not implement in this configuration: {3}. Reach it through a bridge, or change the configuration.");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpBase + id + ".md");

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpBase + id + ".md");
}
