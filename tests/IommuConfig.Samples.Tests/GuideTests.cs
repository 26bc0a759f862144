using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>docs/getting-started.md with the generator from a clone. (With the packages it is followed by the tests of the packages.)</summary>
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

        IReadOnlyList<MarkdownBlock> blocks = MarkdownBlock.Read("docs/getting-started.md");
        string import = blocks.Single(block => block.Text.StartsWith("<Import ", StringComparison.Ordinal)).Text;
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
        foreach (string file in new[] { "Kconfig", ".config", "Store.cs", "Program.cs" })
        {
            Write(file, blocks.Single(block => block.File == file).Text);
        }
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
}
