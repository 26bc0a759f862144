using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>docs/getting-started.md, typed in as it stands.</summary>
[NonParallelizable]
internal sealed class GuideTests
{
    private readonly Clone _clone = SharedClone.Instance;
    private string _folder = null!;

    [OneTimeSetUp]
    public void Follow_the_guide()
    {
        _folder = _clone.Root + "-Notes";
        Directory.CreateDirectory(_folder);

        // The folder lies inside of this repository; a user's does not.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");

        string[] blocks = [.. Blocks(File.ReadAllText(_clone.PathOf("docs/getting-started.md")))];
        string import = blocks.Single(block => block.StartsWith("<Import ", StringComparison.Ordinal));
        Write("Notes.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              {import.Replace("../iommuconfig/", $"../{Path.GetFileName(_clone.Root)}/")}
            </Project>
            """);
        Write("Kconfig", blocks.Single(block => block.StartsWith("mainmenu ", StringComparison.Ordinal)));
        Write(".config", blocks.Single(block => block.StartsWith("CONFIG_STORE_MEMORY=y", StringComparison.Ordinal)));
        Write("Store.cs", blocks.Single(block => block.StartsWith("using IommuConfig;", StringComparison.Ordinal)));
        Write("Program.cs", blocks.Single(block => block.StartsWith("using System;", StringComparison.Ordinal)));
    }

    [OneTimeTearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void It_prints_what_the_guide_says_in_all_three_configurations()
    {
        string config = File.ReadAllText(Path.Combine(_folder, ".config"));
        Assert.That(Run(), Is.EqualTo("1 note(s)\n"));

        Write(".config", config + "CONFIG_DIAGNOSTICS=y\n");
        Assert.That(Run(), Is.EqualTo("at most 20 notes\n1 note(s)\n"));

        Write(".config", config.Replace("CONFIG_STORE_MEMORY=y", "# CONFIG_STORE_MEMORY is not set", StringComparison.Ordinal));
        Assert.That(Run(), Is.EqualTo("no store (-19)\n"));
    }

    private string Run()
    {
        CommandResult result = _clone.Dotnet("run", "--project", _folder);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return result.Output;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private static IEnumerable<string> Blocks(string markdown)
    {
        string[] parts = markdown.Split("```");
        for (int i = 1; i < parts.Length; i += 2)
        {
            yield return parts[i][(parts[i].IndexOf('\n') + 1)..];
        }
    }
}
