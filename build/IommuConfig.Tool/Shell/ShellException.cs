using System;
using System.ComponentModel;

namespace IommuConfig.Tool.Shell;

/// <summary>No shell could be started: not a command that fails, but a machine that has no shell, or no processes or files left.</summary>
/// <param name="what">What could not be done.</param>
/// <param name="error">The system's number of the reason.</param>
internal sealed class ShellException(string what, int error) : Exception(what + ": " + new Win32Exception(error).Message);
