using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What the macros of a tree asked of the world around it, in order. Recorded for whoever passes one to the load.</summary>
internal sealed class PreprocessorTrace
{
    /// <summary>Looks into the environment; each reference is one entry.</summary>
    public List<EnvironmentLookup> Environment { get; } = [];

    /// <summary>Commands that were run; each reference is one entry.</summary>
    public List<ShellProbe> Probes { get; } = [];
}

/// <summary>One look into the environment.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value, or null if it was not set.</param>
/// <param name="Place">The outermost macro that led to it.</param>
internal readonly record struct EnvironmentLookup(string Name, string? Value, SourceLocation Place);

/// <summary>One command.</summary>
/// <param name="Command">Its text.</param>
/// <param name="Result">What the macro became.</param>
/// <param name="Place">The outermost macro that led to it.</param>
/// <param name="Time">How long the load waited for it.</param>
internal readonly record struct ShellProbe(string Command, string Result, SourceLocation Place, TimeSpan Time);
