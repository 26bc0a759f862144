using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace IommuConfig.Commands;

/// <summary>The command <c>dotnet</c>, as a user types it.</summary>
internal static class DotnetCommand
{
    private static readonly string[] s_ofTheTestHost = ["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "CI"];

    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">What is set besides the environment of the test.</param>
    public static CommandResult Run(string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Run("dotnet", folder, arguments, environment);

    /// <summary>Runs lines as a user types them into a shell, until one of them fails.</summary>
    public static CommandResult RunScript(string folder, string script, IReadOnlyDictionary<string, string>? environment = null) =>
        Run("bash", folder, ["-e", "-c", script], environment);

    private static CommandResult Run(string program, string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                // Nothing that the command starts may outlive it, and nothing that the test host was told is for the command.
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                ["NO_COLOR"] = "1",
            },
        };
        foreach (string variable in s_ofTheTestHost)
        {
            start.Environment.Remove(variable);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output + errors.Result);
    }
}
