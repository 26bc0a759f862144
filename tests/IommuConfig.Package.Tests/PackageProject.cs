using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>A user's folder: empty, but for where NuGet finds the packages of this repository.</summary>
internal sealed class PackageProject : IDisposable
{
    private static readonly string s_ofTheMachine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static readonly Dictionary<string, string> s_environment = new(CompilerServer.Environment)
    {
        ["NUGET_PACKAGES"] = Packages.Unpacked,
        // Asking for vulnerabilities takes a network.
        ["NuGetAudit"] = "false",
    };

    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly string _top;

    /// <param name="name">The name of the folder, which templates make the name of the project.</param>
    /// <param name="needsMore">Whether NuGet needs more than our packages, which it then gets from where the machine gets its packages.</param>
    public PackageProject(string name, bool needsMore = false)
    {
        _top = Path.Combine(Packages.Folder, Guid.NewGuid().ToString("N")[..8]);
        Root = Path.Combine(_top, name);
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(s_ofTheMachine);
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                {(needsMore ? "" : "<clear />")}
                <add key="packed" value="{Packages.Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{s_ofTheMachine}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    public string Root { get; }

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public void Write(string relative, string text) => Write(relative, text, s_utf8);

    public void Write(string relative, string text, Encoding encoding)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text, encoding);
    }

    /// <summary>Writes a project file that refers to packages of ours.</summary>
    public void WriteProject(string relative, string properties, string items = "", params string[] packages)
    {
        string references = string.Concat(Array.ConvertAll(packages, package => Reference(package)));
        Write(relative, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {references}{items}
              </ItemGroup>
            </Project>
            """);
    }

    public static string Reference(string package, string attributes = "") =>
        $"<PackageReference Include=\"{package}\" Version=\"{Packages.Version}\"{attributes} />";

    public CommandResult Dotnet(params string[] arguments) => DotnetCommand.Run(Root, arguments, s_environment);

    /// <summary>Runs lines as a user types them into a shell.</summary>
    public CommandResult Type(string script) => DotnetCommand.RunScript(Root, script, s_environment);

    /// <summary>Runs <c>dotnet</c>, which must succeed without a warning.</summary>
    public string Succeed(params string[] arguments)
    {
        CommandResult result = Dotnet(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Messages, Is.Empty);
        return result.Output;
    }

    /// <summary>Runs a program that was built, without building it.</summary>
    public string Run(string relative, params string[] arguments)
    {
        string program = PathOf(relative);
        ProcessStartInfo start = Path.GetExtension(program) == ".dll" ? new("dotnet", [program, .. arguments]) : new(program, arguments);
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = Root;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
    }

    public void Dispose() => Directory.Delete(_top, recursive: true);
}
