using System.Collections.Generic;
using System.Diagnostics;

namespace IommuConfig.Benchmarks;

/// <summary>A command that prepares the benchmark.</summary>
internal static class PreparingCommand
{
    /// <summary>Runs it to its end; if it fails, the benchmark does.</summary>
    public static void Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new BenchmarkException($"{program} {string.Join(' ', arguments)}\nfailed:\n{output}{error.Result}");
        }
    }
}
