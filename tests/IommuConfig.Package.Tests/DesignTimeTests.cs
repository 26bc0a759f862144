using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>What an editor finds when it loads a project: what a build would give the compiler, at once and whatever is wrong.</summary>
internal sealed class DesignTimeTests
{
    private const string Kconfig = """
        config VERBOSE
        	bool "Say more"

        config EXTRAS
        	bool "Another file"

        config TELEMETRY
        	bool "Tell somebody"

        config MACHINE
        	string
        	default "$(shell,echo run >> commands.log; echo here)"

        """;

    private const string Sourced = "source \"$(BOARDS)/Kconfig\"\n";

    // What an editor passes, https://github.com/dotnet/project-system/blob/main/docs/design-time-builds.md
    private static readonly string[] s_editor =
    [
        "-p:DesignTimeBuild=true", "-p:BuildingInsideVisualStudio=true", "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false",
    ];

    private static readonly string[] s_ran = ["run"];

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Restore_the_project()
    {
        _project = new PackageProject("Edited");
        _project.WriteProject("Edited.csproj", """
            <KconfigDefineConstants>true</KconfigDefineConstants>
            <KconfigAllowShell Condition="'$(KconfigAllowShell)' == ''">true</KconfigAllowShell>
            """, """
            <KconfigVariable Include="BOARDS" Folder="boards" />
            <Compile Update="Extras.cs" KconfigDependsOn="EXTRAS" />
            <KconfigTrimSwitch Include="TELEMETRY" />
            """, "IommuConfig.Generators");
        _project.Write("boards/Kconfig", "config PINS\n\tint \"Pins\"\n\tdefault 40\n");
        _project.Write("Program.cs", "internal static class Program;\n");
        _project.Write("Extras.cs", "internal static class Extras;\n");
        _project.Succeed("restore");
    }

    [SetUp]
    public void Repair()
    {
        _project.Write("Kconfig", Kconfig + Sourced);
        _project.Write(".config", "CONFIG_EXTRAS=y\n");
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test, Order(1)]
    public void Before_the_first_build_it_finds_what_the_build_gives_the_compiler_and_runs_no_command()
    {
        (string[] arguments, string options) = Load();
        Assert.That(_project.PathOf("commands.log"), Does.Not.Exist);

        Assert.That((arguments, options), Is.EqualTo(Build()));
        Assert.That(arguments, Does.Contain("Extras.cs").And.Contain("CONFIG_EXTRAS").And.Some.EndsWith("boards/Kconfig").And.Some.EndsWith("kconfig.inputs"));
        Assert.That(options, Does.Contain("KconfigTrimSwitches = TELEMETRY").And.Contain("KconfigName = BOARDS/Kconfig"));
    }

    [Test, Order(2)]
    public void After_an_edit_it_finds_what_the_next_build_gives_the_compiler_and_runs_no_command()
    {
        _project.Write(".config", "CONFIG_VERBOSE=y\n");
        File.Delete(_project.PathOf("commands.log"));
        string inputs = ReadOnly("kconfig.inputs");
        (string[] arguments, string options) = Load();
        Assert.That(_project.PathOf("commands.log"), Does.Not.Exist);
        Assert.That(ReadOnly("kconfig.inputs"), Is.EqualTo(inputs).And.Contains("here"), "what the command printed in the last build");

        Assert.That((arguments, options), Is.EqualTo(Build()));
        Assert.That(File.ReadAllLines(_project.PathOf("commands.log")), Is.EqualTo(s_ran));
        Assert.That(arguments, Does.Not.Contain("Extras.cs").And.Contain("CONFIG_VERBOSE").And.Not.Contain("CONFIG_EXTRAS"));
    }

    [Test, Order(3)]
    public void It_loads_and_leaves_everything_to_the_build_where_the_tree_is_damaged() => AssertLoads(() => _project.Write("Kconfig", "config\nbool bool\n\"\n$("));

