using System.Collections.Generic;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Trees whose files or entries do not go together.</summary>
internal static class TreeCases
{
    private const string Options = "config O\n\tbool \"o\"\n";

    public static IEnumerable<DiagnosticCase> All =>
    [
        new("KC0020", "Kconfig(1,8): error") { Kconfig = "source \"drivers/Kconfig\"\n" },
        new("KC0021", "Kconfig(2,1): error") { Kconfig = "source \"Kconfig.o\"\nsource \"Kconfig.o\"\n", Files = { ["Kconfig.o"] = Options } },
        new("KC0022", "Kconfig.o(3,1): error") { Kconfig = "source \"Kconfig.o\"\n", Files = { ["Kconfig.o"] = $"{Options}source \"Kconfig.o\"\n" } },
        new("KC0030", "Kconfig(1,1): warning") { Kconfig = "config A\n\tprompt \"a\"\n" },
        new("KC0031", "Kconfig(3,2): warning") { Kconfig = "config A\n\tbool\n\tstring\n" },
        new("KC0032", "Kconfig(3,2): warning") { Kconfig = "config A\n\tbool \"a\"\n\tprompt \"b\"\n" },
        new("KC0033", "Kconfig(2,7): warning") { Kconfig = "config A\n\tbool \" a\"\n" },
        new("KC0034", "Kconfig(3,2): warning") { Kconfig = "config A\n\tint\n\tdefault 1 || 2\n" },
        new("KC0035", "Kconfig(3,2): warning") { Kconfig = "config A\n\tint\n\tdefault 007\n" },
        new("KC0036", "Kconfig(3,2): warning") { Kconfig = "config A\n\tstring\n\tselect O\n" + Options },
        new("KC0037", "Kconfig(3,2): warning") { Kconfig = "config A\n\tbool\n\tselect S\nconfig S\n\tstring \"s\"\n" },
        new("KC0038", "Kconfig(3,2): warning") { Kconfig = "config A\n\tbool\n\trange 1 2\n" },
        new("KC0039", "Kconfig(3,2): warning") { Kconfig = "config A\n\tint\n\trange 1 O\n" + Options },
        new("KC0040", "Kconfig(3,2): warning") { Kconfig = "choice\n\tprompt \"c\"\n\tdefault O\nconfig A\n\tbool \"a\"\nendchoice\n" + Options },
        new("KC0041", "Kconfig(3,1): error") { Kconfig = "choice\n\tprompt \"c\"\nconfig A\n\tint \"a\"\nendchoice\n" },
        new("KC0042", "Kconfig(3,1): error") { Kconfig = "choice\n\tprompt \"c\"\nconfig A\n\tbool\nendchoice\n" },
        new("KC0043", "Kconfig(1,1): error") { Kconfig = "choice\nconfig A\n\tbool \"a\"\nendchoice\n" },
        new("KC0044", "Kconfig(5,2): error") { Kconfig = "choice\n\tprompt \"c\"\nconfig A\n\tbool \"a\"\n\tdefault y\nendchoice\n" },
        new("KC0045", "Kconfig(7,2): error") { Kconfig = "choice\n\tprompt \"c\"\nconfig A\n\tbool \"a\"\nendchoice\nconfig A\n\tbool \"again\"\n" },
        new("KC0046", "Kconfig(6,2): error") { Kconfig = "config A\n\tbool\n\tmodules\nconfig B\n\tbool\n\tmodules\n" },
        new("KC0047", "Kconfig(2,2): error") { Kconfig = "config A\n\tbool \"a\"\n\ttransitional\n" },
        new("KC0048", "Kconfig(1,1): error") { Kconfig = "config A\n\tbool\n\tdepends on B\nconfig B\n\tbool\n\tdepends on A\n" },
    ];
}
