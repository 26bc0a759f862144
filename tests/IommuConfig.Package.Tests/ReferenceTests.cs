using System.IO;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>
/// Three projects, each with a reference to the next, and one Kconfig in the folder above them: which of them the configuration of a command line is for.
/// </summary>
internal sealed class ReferenceTests
{
    private const string Own = "App 1, Core 1, Base 1\n";
    private const string AllOther = "App 2, Core 2, Base 2\n";

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Make_the_projects()
    {
        _project = new PackageProject("Chain");
        _project.Write("Kconfig", "config DEPTH\n\tint \"Depth\"\n");
        _project.Write(".config", "CONFIG_DEPTH=1\n");
        _project.Write("other", "CONFIG_DEPTH=2\n");
        _project.WriteProject("Base/Base.csproj", "", "", "IommuConfig.Generators");
        _project.Write("Base/Depths.cs", "namespace Base { public static class Depths { public static string All => $\"Base {Config.DEPTH}\"; } }\n");
        _project.Write("Core/Depths.cs", "namespace Core { public static class Depths { public static string All => $\"Core {Config.DEPTH}, {Base.Depths.All}\"; } }\n");
        _project.Write("App/Program.cs", "System.Console.WriteLine($\"App {App.Config.DEPTH}, {Core.Depths.All}\");\n");
        _project.Write("Chain.slnx", "<Solution>\n<Project Path=\"App/App.csproj\" />\n<Project Path=\"Core/Core.csproj\" />\n<Project Path=\"Base/Base.csproj\" />\n</Solution>\n");
        WriteReferences("", "");
        _project.Succeed("restore", "--verbosity", "quiet");
    }

    [OneTimeTearDown]
    public void Remove_the_projects() => _project.Dispose();

    [Test, Order(1)]
    public void A_solution_gives_it_to_all_projects([Values(1, 2, 3)] int time, [Values("-m", "-m:1")] string nodes)
    {
        RemoveOutput();
        Assert.That(Build("Chain.slnx", nodes, "-p:KconfigConfig=../other"), Is.EqualTo(AllOther), $"time {time}");
    }

    [Test, Order(2)]
    public void A_solution_that_was_built_in_another_is_built_anew()
    {
        Assert.That(Build("Chain.slnx", "-m"), Is.EqualTo(Own));
        Assert.That(Build("Chain.slnx", "-m", "-p:KconfigConfig=../other"), Is.EqualTo(AllOther));
    }

    [Test, Order(3)]
    public void A_project_keeps_it_to_itself([Values("-m", "-m:1")] string nodes) =>
        Assert.That(Build("App/App.csproj", nodes, "-p:KconfigConfig=../other"), Is.EqualTo("App 2, Core 1, Base 1\n"));

    [Test, Order(4)]
    public void A_reference_that_says_so_follows([Values("-m", "-m:1")] string nodes)
    {
        WriteReferences(" KconfigFollows=\"true\"", "");
        Assert.That(Build("App/App.csproj", nodes, "-p:KconfigConfig=../other"), Is.EqualTo("App 2, Core 2, Base 1\n"));
    }

    [Test, Order(5)]
    public void References_that_follow_in_a_row_all_follow([Values(1, 2)] int time, [Values("-m", "-m:1")] string nodes)
    {
        RemoveOutput();
        WriteReferences(" KconfigFollows=\"true\"", " KconfigFollows=\"true\"");
        Assert.That(Build("App/App.csproj", nodes, "-p:KconfigConfig=../other"), Is.EqualTo(AllOther), $"time {time}");
    }

    // The attributes of App's reference to Core, and of Core's to Base.
    private void WriteReferences(string core, string @base)
    {
        _project.WriteProject("App/App.csproj", "<OutputType>Exe</OutputType>", $"<ProjectReference Include=\"../Core/Core.csproj\"{core} />", "IommuConfig.Generators");
        _project.WriteProject("Core/Core.csproj", "", $"<ProjectReference Include=\"../Base/Base.csproj\"{@base} />", "IommuConfig.Generators");
    }

    private string Build(params string[] arguments)
    {
        _project.Succeed(["build", "--nologo", "--no-restore", .. arguments]);
        return _project.Run("App/bin/Debug/net10.0/App.dll");
    }

    private void RemoveOutput()
    {
        foreach (string project in new[] { "App", "Core", "Base" })
        {
            foreach (string folder in new[] { $"{project}/bin", $"{project}/obj/Debug" })
            {
                if (Directory.Exists(_project.PathOf(folder)))
                {
                    Directory.Delete(_project.PathOf(folder), recursive: true);
                }
            }
        }
    }
}
