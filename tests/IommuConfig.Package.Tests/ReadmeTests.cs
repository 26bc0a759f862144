using System.Collections.Generic;
using System.Text;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>What the pages of the packages tell a reader to do, done.</summary>
internal sealed class ReadmeTests
{
    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Make_the_project()
    {
        _project = new PackageProject("Notes");
        _project.Succeed("new", "console", "--no-restore");
        _project.Succeed("add", "package", "IommuConfig.Generators", "--prerelease");
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test, Order(1)]
    public void The_generators_page_leads_to_a_program_with_constants()
    {
        string[] blocks = Blocks("IommuConfig.Generators");
        Assert.That(blocks[0], Is.EqualTo("dotnet add package IommuConfig.Generators\n"));
        _project.Write("Kconfig", blocks[1]);
        _project.Write(".config", blocks[2]);
        _project.Write("Program.cs", $"using Notes;\n\n{blocks[3]}");

        Assert.That(_project.Succeed("run"), Is.EqualTo("at most 20 notes\n"));
    }

    [Test, Order(2)]
    public void The_runtimes_page_leads_to_a_tree_with_its_options()
    {
        string[] blocks = Blocks("IommuConfig.Runtime");
        Assert.That(blocks[0], Does.EndWith("dotnet add package IommuConfig.Runtime\n"));
        _project.Succeed("add", "package", "IommuConfig.Runtime", "--prerelease");
        _project.Write("Kconfig", blocks[1]);
        _project.Write(".config", "");
        _project.Write("Program.cs", "System.Console.WriteLine($\"{Notes.Config.INTEL_IOMMU} {Notes.Config.HAS_PCI}\");\n");

        Assert.That(_project.Succeed("run"), Is.EqualTo("True True\n"));
    }

    private static string[] Blocks(string package)
    {
        string[] parts = Encoding.UTF8.GetString(Packages.Read(Packages.Feed, package)["README.md"]).Split("```");
        List<string> blocks = [];
        for (int i = 1; i < parts.Length; i += 2)
        {
            blocks.Add(parts[i][(parts[i].IndexOf('\n') + 1)..]);
        }

        return [.. blocks];
    }
}
