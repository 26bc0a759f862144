using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Texts of Kconfig files that are no Kconfig.</summary>
internal static class SyntaxCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        new("KC0001", "Kconfig(3,6): error") { Kconfig = "config A\n\tbool \"a\"\n# caf\u00e9\n", Encoding = Encoding.Latin1 },
        new("KC0002", "Kconfig(2,10): warning") { Kconfig = "config A\n\tbool \"a\";\n" },
        new("KC0003", "Kconfig(2,7): warning") { Kconfig = "config A\n\tbool \"a\n\tdefault y\n" },
        new("KC0004", "Kconfig(2,2): error") { Kconfig = "config A\n\tboool \"a\"\n" },
        new("KC0005", "Kconfig(3,10): error") { Kconfig = "config A\n\tbool \"a\"\n\tdepends B\n" },
        new("KC0006", "Kconfig(3,1): error") { Kconfig = "config A\n\tbool \"a\"\nmainmenu \"late\"\n" },
        new("KC0007", "Kconfig(3,1): error") { Kconfig = "config A\n\tbool \"a\"\nif A\n" },
        new("KC0008", "Kconfig(3,1): error") { Kconfig = "config A\n\tbool \"a\"\nendif\n" },
        new("KC0009", "Kconfig(101,1): error") { Kconfig = string.Concat(Enumerable.Repeat("if y\n", 102)) },
        new("KC0011", "Kconfig(1,8): error") { Kconfig = "config y\n\tbool\n" },
        new("KC0012", "Kconfig(5,2): error") { Kconfig = "config A\n\tbool\n\thelp\n\t  one\n\thelp\n\t  two\n" },
        new("KC0013", "Kconfig(3,2): error") { Kconfig = "config A\n\tbool\n\thelp\n\nconfig B\n\tbool\n" },
        new("KC0014", "Kconfig(4,1): warning") { Kconfig = "config A\n\tbool\n\thelp\nconfig B\n\tbool\n" },
        new("KC0015", "Kconfig(1,1): error") { Kconfig = "menuconfig A\n\tbool\n" },
        new("KC0017", "Kconfig(3,17): warning") { Kconfig = "config A\n\tbool\n\toption modules evn=\"X\"\n", Properties = "<KconfigDialect>legacy</KconfigDialect>" },
        new("KC0018", "Kconfig(2,10006): error")
        {
            Kconfig = "config A\n\tbool" + new string(';', 20_000) + "\n",
            Properties = "<NoWarn>$(NoWarn);KC0002</NoWarn>",
        },
    ];
}
