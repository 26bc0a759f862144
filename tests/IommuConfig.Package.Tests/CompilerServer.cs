using System.Collections.Generic;
using System.IO;

using IommuConfig.Commands;

namespace IommuConfig.Package.Tests;

/// <summary>A compiler that stays up between the builds of the tests, for these builds alone, and ends with the tests.</summary>
internal static class CompilerServer
{
    /// <summary>What makes builds use it.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["UseSharedCompilation"] = "true",
        ["SharedCompilationId"] = $"iommuconfig-{Packages.Version}",
    };

    public static void Stop()
    {
        string project = Path.Combine(Packages.Folder, "Compiler.csproj");
        File.WriteAllText(project, """<Project Sdk="Microsoft.NET.Sdk" />""");
        string folder = DotnetCommand.Run(Packages.Folder, ["msbuild", project, "-getProperty:RoslynTargetsPath"]).Output.Trim();
        DotnetCommand.Run(
            Packages.Folder, [Path.Combine(folder, "bincore", "VBCSCompiler.dll"), "-shutdown", $"-pipename:{Environment["SharedCompilationId"]}"]);
    }
}
