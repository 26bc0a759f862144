using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace IommuConfig.Benchmarks;

/// <summary>Runs programs and measures what they cost.</summary>
/// <param name="natives">The program that starts the others.</param>
/// <param name="folder">A folder for its results.</param>
internal sealed class Launcher(NativePrograms natives, string folder)
{
    private static readonly string[] s_kept = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT"];

    /// <summary>Runs a program that has nothing to read and must succeed.</summary>
    /// <returns>What it cost and what it wrote, first to standard output, then to standard error.</returns>
    public (ProcessCost Cost, string Output) Run(
        IReadOnlyList<string> command, string workingFolder, IReadOnlyDictionary<string, string> environment, string? preload = null)
    {
        string result = Path.Combine(folder, "cost");
        var start = new ProcessStartInfo(natives.Launcher, [result, preload ?? "", .. command])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (string name in s_kept)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        int exitCode = process.ExitCode;
        ProcessCost? cost = exitCode == 0 ? ProcessCost.Parse(File.ReadAllText(result), out exitCode) : null;
        return exitCode == 0 ? (cost!, output) : throw new BenchmarkException($"{string.Join(' ', command)}\nended with {exitCode}:\n{output}");
    }
}
