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
    public void Snapshots_of_a_configuration_leave_the_library_that_follows_as_it_was_built()
    {
        _project.Write("configs/on_defconfig", "CONFIG_A=y\n");
        _project.Write("configs/off_defconfig", "# CONFIG_A is not set\n");
        _project.WriteProject("Core/Core.csproj", "<KconfigRoot>../Kconfig</KconfigRoot>", packages: "IommuConfig.Generators");
        _project.Write("Core/Core.cs", "namespace Core;\n\npublic static class Answer { public static bool A => Config.A; }\n");
        _project.WriteProject(
            "App/App.csproj",
            "<OutputType>Exe</OutputType><KconfigRoot>../Kconfig</KconfigRoot>",
            "<ProjectReference Include=\"../Core/Core.csproj\" KconfigFollows=\"true\" /><KconfigVariantConfig Include=\"../configs/*_defconfig\" />",
            "IommuConfig.Generators");
        _project.Write("App/Program.cs", "System.Console.WriteLine(Core.Answer.A);\n");
        _project.Succeed("build", "App", "-p:KconfigConfig=../configs/on_defconfig");
        byte[] built = File.ReadAllBytes(_project.PathOf("Core/bin/Debug/net10.0/Core.dll"));

        _project.Succeed("build", "App", "-t:KconfigSnapshotVariants");

        Assert.That(File.ReadAllBytes(_project.PathOf("Core/bin/Debug/net10.0/Core.dll")), Is.EqualTo(built));
        Assert.That(Directory.GetDirectories(_project.PathOf("App/Snapshots"), "*", SearchOption.AllDirectories), Has.Length.GreaterThanOrEqualTo(2));
    }

    [Test]
    public void A_mistake_in_the_tree_is_not_hidden_by_a_switch_that_it_makes_impossible()
    {
        _project.Write("Kconfig", Tree.Replace("\tbool \"a\"", "\tBool \"a\"", System.StringComparison.Ordinal));

        string[] messages = _project.Dotnet("build").Messages;

        Assert.That(messages, Has.Some.Contains("error KC0004").And.None.Contains("KC2005"));
    }
}
