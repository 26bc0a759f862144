using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>
/// A copy of the sample and of what it is built from, in a folder of its own: what a user has after cloning. Built with the ordinary commands.
/// </summary>
internal sealed class Clone : IDisposable
{
    private static readonly string[] s_parts =
        [".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "Kconfig", "build", "docs", "generators", "runtime", "samples"];

    public Clone()
    {
        Root = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"clone-{Guid.NewGuid():N}");
        string repository = typeof(Clone).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;
        foreach (string part in s_parts)
        {
            Copy(Path.Combine(repository, part), Path.Combine(Root, part));
        }
    }

    public string Root { get; }

    public string Sample => Path.Combine(Root, "samples", "Passthrough");

    public string Program => Path.Combine(Sample, "bin", "Debug", "net10.0", "Passthrough.dll");

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public void Write(string relative, string text) => File.WriteAllText(PathOf(relative), text);

    /// <summary>Runs <c>dotnet</c> in the clone.</summary>
    public CommandResult Dotnet(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = Root,
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
        foreach (string variable in new[] { "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "CI" })
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output + errors.Result);
    }

    /// <summary>Builds the sample in a configuration.</summary>
    public CommandResult Build(string config) => Dotnet("build", "samples/Passthrough", "--nologo", $"-p:KconfigConfig={config}");

    /// <summary>Builds the sample in a configuration and runs it, with the README's command.</summary>
    public string Run(string config)
    {
        CommandResult result = Dotnet("run", "--project", "samples/Passthrough", $"-p:KconfigConfig={config}");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return result.Output;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Copy(string source, string target)
    {
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            return;
        }

        foreach (string entry in Directory.EnumerateFileSystemEntries(source))
        {
            string name = Path.GetFileName(entry);
            if (name is not ("bin" or "obj"))
            {
                Copy(entry, Path.Combine(target, name));
            }
        }
    }
}

/// <summary>What a command left.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The distinct errors and warnings of a build, without the name of the project.</summary>
    public string[] Messages =>
    [
        .. Output.Split('\n')
            .Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal))
            .Select(line => line.Trim())
            .Distinct(),
    ];
}
