using System;
using System.Diagnostics;

namespace IommuConfig;

/// <summary>
/// Written by the generator onto a table for each hook that does not exist, so that the analyzer can explain a call of it. It never
/// reaches the assembly.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
[Conditional("IOMMUCONFIG_NEVER")]
public sealed class AbsentHookAttribute : Attribute
{
    /// <summary>Records an absent hook.</summary>
    /// <param name="contract">The contract that declares the hook, as <c>Namespace.IContract</c>.</param>
    /// <param name="hook">The name of the hook.</param>
    /// <param name="reason">Why it does not exist, with the Kconfig lines.</param>
    public AbsentHookAttribute(string contract, string hook, string reason)
    {
        Contract = contract;
        Hook = hook;
        Reason = reason;
    }

    /// <summary>The contract that declares the hook.</summary>
    public string Contract { get; }

    /// <summary>The name of the hook.</summary>
    public string Hook { get; }

    /// <summary>Why it does not exist.</summary>
    public string Reason { get; }
}

/// <summary>
/// Written by the generator onto the class of configuration constants: a branch that one of them makes unreachable is meant to be, and the
/// compiler's warning CS0162 about it is suppressed. It never reaches the assembly.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
[Conditional("IOMMUCONFIG_NEVER")]
public sealed class ConfigurationConstantsAttribute : Attribute;
