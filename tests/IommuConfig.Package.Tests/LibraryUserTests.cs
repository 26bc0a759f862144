using System.IO;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>
/// Programs that have the package only through a library: one that refers to the library's project, one that refers to its package; with a tree of their
/// own, and without.
/// </summary>
internal sealed class LibraryUserTests
{
    private const string Project = "<ProjectReference Include=\"../Library/Library.csproj\" />";
    private const string Package = "<PackageReference Include=\"Library\" Version=\"1.0.0\" />";
    private const string Tree = "config A\n\tbool \"a\"\n\tdefault y\n";

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Pack_the_library()
    {
        _project = new PackageProject("Users");
        _project.Write("Directory.Build.props", "<Project><PropertyGroup><RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)packed</RestoreAdditionalProjectSources></PropertyGroup></Project>");
        Directory.CreateDirectory(_project.PathOf("packed"));
        _project.WriteProject("Library/Library.csproj", "<Version>1.0.0</Version><NoWarn>NU5104</NoWarn>", packages: "IommuConfig.Generators");
        _project.Write("Library/Kconfig", Tree);
        _project.Write("Library/Store.cs", LibraryTests.Table);
        // Above the programs, and not theirs.
        _project.Write("Kconfig", Tree);
        _project.Succeed("pack", "Library", "--nologo", "--output", _project.PathOf("packed"));
    }

    [OneTimeTearDown]
    public void Remove_the_projects() => _project.Dispose();

    [TestCase("App", Project)]
    [TestCase("Other", Package)]
    public void A_program_without_a_tree_is_left_alone(string name, string reference)
    {
        // It has a class of the name that a tree would make.
        Write(name, reference, "{Library.Store.Add()} {Config.X}");
        _project.Write($"{name}/Config.cs", $"namespace {name};\n\ninternal static class Config {{ public const int X = 3; }}\n");

        _project.Succeed("build", name, "--nologo");

        Assert.That(Run(name), Is.EqualTo("1 3"));
        Assert.That(Directory.EnumerateFileSystemEntries(_project.PathOf($"{name}/obj"), "kconfig*", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("Configured", Project)]
    [TestCase("OtherConfigured", Package)]
    public void A_program_with_a_tree_has_everything(string name, string reference)
    {
        Write(name, reference, "{Library.Store.Add()} {Config.OWN}");
        _project.Write($"{name}/Kconfig", "config OWN\n\tbool \"own\"\n");
        _project.Write($"{name}/.config", "CONFIG_OWN=y\n");

        _project.Succeed("build", name, "--nologo");

        Assert.That(Run(name), Is.EqualTo("1 True"));
    }

    [Test]
    public void A_program_that_refers_to_the_package_itself_in_any_case_has_the_tree_above()
    {
        Write("Direct", PackageProject.Reference("iommuconfig.generators"), "{Config.A}");
        _project.Succeed("build", "Direct", "--nologo");

        Assert.That(Run("Direct"), Is.EqualTo("True"));
    }

    private void Write(string name, string reference, string output)
    {
        _project.WriteProject($"{name}/{name}.csproj", "<OutputType>Exe</OutputType>", reference);
        _project.Write($"{name}/Program.cs", $"namespace {name};\n\ninternal static class Program {{ private static void Main() => System.Console.Write($\"{output}\"); }}\n");
    }

    private string Run(string name) => _project.Run($"{name}/bin/Debug/net10.0/{name}.dll");
}
