using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;

using IommuConfig.Kconfig;

namespace IommuConfig.Build;

/// <summary>
/// Runs the commands of <c>$(shell,...)</c> in the folder of the root, with /bin/sh, or on Windows the <c>sh</c> that is found on PATH, and keeps what
/// they print.
/// </summary>
internal sealed class BuildShell(string folder, KconfigVariables variables, BuildInputs inputs, Action<string> report) : IShell
{
    private const int MaxOutput = 4095;

    private static string Program => Environment.OSVersion.Platform == PlatformID.Win32NT ? "sh" : "/bin/sh";

    /// <inheritdoc/>
    public string Run(string command)
    {
        if (!inputs.Commands.TryGetValue(command, out string? output))
        {
            output = Execute(command);
            inputs.Commands.Add(command, output);
        }

        return output;
    }

    private string Execute(string command)
    {
        // The command reaches the shell through its environment, which no quoting rule of a command line can change.
        ProcessStartInfo start = new(Program, "-c \"eval \\\"$KCONFIG_COMMAND\\\"\"")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (KeyValuePair<string, string> variable in variables.Values)
        {
            start.Environment[variable.Key] = variables.Folders.TryGetValue(variable.Key, out string? place) ? place : variable.Value;
        }

        start.Environment["KCONFIG_COMMAND"] = command;
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            string output = Read(process.StandardOutput);
            process.WaitForExit();
            return output;
        }
        catch (Win32Exception e)
        {
            report($"The command '{command}' of the Kconfig tree could not run: cannot start {Program}: {e.Message}. Install a shell, or set KconfigAllowShell to false and remove the command from the tree.");
            return "";
        }
    }

    private static string Read(StreamReader output)
    {
        char[] buffer = new char[MaxOutput];
        int length = output.ReadBlock(buffer, 0, MaxOutput);
        output.ReadToEnd();
        return new string(buffer, 0, length);
    }
}
