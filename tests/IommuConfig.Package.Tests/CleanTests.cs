using System.Collections.Generic;
using System.IO;
using System.Linq;

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
        _project.WriteProject("Clean.csproj", "<OutputType>Exe</OutputType>", """<Compile Remove="User/**;Library/**" /><Compile Remove="More.cs" Condition="'$(CONFIG_MORE)' == 'n'" />""", "IommuConfig.Generators");
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
    public void A_build_after_a_clean_in_the_same_command_is_right_and_so_is_the_next()
    {
        _project.Succeed("build", "--nologo", "-t:Clean;Build");
        Assert.That(Run(), Is.EqualTo("3"));
        Assert.That(Written(), Is.SupersetOf(new[] { "kconfig.stamp", "kconfig.inputs", "kconfig.g.props" }));
        _project.Succeed("build", "--nologo");
    }

    [Test, Order(3)]
    public void A_rebuild_cleans_the_libraries_that_have_a_tree_and_builds_them_again()
    {
        _project.WriteProject("User/User.csproj", "<OutputType>Exe</OutputType>", "<ProjectReference Include=\"../Library/Library.csproj\" />");
        _project.Write("User/Program.cs", "System.Console.Write(Library.Times.Value);\n");
        _project.WriteProject("Library/Library.csproj", "<KconfigAllowShell>true</KconfigAllowShell>", packages: "IommuConfig.Generators");
        _project.Write("Library/Kconfig", "config TIMES\n\tint \"times\"\n\tdefault $(shell,echo 4)\n");
        _project.Write("Library/Times.cs", "namespace Library;\n\npublic static class Times { public static int Value => Config.TIMES; }\n");

        _project.Succeed("build", "User", "--nologo");
        _project.Succeed("build", "User", "--nologo", "--no-incremental");

        Assert.That(_project.Run("User/bin/Debug/net10.0/User.dll"), Is.EqualTo("4"));
    }

    [Test, Order(4)]
    public void Clean_leaves_nothing_of_the_configuration()
    {
        _project.Succeed("clean", "--nologo");
        Assert.That(Written(), Is.Empty);
    }

    [Test, Order(5)]
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

    private IEnumerable<string?> Written() =>
        Directory.EnumerateFileSystemEntries(_project.PathOf("obj"), "kconfig*", SearchOption.AllDirectories).Select(Path.GetFileName);

    private string Run() => _project.Run("bin/Debug/net10.0/Clean.dll");
}
