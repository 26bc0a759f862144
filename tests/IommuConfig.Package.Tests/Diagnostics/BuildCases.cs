using System.Collections.Generic;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Projects that ask of the build what it cannot do.</summary>
internal static class BuildCases
{
    private const string Conditional = """<Compile Remove="Program.cs" Condition="'$(CONFIG_A)' == 'y'" />""";

    public static IEnumerable<DiagnosticCase> All =>
    [
        new("KC2001", "KC2001.csproj : error")
        {
            Text = "did you mean 'configs/mini_defconfig'?",
            Properties = "<KconfigConfig>configs/mni_defconfig</KconfigConfig>",
            Files = { ["configs/mini_defconfig"] = "" },
        },
        new("KC2002", "KC2002.csproj : error") { Properties = "<KconfigRoot>options/Kconfig</KconfigRoot>" },
        new("KC2003", "KC2003.csproj : error") { Command = "Build", Globals = "CompilerApiVersion=roslyn4.7" },
        new("KC2004", "KC2004.csproj : error") { Text = "found the end of the expression", Items = """<Compile Update="Program.cs" KconfigDependsOn="A &amp;&amp;" />""" },
        new("KC2005", "KC2005.csproj : error") { Items = """<KconfigTrimSwitch Include="B" />""" },
        new("KC2006", "KC2006.csproj(9): error") { Items = Conditional, Command = "Build", Edits = { [".config"] = "CONFIG_A=y\n" } },
        // A command that is longer than what the system passes on.
        new("KC2007", "KC2007.csproj : error")
        {
            Kconfig = $"A := $(shell,echo {new string('x', 200_000)})\n",
            Properties = "<KconfigAllowShell>true</KconfigAllowShell>",
        },
        // A file where the folder should be.
        new("KC2008", "KC2008.csproj : error") { Files = { ["obj/Debug/net10.0/kconfig"] = "" } },
        new("KC2009", "KC2009.csproj : error") { Items = """<KconfigVariable Include="BOARDS" Folder="../boards" />""" },
        new("KC2010", "Snapshots/defaults/Config.Kconfig.g.verified.cs(1): error")
        {
            Text = "If that is meant: dotnet build -t:KconfigSnapshot",
            Files = { ["Snapshots/defaults/Config.Kconfig.g.verified.cs"] = "// old\n" },
            Command = "KconfigVerifySnapshot",
        },
        new("KC2011", "mini_defconfig : error")
        {
            Properties = "<KconfigConfig>mini_defconfig</KconfigConfig>",
            Files = { ["mini_defconfig"] = "CONFIG_A=y\n" },
            Command = "KconfigOldDefConfig",
        },
        new("KC2012", "KC2012.csproj : error") { Kconfig = null, Command = "KconfigList" },
        new("KC2013", "KC2013.csproj : warning") { Kconfig = null },
        new("KC2014", "KC2014.csproj : error") { Command = "KconfigBuildVariants" },
        new("KC2016", "KC2016.csproj : error")
        {
            Items = """<KconfigVariantConfig Include="a/mini_defconfig;b/mini_defconfig" />""",
            Files = { ["a/mini_defconfig"] = "", ["b/mini_defconfig"] = "" },
            Command = "KconfigBuildVariants",
        },
        new("KC2017", "KC2017.csproj(6): error") { Properties = "<AssemblyTitle Condition=\"'$(CONFIG_A)' == 'y'\">A</AssemblyTitle>" },
        new("KC2018", "KC2018.csproj : error")
        {
            Items = """</ItemGroup><Target Name="Fast" BeforeTargets="CoreCompile"><ItemGroup><Analyzer Remove="@(Analyzer)" /></ItemGroup></Target><ItemGroup>""",
        },
        new("KC2019", "Kconfig(4): warning")
        {
            Text = "The command 'no-such-program --version' of $(shell,...) failed",
            Kconfig = "config A\n\tbool \"a\"\n\nX := $(shell,no-such-program --version)\n",
            Properties = "<KconfigAllowShell>true</KconfigAllowShell>",
        },
        new("KC2020", "KC2020.csproj(9): warning")
        {
            Text = "did you mean 'Program.cs'?",
            Items = """<Compile Update="Progam.cs" KconfigDependsOn="A" />""",
        },
        new("KC2021", "KC2021.csproj(9): warning")
        {
            Text = "did you mean 'CONFIG_DRIVERS'?",
            Kconfig = "config DRIVERS\n\tbool \"d\"\n",
            Items = """<Compile Remove="Program.cs" Condition="'$(CONFIG_DRIVRES)' == 'y'" />""",
        },
        new("KC2022", "Kconfig(1): warning")
        {
            Text = "undefined: no Kconfig file defines 'MISSPELT'",
            Kconfig = "config A\n\tbool \"a\"\n\tdepends on MISSPELT\n",
            Command = "KconfigLint",
        },
        new("KC2015", "KC2015.csproj : error") { Properties = "<LangVersion>7.3</LangVersion>" },
    ];
}
