namespace IommuConfig.Kconfig;

/// <summary>Runs the commands of <c>$(shell,...)</c>. The library has no implementation that starts a process: whoever loads a tree decides.</summary>
public interface IShell
{
    /// <summary>Runs a command as <c>/bin/sh -c</c> would and gives its standard output, undecorated; the exit status is ignored.</summary>
    /// <param name="command">The exact text of the command.</param>
    /// <returns>The output: at most its first 4,095 bytes are used.</returns>
    string Run(string command);
}
