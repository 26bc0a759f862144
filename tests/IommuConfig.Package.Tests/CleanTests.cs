using System.IO;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary><c>dotnet clean</c>, and a rebuild.</summary>
internal sealed class CleanTests
{
    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _project = new PackageProject("Clean");
        _project.WriteProject("Clean.csproj", "<OutputType>Exe</OutputType>", """<Compile Remove="More.cs" Condition="'$(CONFIG_MORE)' == 'n'" />""", "IommuConfig.Generators");
        _project.Write("Kconfig", "config MORE\n\tbool \"more\"\n\nconfig TIMES\n\tint \"times\"\n\tdefault 2\n");
        _project.Write(".config", "CONFIG_TIMES=1\n");
        _project.Write("Program.cs", "System.Console.Write(Clean.Config.TIMES);\n");
        _project.Write("More.cs", "#error not configured\n");
        BuildAll();
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test, Order(1)]
    public void A_rebuild_after_an_edit_is_right_at_once()
    {
        _project.Write(".config", "CONFIG_TIMES=3\n");
        _project.Succeed("build", "--nologo", "--no-incremental");
        Assert.That(Run(), Is.EqualTo("3"));
    }

    [Test, Order(2)]
    public void Clean_leaves_nothing_of_the_configuration()
    {
        _project.Succeed("clean", "--nologo");
        Assert.That(Directory.EnumerateFileSystemEntries(_project.PathOf("obj"), "kconfig*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test, Order(3)]
    public void What_was_cleaned_is_built_as_in_a_fresh_clone()
    {
        BuildAll();
        Assert.That(Run(), Is.EqualTo("3"));
    }

    private void BuildAll()
    {
        _project.Succeed("restore", "--nologo");
        _project.Succeed("build", "--nologo", "-t:KconfigRefresh");
        _project.Succeed("build", "--nologo");
    }

    private string Run() => _project.Run("bin/Debug/net10.0/Clean.dll");
}
