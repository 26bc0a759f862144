using System;

namespace IommuConfig.Kconfig;

/// <summary>What a tree is read with, besides its files.</summary>
public sealed record LoadOptions
{
    /// <summary>The dialect: that of Linux 7.3, extended.</summary>
    public Dialect Dialect { get; init; } = Dialect.Linux;

    /// <summary>
    /// The value of an environment variable, or null if it is not set. By default none is: a tree reads the same everywhere unless the caller says
    /// otherwise.
    /// </summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>
    /// Whether a variable that <see cref="Environment"/> does not know is an error (KC0059) where the tree asks for it. By default it is empty, as in the
    /// C program.
    /// </summary>
    public bool RequiresVariables { get; init; }

    /// <summary>
    /// The release of the running system's kernel, which trees of the legacy dialect know as UNAME_RELEASE. By default they do not.
    /// </summary>
    public string? KernelRelease { get; init; }

    /// <summary>Runs <c>$(shell,...)</c>. Without it such a macro is an error that says so.</summary>
    public IShell? Shell { get; init; }

    /// <summary>
    /// Receives, while the tree is read, what the C program would print, as it would. Null: nobody asks, and only
    /// <see cref="KconfigTree.Diagnostics"/> are made.
    /// </summary>
    public IConfConsole? Console { get; init; }

    /// <summary>Receives what the macros ask of the environment and the shell.</summary>
    internal PreprocessorTrace? Trace { get; init; }
}

/// <summary>The two streams that the C program writes to.</summary>
public interface IConfConsole
{
    /// <summary>Standard output.</summary>
    /// <param name="text">Complete lines.</param>
    void WriteOutput(string text);

    /// <summary>Standard error.</summary>
    /// <param name="text">Complete lines.</param>
    void WriteError(string text);
}
