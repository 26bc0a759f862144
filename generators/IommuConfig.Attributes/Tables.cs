using System;

namespace IommuConfig;

/// <summary>
/// Asks the generator to complete a <c>static partial class</c> with one static method per hook of the contract that exists in the
/// configuration, each a direct call of the configured provider, and with a nested struct <c>Table</c> for generic code.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DispatchTableAttribute : Attribute
{
    /// <summary>Declares a table over <paramref name="contract"/>.</summary>
    /// <param name="contract">
    /// An interface marked <see cref="HookContractAttribute"/>. It is a <c>typeof</c> because C# does not allow an interface with static abstract
    /// members as a type argument.
    /// </param>
    public DispatchTableAttribute(Type contract) => Contract = contract;

    /// <summary>The contract.</summary>
    public Type Contract { get; }

    /// <summary>
    /// The Kconfig symbol that makes the table mixed: all its providers are live at once, every call must say which one it means, and a hook
    /// whose signature does not say does not exist. Without it the table is never mixed.
    /// </summary>
    public string? Mixed { get; set; }

    /// <summary>A Kconfig expression. Where it is <c>n</c> the table has no provider.</summary>
    public string? DependsOn { get; set; }
}

/// <summary>Adds a provider to a dispatch table; the order of the attributes is the order of the providers.</summary>
/// <typeparam name="TProvider">A struct that implements every contract of the table that has hooks.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ProviderAttribute<TProvider> : Attribute
    where TProvider : struct
{
    /// <summary>Declares the provider that <paramref name="symbol"/> enables.</summary>
    /// <param name="symbol">A bool or tristate Kconfig symbol, without <c>CONFIG_</c>.</param>
    public ProviderAttribute(string symbol) => Symbol = symbol;

    /// <summary>The symbol that enables the provider.</summary>
    public string Symbol { get; }
}
