using System.IO;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>What the commands of a project leave, and what is said of a tree that is damaged.</summary>
internal sealed class CommandTests
{
    private const string Tree = "config A\n\tbool \"a\"\n\nconfig B\n\tbool \"b\"\n\tdefault y\n";

    private PackageProject _project = null!;

    [SetUp]
    public void Make_a_project()
    {
        _project = new PackageProject("Commands");
        _project.WriteProject("Commands.csproj", "<OutputType>Exe</OutputType>", "<KconfigTrimSwitch Include=\"A\" />", "IommuConfig.Generators");
        _project.Write("Program.cs", "System.Console.WriteLine(Commands.Config.A);\n");
        _project.Write("Kconfig", Tree);
        _project.Write(".config", "# Mine.\nCONFIG_A=y\n");
    }

    [TearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void A_configuration_that_is_written_anew_is_kept_as_it_was()
    {
        _project.Succeed("build", "-t:KconfigOldDefConfig");

        Assert.That(File.ReadAllText(_project.PathOf(".config")), Does.Contain("CONFIG_A=y\nCONFIG_B=y\n"));
        Assert.That(File.ReadAllText(_project.PathOf(".config.old")), Is.EqualTo("# Mine.\nCONFIG_A=y\n"));
    }

    [Test]
    public void A_mistake_in_the_tree_is_not_hidden_by_a_switch_that_it_makes_impossible()
    {
        _project.Write("Kconfig", Tree.Replace("\tbool \"a\"", "\tBool \"a\"", System.StringComparison.Ordinal));

        string[] messages = _project.Dotnet("build").Messages;

        Assert.That(messages, Has.Some.Contains("error KC0004").And.None.Contains("KC2005"));
    }
}
