using System.Collections.Generic;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Configurations that say what the tree does not let them say.</summary>
internal static class ValueCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        new("KC0060", ".config(2,1): warning") { Config = "CONFIG_A=y\nnonsense\n" },
        new("KC0061", ".config(2,1): warning") { Config = "CONFIG_A=y\nCONFIG_A=n\n" },
        new("KC0062", ".config(2,1): warning") { Config = "CONFIG_A=y\nCONFIG_AB=y\n" },
        new("KC0063", ".config(1,10): warning") { Config = "CONFIG_A=maybe\n" },
        new("KC0064", ".config(1,10): warning") { Kconfig = "config S\n\tstring \"s\"\n", Config = "CONFIG_S=\"open\n" },
        new("KC0070", "Kconfig(3,2): warning")
        {
            Kconfig = "config A\n\tbool \"a\"\n\tselect B\nconfig X\n\tbool \"x\"\nconfig B\n\tbool \"b\"\n\tdepends on X\n",
            Config = "CONFIG_A=y\n",
        },
        new("KC0071", ".config(1,10): warning") { Kconfig = "config X\n\tbool \"x\"\nconfig B\n\tbool \"b\"\n\tdepends on X\n", Config = "CONFIG_B=y\n" },
        new("KC0072", ".config(1,10): warning") { Kconfig = "config B\n\tdef_bool n\n", Config = "CONFIG_B=y\n" },
        new("KC0073", ".config(1,1): warning") { Kconfig = "config A\n\tdef_bool y\n\tselect B\nconfig B\n\tbool \"b\"\n", Config = "# CONFIG_B is not set\n" },
        new("KC0074", ".config(1,10): warning") { Kconfig = "config I\n\tint \"i\"\n\trange 10 20\n", Config = "CONFIG_I=300\n" },
        new("KC0075", ".config(1,10): warning")
        {
            Kconfig = "choice\n\tprompt \"c\"\nconfig A\n\tbool \"a\"\nconfig B\n\tbool \"b\"\nendchoice\n",
            Config = "CONFIG_A=y\nCONFIG_B=y\n",
        },
    ];
}
