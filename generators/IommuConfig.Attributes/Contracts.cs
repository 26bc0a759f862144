using System;

namespace IommuConfig;

/// <summary>
/// Marks an interface as a contract: a group of hooks, its <c>static abstract</c> (required) and <c>static virtual</c> (optional)
/// methods, that providers implement and dispatch tables complete. An interface that only inherits contracts joins them.
/// </summary>
/// <remarks>A dispatch table implements the contract exactly when all of its hooks exist in the configuration.</remarks>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class HookContractAttribute : Attribute;

/// <summary>Where a mixed table takes a hook's provider from.</summary>
public enum HookContext
{
    /// <summary>From the signature: a <see cref="ProviderId"/>, or a parameter whose type is a <see cref="DispatchContextAttribute">dispatch context</see>.</summary>
    FromSignature,

    /// <summary>From nowhere, whatever the signature says: the hook is called where no single provider is meant.</summary>
    None,
}

/// <summary>Says about a hook what its signature does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HookAttribute : Attribute
{
    /// <summary>Overrides the rule by signature.</summary>
    public HookContext Context { get; set; }

    /// <summary>A Kconfig expression. Where it is <c>n</c> the hook does not exist, mixed or not.</summary>
    public string? DependsOn { get; set; }
}

/// <summary>
/// Lets a hook without context survive in a mixed table: it calls every provider that was set up, in order, and keeps the first error.
/// Stands on the contract member, or, for a contract that is somebody else's, on the table.
/// </summary>
/// <remarks>
/// A fanned-out hook returns <c>int</c> (negative is an error) or <c>void</c>. Which providers were set up is known from a parameter whose
/// type is a <see cref="ProviderScopeAttribute">provider scope</see>; without one, every configured provider is called.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class FanoutAttribute : Attribute
{
    /// <summary>On a contract member: this hook is fanned out.</summary>
    public FanoutAttribute()
    {
    }

    /// <summary>On a table: the hook <paramref name="hook"/> of <paramref name="contract"/> is fanned out in this table.</summary>
    public FanoutAttribute(Type contract, string hook)
    {
        Contract = contract;
        Hook = hook;
    }

    /// <summary>On a table, the contract that declares the hook.</summary>
    public Type? Contract { get; }

    /// <summary>On a table, the name of the hook.</summary>
    public string? Hook { get; }

    /// <summary>
    /// The hook of the same contract, with the same parameters, that undoes this one. With it, the first error ends the round and the
    /// providers already called are undone in reverse order; without it, the round goes on to the last provider.
    /// </summary>
    public string? Undo { get; set; }
}

/// <summary>
/// Marks a <c>static virtual</c> contract member as a bridge to something that may not exist. It is no hook and never vanishes: a table
/// that implements <see cref="Contract"/> overrides it with a call of <see cref="Target"/>.<see cref="Method"/>&lt;Table&gt; with the
/// same arguments; in every other table its default body answers.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BridgeAttribute : Attribute
{
    /// <summary>Declares a bridge.</summary>
    /// <param name="contract">The contract that the far side needs.</param>
    /// <param name="target">The type that holds the far side.</param>
    /// <param name="method">Its static method, generic over the table, with the bridge's parameters and return type.</param>
    public BridgeAttribute(Type contract, Type target, string method)
    {
        Contract = contract;
        Target = target;
        Method = method;
    }

    /// <summary>The contract that the far side needs.</summary>
    public Type Contract { get; }

    /// <summary>The type that holds the far side.</summary>
    public Type Target { get; }

    /// <summary>The name of the far side's method.</summary>
    public string Method { get; }
}

/// <summary>
/// On a <c>static abstract</c> get-only contract property: a table implements it as the value of this Kconfig symbol, a constant of type
/// <c>bool</c>, <c>Tristate</c>, <c>int</c>, <c>uint</c>, <c>long</c>, <c>ulong</c> or <c>string</c>. On the members of an enumeration: the member that a property of that
/// enumeration has when this symbol is <c>y</c> (how a Kconfig choice becomes one value).
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SymbolAttribute : Attribute
{
    /// <summary>For a property of an enumeration, whose members name the symbols.</summary>
    public SymbolAttribute()
    {
    }

    /// <summary>Names the symbol, without <c>CONFIG_</c>.</summary>
    public SymbolAttribute(string name) => Name = name;

    /// <summary>The symbol, without <c>CONFIG_</c>.</summary>
    public string? Name { get; }
}

/// <summary>
/// Marks a contract member that is no hook: every table supplies it from itself. The members are
/// <c>ReadOnlySpan&lt;ProviderId&gt; Providers { get; }</c> (those of the configuration), <c>void Select(ProviderId)</c> (chooses the provider of a
/// table that is not mixed), <c>bool IsAvailable { get; }</c> (whether there is a provider) and <c>bool IsMixed { get; }</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class TableMemberAttribute : Attribute;
