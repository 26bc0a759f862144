using System;
using System.Collections.Generic;

namespace IommuConfig.LinuxTrees;

/// <summary>The variables that the makefiles of Linux 6.1 set for its configuration. The benchmarks compile this file too.</summary>
internal static class LinuxEnvironment
{
    /// <summary>The variables for an architecture.</summary>
    /// <param name="architecture">A folder of arch.</param>
    /// <param name="kernelArchitecture">What ARCH is for it.</param>
    public static Dictionary<string, string> Of(string architecture, string kernelArchitecture)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ARCH"] = kernelArchitecture,
            ["SRCARCH"] = architecture,
            ["KERNELVERSION"] = "6.1.192",
            ["srctree"] = ".",
            ["CC"] = "gcc",
            ["HOSTCC"] = "gcc",
            ["LD"] = "ld",
            ["CC_VERSION_TEXT"] = "gcc (Debian 12.2.0) 12.2.0",
        };
        foreach (string tool in (string[])["pahole", "rustc", "bindgen", "objcopy", "ar", "nm", "objdump", "strip"])
        {
            all[tool.ToUpperInvariant()] = tool;
        }

        return all;
    }
}
