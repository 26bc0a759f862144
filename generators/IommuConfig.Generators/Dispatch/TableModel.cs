using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>A dispatch table as its author wrote it: what does not depend on the configuration.</summary>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Containing">The headers of the types it is nested in, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Name">The name of the class.</param>
/// <param name="DisplayName">The name for people, with its namespace.</param>
/// <param name="RootContract">The full name of the contract named in the attribute.</param>
/// <param name="Mixed">The symbol that makes it mixed, or null.</param>
/// <param name="DependsOn">The Kconfig expression it depends on, or null.</param>
/// <param name="Contracts">The contract tree: bases before what inherits them, the root last.</param>
/// <param name="Providers">The providers, in attribute order.</param>
/// <param name="ContextNames">The types that give a hook of these contracts context, for people: <c>Domain, Device or ProviderId</c>.</param>
internal sealed record TableModel(
    string Namespace,
    EquatableArray<string> Containing,
    string Name,
    string DisplayName,
    string RootContract,
    string? Mixed,
    string? DependsOn,
    EquatableArray<ContractModel> Contracts,
    EquatableArray<ProviderModel> Providers,
    string ContextNames);

/// <summary>One provider of a table.</summary>
/// <param name="Type">Its type, for C# source.</param>
/// <param name="Name">Its short name: the type's without <c>Hooks</c> or <c>Provider</c>.</param>
/// <param name="Symbol">The symbol that enables it.</param>
internal sealed record ProviderModel(string Type, string Name, string Symbol);
