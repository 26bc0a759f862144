using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>Variants where output lies elsewhere than usual, and the snapshots of all variants.</summary>
internal sealed class VariantTests
{
    private PackageProject _project = null!;

    [SetUp]
    public void Write_the_project()
    {
        const string Items = """
            <KconfigVariantConfig Include="boards/one/defconfig" Variant="one" />
            <KconfigVariantConfig Include="boards/two/defconfig" Variant="two" />
            """;
        _project = new PackageProject("Board");
        _project.WriteProject("Board.csproj", "<OutputType>Exe</OutputType>", Items, "IommuConfig.Generators");
        _project.Write("Kconfig", "config PINS\n\tint \"pins\"\n\tdefault 1\n");
        _project.Write("boards/one/defconfig", "");
        _project.Write("boards/two/defconfig", "CONFIG_PINS=2\n");
        _project.Write("Program.cs", "System.Console.Write(Board.Config.PINS);\n");
    }

    [TearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void Each_has_a_folder_among_the_artifacts()
    {
        _project.Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        _project.Succeed("build", "-t:KconfigBuildVariants", "--nologo");

        Assert.That(_project.Run("artifacts/bin/Board/one_debug/Board.dll"), Is.EqualTo("1"));
        Assert.That(_project.Run("artifacts/bin/Board/two_debug/Board.dll"), Is.EqualTo("2"));
        Assert.That(Directory.Exists(_project.PathOf("bin")), Is.False);
    }

    [Test]
    public void Each_has_a_folder_for_each_platform()
    {
        _project.Succeed("build", "-t:KconfigBuildVariants", "--nologo", "-p:Platform=x64");

        Assert.That(_project.Run("bin/one/x64/Debug/net10.0/Board.dll"), Is.EqualTo("1"));
        Assert.That(_project.Run("bin/two/x64/Debug/net10.0/Board.dll"), Is.EqualTo("2"));
    }

    [Test]
    public void One_command_takes_the_snapshots_of_all_and_another_compares_them()
    {
        _project.Succeed("build", "-t:KconfigSnapshotVariants", "--nologo");
        Assert.That(Snapshot("one"), Does.Contain("PINS = 1;"));
        Assert.That(Snapshot("two"), Does.Contain("PINS = 2;"));
        _project.Succeed("build", "-t:KconfigVerifySnapshotVariants", "--nologo");

        _project.Write("Kconfig", "config PINS\n\tint \"pins\"\n\tdefault 3\n");
        CommandResult result = _project.Dotnet("build", "-t:KconfigVerifySnapshotVariants", "--nologo");

        string error = result.Messages.Distinct().Single(message => message.Contains("PINS"));
        Assert.That(error, Does.Contain("Snapshots/boards/one/defconfig/Config.Kconfig.g.verified.cs(").And.Contain("the first of them '-").And.Contain("error KC2010")
            .And.Contain("dotnet build -t:KconfigSnapshot -p:KconfigConfig=boards/one/defconfig"));
        Assert.That(result.Output.Split("+     public const int PINS = 3;"), Has.Length.EqualTo(2), result.Output);
    }

    [Test]
    public void Two_configurations_do_not_share_a_folder_of_snapshots()
    {
        _project.Write("configs/boards/one/defconfig", "CONFIG_PINS=3\n");
        _project.Write("Directory.Build.targets", """<Project><ItemGroup><KconfigVariantConfig Include="configs/boards/one/defconfig" Variant="three" /></ItemGroup></Project>""");

        CommandResult result = _project.Dotnet("build", "-t:KconfigSnapshotVariants", "--nologo");

        Assert.That(result.Messages.Distinct(), Has.One.Contains("error KC2016: The snapshots of two variants have the same folder").And.All.Contains("KC2016"));
        Assert.That(Directory.Exists(_project.PathOf("Snapshots")), Is.False);
    }

    [TestCase("boards/one/defconfig", "boards/one/defconfig")]
    [TestCase("../shared/.config", "shared/config")]
    [TestCase("configs/small one_defconfig", "small one_defconfig")]
    public void The_snapshots_of_a_configuration_lie_in_a_folder_of_its_path(string config, string folder)
    {
        _project.Write(config, "CONFIG_PINS=7\n");
        _project.Succeed("build", "-t:KconfigSnapshot", "--nologo", $"-p:KconfigConfig={config}");
        Assert.That(File.Exists(_project.PathOf($"Snapshots/{folder}/Config.Kconfig.g.verified.cs")), Is.True);
    }

    private string Snapshot(string board) => File.ReadAllText(_project.PathOf($"Snapshots/boards/{board}/defconfig/Config.Kconfig.g.verified.cs"));
}
