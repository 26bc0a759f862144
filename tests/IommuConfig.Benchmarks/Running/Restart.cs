using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>This program again, with settings of the runtime that cannot be changed once it runs.</summary>
internal static class Restart
{
    /// <summary>Whether all variables have a value.</summary>
    public static bool Has(string[] variables, string value) => variables.All(v => Environment.GetEnvironmentVariable(v) == value);

    /// <summary>Runs the same command with variables set to a value.</summary>
    /// <returns>Its exit code.</returns>
    public static int With(string[] variables, string value)
    {
        List<string> arguments = [.. Environment.GetCommandLineArgs()];
        string program = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(program) != "dotnet")
        {
            arguments.RemoveAt(0);
        }

        var start = new ProcessStartInfo(program, arguments);
        foreach (string variable in variables)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
