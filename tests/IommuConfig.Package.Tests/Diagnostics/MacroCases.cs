using System.Collections.Generic;

namespace IommuConfig.Package.Tests.Diagnostics;

/// <summary>Trees whose macros go wrong.</summary>
internal static class MacroCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        new("KC0050", "Kconfig(3,11): error") { Kconfig = "config S\n\tstring\n\tdefault \"$(X\n" },
        new("KC0051", "Kconfig(3,1): error") { Kconfig = "X = $(Y)\nY = a$(X)\nZ := $(X)\n" },
        new("KC0052", "Kconfig(4,11): error") { Kconfig = "f = $(f,$(1)x)\nconfig S\n\tstring\n\tdefault \"$(f,a)\"\n" },
        new("KC0053", "Kconfig(1,1): error") { Kconfig = "$(info,a,b)\n" },
        new("KC0054", "Kconfig(1,1): error") { Kconfig = "$(f,1,2,3,4,5,6,7,8,9,a,b,c,d,e,f,g)\n" },
        new("KC0055", "Kconfig(1,1): error") { Kconfig = "$(error-if,y,this cannot be)\n" },
        new("KC0056", "Kconfig(1,1): warning") { Kconfig = "$(warning-if,y,this should not be)\n" },
        new("KC0057", "Kconfig(1,1): error") { Kconfig = "A := $(shell,uname -r)\n" },
        new("KC0058", "Kconfig(2,1): error") { Kconfig = "f = $(f,$(1)$(1))\n$(info,$(f,xxxxxxxx))\n" },
    ];
}
