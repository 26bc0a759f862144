using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>A program that configures Linux.</summary>
internal abstract class Peer
{
    private static readonly Dictionary<string, string> s_none = [];

    /// <summary>What it is called in tables.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it gives exactly the files of the C program; otherwise the values in .config are compared.</summary>
    public virtual bool IsExact => true;

    /// <summary>Files of the Linux tree that it needs changed.</summary>
    public virtual IReadOnlyDictionary<string, string> TreeChanges => s_none;

    /// <summary>Whether it can do what conf does in a mode.</summary>
    public virtual bool Knows(LinuxMode mode) => true;

    /// <summary>A run with the shell's commands.</summary>
    public abstract Invocation Run(LinuxMode mode, LinuxSetting setting);

    /// <summary>A run that gets recorded answers instead.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="setting">The architecture.</param>
    /// <param name="answers">The file of the answers.</param>
    public abstract Invocation Replay(LinuxMode mode, LinuxSetting setting, string answers);
}
