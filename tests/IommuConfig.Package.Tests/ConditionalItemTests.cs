using System;
using System.IO;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>Items that follow the configuration, and what is said where it cannot be read.</summary>
internal sealed class ConditionalItemTests
{
    // A user's own target goes by the place of each item and by its folder below the pattern.
    private const string Items = """
        <EmbeddedResource Include="texts/1.txt" />
        <EmbeddedResource Include="texts/2.txt" KconfigDependsOn="MORE" />
        <EmbeddedResource Include="texts/3.txt" />
        <EmbeddedResource Include="texts/4.txt" KconfigDependsOn="!MORE" />
        <EmbeddedResource Include="texts/5.txt" KconfigDependsOn="SIZE &gt; 2" />
        <EmbeddedResource Include="texts/6.txt" KconfigDependsOn="MORE" />
        <EmbeddedResource Include="texts/7.txt" Condition="'$(CONFIG_MORE)' == 'y'" />
        <Content Include="data/**/*.txt" KconfigDependsOn="MORE" />
        """;

    private const string After = """
        <Project>
          <ItemGroup>
            <Compile Remove="later/*.cs" />
            <Compile Include="later/More.cs" KconfigDependsOn="MORE" />
            <Compile Include="later/Less.cs" KconfigDependsOn="!MORE" />
          </ItemGroup>
          <Target Name="CopyData" AfterTargets="Build">
            <Copy SourceFiles="@(Content)" DestinationFiles="@(Content->'$(OutDir)copied/%(RecursiveDir)%(Filename)%(Extension)')" />
          </Target>
        </Project>
        """;

    private const string Kconfig = "config FIRST\n\tdef_bool y\n\nconfig MORE\n\tbool \"More\"\n\nconfig SIZE\n\tint \"Size\"\n\tdefault 3\n";

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Make_the_project()
    {
        _project = new PackageProject("Parts");
        _project.WriteProject("Parts.csproj", "<OutputType>Exe</OutputType>", Items, "IommuConfig.Generators");
        _project.Write("Directory.Build.targets", After);
        _project.Write("Kconfig", Kconfig);
        _project.Write("Program.cs", """
            foreach (string name in typeof(Parts.Config).Assembly.GetManifestResourceNames())
            {
                System.Console.Write(name[^5]);
            }

            System.Console.WriteLine($" {Later.Name} {Parts.Config.FIRST}");
            """);
        _project.Write("later/More.cs", "internal static class Later { public const string Name = \"more\"; }\n");
        _project.Write("later/Less.cs", "internal static class Later { public const string Name = \"less\"; }\n");
        _project.Write("data/one.txt", "1");
        _project.Write("data/deep/er/two.txt", "2");
        for (int i = 1; i <= 7; i++)
        {
            _project.Write($"texts/{i}.txt", "");
        }

        _project.Succeed("restore");
    }

    [SetUp]
    public void Repair()
    {
        _project.Write("Kconfig", Kconfig);
        _project.Write(".config", "# CONFIG_MORE is not set\n");
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void What_stays_keeps_its_place_and_its_folder()
    {
        Assert.That(BuildAndRun(), Is.EqualTo("1345 less True\n"));
        Assert.That(_project.PathOf("bin/Debug/net10.0/copied"), Does.Not.Exist);

        _project.Write(".config", "CONFIG_MORE=y\nCONFIG_SIZE=2\n");
        Assert.That(BuildAndRun(), Is.EqualTo("12367 more True\n"));
        Assert.That(_project.PathOf("bin/Debug/net10.0/copied/one.txt"), Does.Exist);
        Assert.That(_project.PathOf("bin/Debug/net10.0/copied/deep/er/two.txt"), Does.Exist);
        Directory.Delete(_project.PathOf("bin/Debug/net10.0/copied"), recursive: true);
    }

    [Test]
    public void A_configuration_that_is_a_folder_is_an_error_that_says_what_to_do() => Assert.That(
        Messages("-p:KconfigConfig=data"), Has.Some.Matches<string>(message => message.Contains("error KC2001: ", StringComparison.Ordinal)
            && message.Contains(_project.PathOf("data"), StringComparison.Ordinal) && message.Contains("Correct KconfigConfig", StringComparison.Ordinal)));

    [Test]
    public void The_folder_in_which_dotnet_keeps_its_tools_is_no_configuration()
    {
        File.Delete(_project.PathOf(".config"));
        _project.Write(".config/dotnet-tools.json", "{}");
        Assert.That(BuildAndRun(), Is.EqualTo("1345 less True\n"));
        Directory.Delete(_project.PathOf(".config"), recursive: true);
    }

    [Test]
    public void A_damaged_tree_is_what_is_reported_and_not_what_follows_from_it()
    {
        _project.Write("Kconfig", Kconfig.Replace("bool \"More\"", "def_bool y", StringComparison.Ordinal) + "\nconfig\n\tbool \"Nameless\"\n");

        Assert.That(Messages(), Is.Not.Empty.And.All.StartsWith(_project.PathOf("Kconfig(11,7): error KC0005: ")));
    }

    private string[] Messages(params string[] arguments)
    {
        CommandResult result = _project.Dotnet(["build", "--nologo", "--no-restore", .. arguments]);
        Assert.That(result.ExitCode, Is.Not.Zero);
        return result.Messages;
    }

    private string BuildAndRun()
    {
        _project.Succeed("build", "--nologo", "--no-restore", "-t:KconfigRefresh");
        _project.Succeed("build", "--nologo", "--no-restore");
        return _project.Run("bin/Debug/net10.0/Parts.dll");
    }
}
