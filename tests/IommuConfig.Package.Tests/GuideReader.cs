using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>Somebody who does what a page says, block by block: writes the files, types the commands, and looks at what is printed.</summary>
internal sealed class GuideReader(PackageProject project)
{
    private const string ProjectEnd = "</Project>";

    private string _folder = ".";
    private string _printed = "";

    /// <summary>Follows a page.</summary>
    public void Follow(IEnumerable<MarkdownBlock> blocks)
    {
        foreach (MarkdownBlock block in blocks)
        {
            if (block.Language == "sh")
            {
                Type(block.Text);
            }
            else if (block.Language == "text")
            {
                Assert.That(_printed, Does.EndWith(block.Text));
            }
            else if (block.File is { } file)
            {
                Write(Path.Combine(_folder, file), block.Text.Replace("Version=\"0.1.0\"", $"Version=\"{Packages.Version}\""));
            }
        }
    }

    private void Write(string file, string text)
    {
        if (file.EndsWith(".csproj", StringComparison.Ordinal) && !text.StartsWith("<Project", StringComparison.Ordinal))
        {
            text = File.ReadAllText(project.PathOf(file)).Replace(ProjectEnd, text + ProjectEnd);
        }

        project.Write(file, text);
    }

    private void Type(string commands)
    {
        // The packages of the tests are of no version that NuGet takes by itself, and the tests run on other systems too.
        string script = commands
            .Replace("add package IommuConfig.Generators", $"add package IommuConfig.Generators --version {Packages.Version}")
            .Replace("linux-x64", RuntimeInformation.RuntimeIdentifier);
        CommandResult result = project.Type($"cd '{_folder}'\n{script}");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Messages, Is.Empty);
        _printed = result.Output;
        _folder = commands.Split('\n').LastOrDefault(line => line.StartsWith("cd ", StringComparison.Ordinal)) is { } line
            ? Path.Combine(_folder, line["cd ".Length..])
            : _folder;
    }
}
