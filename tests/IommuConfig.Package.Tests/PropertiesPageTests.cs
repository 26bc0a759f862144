using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>docs/properties.md.</summary>
internal sealed partial class PropertiesPageTests
{
    private const string Page = "docs/properties.md";

    [Test]
    public void The_page_has_every_name_of_the_build_logic_and_no_other()
    {
        string logic = string.Concat(
            Directory.EnumerateFiles(Path.Combine(RepositoryCopy.Repository, "build/IommuConfig.Build/Package"), "*", SearchOption.AllDirectories)
                .Select(File.ReadAllText));
        string page = File.ReadAllText(Path.Combine(RepositoryCopy.Repository, Page));

        Assert.That(Names(page), Is.EqualTo(Names(logic)));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "the commands are typed into a shell")]
    public void The_examples_are_one_project_that_builds_and_whose_commands_do_what_the_page_says()
    {
        using PackageProject project = new("board");
        project.WriteProject("Board.csproj", "<OutputType>Exe</OutputType><RootNamespace>Board</RootNamespace>", packages: "IommuConfig.Generators");
        project.Write("../tree/Kconfig", """
            config ARM
            	def_bool "$(ARCH)" = "arm64"

            config SMALL
            	bool "Small"

            config TRACING
            	bool "Tracing"

            config PINS
            	int "Pins"
            	default $(shell,echo 24)

            source "$(BOARDS)/Kconfig"

            """);
        project.Write("../boards/Kconfig", "config BOARD\n\tstring\n\tdefault \"bench\"\n");
        project.Write("../shared/all", "CONFIG_TRACING=y\n");
        project.Write("configs/small_defconfig", "CONFIG_SMALL=y\n");
        project.Write("configs/large_defconfig", "CONFIG_PINS=100\n");
        project.Write("pins.txt", "");
        project.Write("Arm/Board.cs", "namespace Board; internal static class Arm;");
        project.Write("Program.cs", """
            using System;
            using System.Linq;
            using System.Reflection;
            using Board.Configuration;

            Console.WriteLine($"{Options.BOARD} {Options.PINS} tracing {Options.TRACING}");
            Console.WriteLine(string.Join(" ", typeof(Options).Assembly.GetTypes().Select(type => type.Name).Where(name => name == "Arm")));
            Console.WriteLine(string.Join(" ", typeof(Options).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Select(data => data.Value)));
            #if CONFIG_ARM
            Console.WriteLine("arm");
            #endif
            """);

        MarkdownBlock[] blocks = [.. MarkdownBlock.Read(Page)];
        GuideReader reader = new(project);
        reader.Follow(blocks.Where(block => block.Language == "xml").Select(block => block with { Intro = "`Board.csproj`:" }));
        // A condition on $(CONFIG_...) is decided by what the last build wrote down.
        reader.Follow(Commands("dotnet build -t:KconfigRefresh\ndotnet build -t:KconfigRefresh -p:KconfigConfig=configs/large_defconfig\n"
            + "dotnet build -t:KconfigRefresh -p:KconfigVariant=large -p:KconfigConfig=configs/large_defconfig\n"));
        reader.Follow(blocks.Where(block => block.Language == "sh"));

        Assert.That(project.Run("bin/Debug/net10.0/Board.dll"), Is.EqualTo("bench 100 tracing False\nArm\n100\narm\n"));
        Assert.That(project.Run("bin/large/Debug/net10.0/Board.dll"), Is.EqualTo("bench 100 tracing False\nArm\n100\narm\n"));
        Assert.That(project.Run("bin/small/Debug/net10.0/Board.dll"), Is.EqualTo("bench 24 tracing False\n\n24\narm\n"));
        Assert.That(project.Run("bin/everything/Debug/net10.0/Board.dll"), Is.EqualTo("bench 24 tracing True\nArm\n24\narm\n"));
        Assert.That(File.Exists(project.PathOf("bin/small/Debug/net10.0/pins.txt")), Is.True);
        Assert.That(File.ReadAllText(project.PathOf("bin/small/Debug/net10.0/Board.runtimeconfig.json")), Does.Contain("Board.Configuration.Options.TRACING"));
        Assert.That(Directory.GetDirectories(project.PathOf("Review")).Select(Path.GetFileName), Is.EqualTo(new[] { "small_defconfig" }));
        Assert.That(File.ReadAllText(project.PathOf(".config")), Does.Contain("CONFIG_SMALL=y\n").And.Contain("CONFIG_PINS=24\n"));
        Assert.That(File.ReadAllText(project.PathOf("configs/copy_defconfig")), Is.EqualTo("CONFIG_SMALL=y\n"));

        static MarkdownBlock[] Commands(string text) => [new("sh", "", text)];
    }

    private static string[] Names(string text) => [.. Name().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    // A name of MSBuild; not one of a type or a file that begins alike.
    [GeneratedRegex(@"(?<![\w.])Kconfig[A-Z]\w*")]
    private static partial Regex Name();
}
