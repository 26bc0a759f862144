using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;

using IommuConfig.Kconfig;

namespace IommuConfig.Build;

/// <summary>
/// Runs the commands of <c>$(shell,...)</c> in the folder of the root, with /bin/sh, or on Windows the <c>sh</c> that is found on PATH, and keeps what
/// they print, and what went wrong.
/// </summary>
/// <param name="folder">The folder of the root.</param>
/// <param name="variables">What commands find in their environment, beside what the build does.</param>
/// <param name="inputs">Receives what the commands print.</param>
/// <param name="failures">Receives why commands failed, by the command. One that only says no by its exit status did not fail.</param>
/// <param name="report">Receives why there is no shell.</param>
/// <param name="say">Receives what a command writes to standard error that did not fail.</param>
internal sealed class BuildShell(
    string folder, KconfigVariables variables, BuildInputs inputs, Dictionary<string, string> failures, Action<string> report, Action<string> say) : IShell
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
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
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
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = Read(process.StandardOutput);
            process.WaitForExit();
            Check(command, output, errors.Result.Trim(), process.ExitCode);
            return output;
        }
        catch (Win32Exception e)
        {
            report($"The command '{command}' of the Kconfig tree could not run: cannot start {Program}: {e.Message}. Install a shell, or set KconfigAllowShell to false and remove the command from the tree.");
            return "";
        }
    }

    private void Check(string command, string output, string errors, int status)
    {
        if (IsFailure(status) || (output.Length == 0 && errors.Length != 0))
        {
            failures[command] = errors.Length == 0 ? $"exit status {status}" : errors.Split('\n')[0].Trim();
        }
        else if (errors.Length != 0)
        {
            say(errors);
        }
    }

    // What a shell answers for a program that it cannot run, and for one that was killed. 128 and 255 are answers of programs.
    private static bool IsFailure(int status) => status is 126 or 127 or (>= 129 and <= 192);

    private static string Read(StreamReader output)
    {
        char[] buffer = new char[MaxOutput];
        int length = output.ReadBlock(buffer, 0, MaxOutput);
        output.ReadToEnd();
        return new string(buffer, 0, length);
    }
}
