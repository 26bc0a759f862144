using System.Collections.Generic;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Projects that ask of the build what it cannot do.</summary>
internal static class BuildCases
{
    private const string Conditional = """<Compile Remove="Program.cs" Condition="'$(CONFIG_A)' == 'y'" />""";

    public static IEnumerable<DiagnosticCase> All =>
    [
        new("KC2001", "KC2001.csproj : error") { Properties = "<KconfigConfig>configs/mni_defconfig</KconfigConfig>" },
        new("KC2002", "KC2002.csproj : error") { Properties = "<KconfigRoot>options/Kconfig</KconfigRoot>" },
        new("KC2003", "KC2003.csproj : error") { Command = "Build", Globals = "CompilerApiVersion=roslyn4.7" },
        new("KC2004", "KC2004.csproj : error") { Items = """<Compile Update="Program.cs" KconfigDependsOn="A and B" />""" },
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
        new("KC2015", "KC2015.csproj : error") { Properties = "<LangVersion>7.3</LangVersion>" },
    ];
}