    [Test, Order(3)]
    public void It_loads_where_the_tree_sources_what_is_not_there() => AssertLoads(() => _project.Write("Kconfig", "source \"nowhere/Kconfig\"\nsource \"$(NOBODY)/Kconfig\"\n"));

    [Test, Order(3)]
    public void It_loads_where_the_configuration_is_damaged() => AssertLoads(() => _project.Write(".config", "CONFIG_VERBOSE\n\u0000\u0001=\"\n"));

    [TestCase("KconfigAllowShell=false", TestName = "It_loads_where_a_command_may_not_run")]
    [TestCase("KconfigConfig=nowhere", TestName = "It_loads_where_the_configuration_is_missing")]
    [TestCase("KconfigConfig=boards", TestName = "It_loads_where_the_configuration_is_a_folder")]
    [TestCase("KconfigRoot=nowhere/Kconfig", TestName = "It_loads_where_the_tree_is_missing")]
    [TestCase("KconfigRoot=boards", TestName = "It_loads_where_the_tree_is_a_folder")]
    [TestCase("KconfigDialect=english", TestName = "It_loads_where_the_dialect_is_unknown")]
    [TestCase("KconfigTaskAssembly=nowhere.dll", TestName = "It_loads_where_the_tasks_are_not_built_yet")]
    [Order(3)]
    public void It_loads(string property) => AssertLoads(() => { }, $"-p:{property}");

    [Test, Order(4)]
    public void It_loads_where_items_ask_for_what_the_tree_does_not_have()
    {
        string project = File.ReadAllText(_project.PathOf("Edited.csproj"));
        AssertLoads(() => _project.Write("Edited.csproj", project.Replace("</Project>", """
            <PropertyGroup><Title Condition="'$(CONFIG_EXTRAS)' == 'y'">Title</Title></PropertyGroup>
            <ItemGroup>
              <Compile Update="Program.cs" KconfigDependsOn="A and B" />
              <KconfigTrimSwitch Include="NOTHING" />
              <KconfigVariable Include="BOARDS" Folder="nowhere" />
              <None Include="logo.txt" Condition="'$(CONFIG_VERBOSE)' == 'y'" />
            </ItemGroup>
            </Project>
            """, StringComparison.Ordinal)));
        _project.Write("Edited.csproj", project);
    }

    private void AssertLoads(Action damage, params string[] arguments)
    {
        damage();
        File.Delete(_project.PathOf("commands.log"));

        Assert.That(Load(arguments).Arguments, Does.Contain("Program.cs"));
        Assert.That(_project.PathOf("commands.log"), Does.Not.Exist);
    }

    private (string[] Arguments, string Options) Load(params string[] arguments) => Compile(["msbuild", "-t:Compile", .. s_editor, .. arguments]);

    private (string[] Arguments, string Options) Build() => Compile(["build", "--no-restore", "-t:Build"]);

    // What the compiler is given on the command line, and what the generator can read of the project.
    private (string[] Arguments, string Options) Compile(string[] command)
    {
        CommandResult result = _project.Dotnet([.. command, "-nologo", "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs"]);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Messages, Is.Empty);
        using JsonDocument document = JsonDocument.Parse(result.Output);
        IEnumerable<string> all = document.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);
        return ([.. all.SelectMany(Parts)], ReadOnly("Edited.GeneratedMSBuildEditorConfig.editorconfig"));
    }

    // The order of preprocessor symbols means nothing, and an editor is asked for other warnings and for the ends of places.
    private static IEnumerable<string> Parts(string argument) =>
        argument.StartsWith("/nowarn:", StringComparison.Ordinal) || argument == "/errorendlocation" ? []
        : argument.StartsWith("/define:", StringComparison.Ordinal) ? argument.Split(':', ';').Order(StringComparer.Ordinal)
        : [argument];

    private string ReadOnly(string file) => File.ReadAllText(Directory.GetFiles(_project.PathOf("obj"), file, SearchOption.AllDirectories).Single());
}
