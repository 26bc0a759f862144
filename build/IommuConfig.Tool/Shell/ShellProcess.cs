using System;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>Runs commands as <c>/bin/sh -c</c>, each in a new process, with the environment and standard input of this one.</summary>
internal sealed class ShellProcess : ICapturingShell
{
    private readonly ICapturingShell _shell = OperatingSystem.IsLinux() ? new LinuxShell() : new ManagedShell();

    /// <inheritdoc/>
    public string Run(string command) => _shell.Run(command);

    /// <inheritdoc/>
    public string Run(string command, out string errors) => _shell.Run(command, out errors);
}
