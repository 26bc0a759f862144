using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace IommuConfig.Benchmarks;

/// <summary>This program again, with a setting of the runtime that cannot be changed once it runs.</summary>
internal static class Restart
{
    /// <summary>Whether a variable has a value.</summary>
    public static bool Has(string variable, string value) => Environment.GetEnvironmentVariable(variable) == value;

    /// <summary>Runs the same command with a variable set.</summary>
    /// <returns>Its exit code.</returns>
    public static int With(string variable, string value)
    {
        List<string> arguments = [.. Environment.GetCommandLineArgs()];
        string program = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(program) != "dotnet")
        {
            arguments.RemoveAt(0);
        }

        var start = new ProcessStartInfo(program, arguments);
        start.Environment[variable] = value;
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
