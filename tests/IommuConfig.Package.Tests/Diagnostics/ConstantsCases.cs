using System.Collections.Generic;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Configurations that cannot become constants, and projects that do not say which.</summary>
internal static class ConstantsCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        new("KC1023", "Kconfig(3,1): warning") { Kconfig = "config A-B\n\tbool \"one\"\nconfig A_B\n\tint \"other\"\n" },
        new("KC1024", "CSC : error") { Properties = "<KconfigClass>My-Config</KconfigClass>" },
        new("KC1025", "other(1,1): error")
        {
            Config = "CONFIG_A=y\n",
            Items = """<AdditionalFiles Include="other" KconfigRole="config" />""",
            Files = { ["other"] = "CONFIG_A=y\n" },
        },
        new("KC1026", "Kconfig(1,1): error") { Kconfig = "config BIG\n\tint \"big\"\n\tdefault 18446744073709551616\n" },
        new("KC1027", "CSC : error") { Properties = "<KconfigDialect>linux-2.6</KconfigDialect>" },
        // An editor compiles too, and runs no command.
        new("KC1028", "CSC : error")
        {
            Properties = "<KconfigAllowShell>true</KconfigAllowShell>",
            Command = "Compile",
            Globals = "DesignTimeBuild=true",
            Edits = { ["Kconfig"] = "config A\n\tstring\n\tdefault \"$(shell,echo new)\"\n" },
        },
    ];
}
