using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>docs/iommu-layer.md: its first program runs, and its other examples compile beside it.</summary>
[NonParallelizable]
internal sealed class LayerGuideTests
{
    private const string Usings =
        "using System;\nusing System.Diagnostics.Tracing;\nusing IommuConfig.Models;\nusing IommuConfig.Runtime;\nusing First;\n";

    private readonly Clone _clone = SharedClone.Instance;
    private readonly IReadOnlyList<MarkdownBlock> _blocks = MarkdownBlock.Read("docs/iommu-layer.md");
    private string _folder = null!;

    [OneTimeSetUp]
    public void Follow_the_page()
    {
        _folder = _clone.Root + "-First";
        Directory.CreateDirectory(_folder);

        // The folder lies inside of this repository; a user's does not.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        foreach (string file in new[] { "First.csproj", "Kconfig", "IommuHooks.cs", "Program.cs" })
        {
            string text = _blocks.Single(block => block.File == file).Text;
            Write(file, text.Replace("../iommuconfig/", $"../{Path.GetFileName(_clone.Root)}/", StringComparison.Ordinal));
        }
    }

    [OneTimeTearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_first_program_prints_what_the_page_says_and_all_examples_compile()
    {
        MarkdownBlock[] examples = [.. _blocks.Where(block => block is { Language: "csharp", File: null })];
        MarkdownBlock[] types = [.. examples.Where(IsType)];
        MarkdownBlock[] statements = [.. examples.Where(block => !IsType(block))];
        Assert.That((types.Length, statements.Length), Is.GreaterThan((0, 0)));
        Write("Types.cs", Usings + string.Concat(types.Select(block => block.Text)));
        Write("Examples.cs", $$"""
            {{Usings}}
            internal static class Examples
            {
                private static void LetOthersRun()
                {
                }

            {{string.Concat(statements.Select(Method))}}
            }
            """);
        CommandResult result = _clone.Dotnet("run", "--project", _folder);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Is.EqualTo(_blocks.First(block => block.Language == "text").Text));
    }

    private static bool IsType(MarkdownBlock block) => block.Text.Contains("internal sealed class", StringComparison.Ordinal);

    // What stands between types on the page goes on with what the first program made.
    private static string Method(MarkdownBlock block, int index)
    {
        string result = block.Text.Contains("int result", StringComparison.Ordinal) ? "" : "int result;\n";
        return $"internal static void Example{index}(Iommu<IommuHooks.Table> iommu, SoftwarePlatform machine, Domain domain)\n{{\n{result}{block.Text}}}\n\n";
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
