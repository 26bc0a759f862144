using System;
using System.Diagnostics;

namespace IommuConfig;

/// <summary>
/// Written by the generator onto a table for hooks that do not exist, so that the analyzer can explain a call of them. It never reaches the
/// assembly.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
[Conditional("IOMMUCONFIG_NEVER")]
public sealed class AbsentHooksAttribute : Attribute
{
    /// <summary>Records hooks of one contract that are absent for one reason.</summary>
    /// <param name="contract">The contract that declares them, as <c>Namespace.IContract</c>.</param>
    /// <param name="reason">Why they do not exist, with the Kconfig lines.</param>
    /// <param name="hooks">Their names.</param>
    public AbsentHooksAttribute(string contract, string reason, params string[] hooks)
    {
        Contract = contract;
        Reason = reason;
        Hooks = hooks;
    }

    /// <summary>The contract that declares the hooks.</summary>
    public string Contract { get; }

    /// <summary>Why they do not exist.</summary>
    public string Reason { get; }

    /// <summary>Their names.</summary>
    public string[] Hooks { get; }
}

/// <summary>
/// Written by the generator onto the class of configuration constants: a branch that one of them makes unreachable is meant to be, and the
/// compiler's warning CS0162 about it is suppressed. It never reaches the assembly.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
[Conditional("IOMMUCONFIG_NEVER")]
public sealed class ConfigurationConstantsAttribute : Attribute;
