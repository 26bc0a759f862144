using System.IO;
using System.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>What MSBuild, the shell or the file system passes over in silence, and what is no mistake though it looks like one.</summary>
internal sealed class SilentMistakeTests
{
    private const string Tree = "config ARM\n\tbool \"arm\"\n";

    private PackageProject _project = null!;

    [SetUp]
    public void Write_a_library()
    {
        _project = new PackageProject("Library");
        Write("");
        _project.Write("Kconfig", Tree);
        _project.Write("Program.cs", "internal static class Program;\n");
    }

    [TearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test]
    public void Nothing_is_said_of_names_that_others_define_and_of_files_that_may_be_there()
    {
        _project.Write("Shared/Linked.cs", "");
        _project.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup><CONFIG_Arms>1</CONFIG_Arms></PropertyGroup>
              <ItemGroup><None Include="x" Condition="'$(CONFIG_OF_ANOTHER_TREE)' == 'y'" /></ItemGroup>
            </Project>
            """);
        Write("""
            <!-- $(CONFIG_OLD) --><Compile Update="Shared/Linked.cs;Gen*.cs;$(Name).cs" KconfigDependsOn="!ARM" />
            <Compile Update="Gone.cs" KconfigDependsOn="ARM" Condition="'$(Name)' != ''" />
            <Compile Update="Generated.cs" KconfigDependsOn="ARM" Condition="Exists('Generated.cs')" />
            <None Include="a" Condition="'$(CONFIG_ARMS)$(CONFIG_ARMY)$(CONFIG_DIRECTORY)' == ''" />
            """);

        _project.Succeed("build", "--nologo", "-p:CONFIG_ARMY=2");
    }

    [Test]
    public void Nothing_is_said_of_names_that_an_import_may_define()
    {
        _project.Write("common.props", "<Project><PropertyGroup><CONFIG_AMR>1</CONFIG_AMR></PropertyGroup></Project>");
        _project.Write("Directory.Build.props", "<Project><PropertyGroup><RepoRoot>$(MSBuildThisFileDirectory)</RepoRoot></PropertyGroup></Project>");
        Write("""<None Include="a" Condition="'$(CONFIG_AMR)' == ''" />""", """<Import Project="$(RepoRoot)common.props" />""");

        _project.Succeed("build", "--nologo");
    }

    [Test]
    public void A_name_in_a_target_and_each_of_several_files_are_said_once()
    {
        Write("""<Compile Update="Arm.cs;Program.cs;X86.cs" KconfigDependsOn="!ARM" />""",
            """<Target Name="Say" BeforeTargets="Build"><Message Text="$(CONFIG_AMR) $(CONFIG_AMR)" /></Target>""");

        string[] messages = Messages();

        Assert.That(messages, Has.Length.EqualTo(3));
        Assert.That(messages, Has.One.Contains("KC2020: KconfigDependsOn is said of 'Arm.cs'").And.One.Contains("KC2020: KconfigDependsOn is said of 'X86.cs'")
            .And.One.Contains("KC2021: $(CONFIG_AMR) is empty: no Kconfig file defines it; did you mean 'CONFIG_ARM'?"));
    }

    [Test]
    public void Properties_of_imported_files_are_looked_at_too()
    {
        _project.Write("../Directory.Build.props", "<Project>\n<PropertyGroup>\n<Title Condition=\"'$(CONFIG_ARM)' == 'y'\">Arm</Title>\n</PropertyGroup>\n</Project>\n");
        _project.Write("Directory.Build.props", """
            <Project><Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" /></Project>
            """);

        Assert.That(Messages(), Has.One.Contains("/Directory.Build.props(3): error KC2017: $(CONFIG_ARM) is not known here"));
    }

    [Test]
    public void Conditions_of_imported_files_that_were_decided_too_early_are_found()
    {
        _project.Write("eng/items.props", "<Project>\n<ItemGroup>\n<Compile Remove=\"Program.cs\" Condition=\"'$(CONFIG_ARM)' == 'y'\" />\n</ItemGroup>\n</Project>\n");
        Write("", """<Import Project="eng/items.props" Condition="Exists('eng/items.props')" />""");
        _project.Succeed("restore", "--nologo");
        _project.Succeed("build", "--nologo", "-t:KconfigRefresh");
        _project.Succeed("build", "--nologo");
        _project.Write(".config", "CONFIG_ARM=y\n");

        Assert.That(Messages(), Has.One.Contains("/eng/items.props(3): error KC2006:"));
    }

    [Test]
    public void A_target_that_would_work_with_an_old_value_is_found()
    {
        const string Say = """<Target Name="Say" BeforeTargets="Build"><Message Importance="high" Text="It is $(CONFIG_ARM)." /></Target>""";
        Write("", Say);
        _project.Succeed("restore", "--nologo");
        _project.Succeed("build", "--nologo", "-t:KconfigRefresh");
        Assert.That(_project.Succeed("build", "--nologo"), Does.Contain("It is n."));
        _project.Write(".config", "CONFIG_ARM=y\n");

        Assert.That(Messages(), Has.Length.EqualTo(1).And.All.Contains("error KC2006: $(CONFIG_ARM)"));
        Assert.That(_project.Succeed("build", "--nologo"), Does.Contain("It is y."));
    }

    [Test]
    [Platform("Linux", Reason = "the shell")]
    public void A_command_that_only_says_no_is_no_mistake()
    {
        Write("", properties: "<KconfigAllowShell>true</KconfigAllowShell>");
        _project.Write("Kconfig", Tree + """
            A := $(shell,test -f nothing && echo y)
            B := $(shell,echo 0; exit 1)
            C := $(shell,{ no-such-program; } >/dev/null 2>&1 && echo y || echo n)
            D := $(shell,no-such-program 2>/dev/null || true)
            E := $(shell,exit 128)
            F := $(shell,exit 255)

            """);
        _project.Succeed("build", "--nologo");

        _project.Write("Kconfig", Tree + "A := $(shell,no-such-program | head -n 1)\nB := $(shell,no-such-program | head -n 1)\n");
        Assert.That(Messages(), Has.Length.EqualTo(1).And.All.Contains("/Kconfig(3): warning KC2019:").And.All.Contains("not found"));
        Assert.That(Messages("-t:KconfigSnapshot"), Has.Length.EqualTo(1));
    }

    [Test]
    [Platform("Linux", Reason = "file names of which upper and lower case differ")]
    public void A_tree_whose_name_is_in_lower_case_is_seen()
    {
        File.Move(_project.PathOf("Kconfig"), _project.PathOf("kconfig"));
        Assert.That(Messages(), Has.Length.EqualTo(1).And.All.Contains("warning KC2013").And.All.Contains("call the file 'kconfig' Kconfig"));
        Assert.That(Messages("-t:KconfigList"), Has.Length.EqualTo(1).And.All.Contains("error KC2012").And.All.Contains("call the file 'kconfig' Kconfig"));
    }

    [Test]
    public void Where_no_configuration_has_a_similar_name_those_that_are_there_are_named()
    {
        _project.Write("configs/arm_defconfig", "");
        _project.Write("configs/x86_defconfig", "");
        Assert.That(Messages("-p:KconfigConfig=nowhere/production.config"), Has.One.Contains("error KC2001").And.One.Contains("There are configs/arm_defconfig, configs/x86_defconfig."));
    }

    [Test]
    public void Preprocessor_symbols_beside_ours_stay_what_they_are()
    {
        Write("", properties: "<KconfigDefineConstants>true</KconfigDefineConstants><DefineConstants>$(DefineConstants);FIRST</DefineConstants>");
        _project.Write("Directory.Build.targets", "<Project><PropertyGroup><DefineConstants>$(DefineConstants)LAST</DefineConstants></PropertyGroup></Project>");
        _project.Write(".config", "CONFIG_ARM=y\n");
        _project.Write("Program.cs", "#if !FIRST || !CONFIG_ARM || !LAST\n#error\n#endif\n");
        _project.Succeed("restore", "--nologo");
        _project.Succeed("build", "--nologo", "-t:KconfigRefresh");

        _project.Succeed("build", "--nologo");
    }

    private void Write(string items, string more = "", string properties = "")
    {
        _project.WriteProject("Library.csproj", $"<TreatWarningsAsErrors>false</TreatWarningsAsErrors>{properties}", items, "IommuConfig.Generators");
        string text = File.ReadAllText(_project.PathOf("Library.csproj"));
        _project.Write("Library.csproj", text.Replace("</Project>", more + "</Project>"));
    }

    private string[] Messages(params string[] arguments)
    {
        CommandResult result = _project.Dotnet(["build", "--nologo", .. arguments]);
        return [.. result.Messages.Where(message => message.Contains(" KC")).Distinct()];
    }
}
