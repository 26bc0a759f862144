using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace IommuConfig.Conf.Tests;

/// <summary>What this machine has, and how to get what it lacks.</summary>
internal static class Tooling
{
    /// <summary>The <c>conf</c> of Linux 6.1, or null.</summary>
    public static string? Linux61 { get; } = Existing("/usr/lib/linux-kbuild-6.1/scripts/kconfig/conf");

    /// <summary>The <c>conf</c> of Linux 7.3 that build/get-linux-7.3-conf.sh has got, or null.</summary>
    public static string? Linux73 => Existing(Path.Combine(Cache, "linux-7.3", "conf"));

    /// <summary>The <c>conf</c> of kconfig-frontends 4.11, or null.</summary>
    public static string? Legacy { get; } = Existing("/usr/bin/kconfig-conf");

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(typeof(Tooling).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);

    /// <summary>Where build/setup.sh keeps what is too big for the repository.</summary>
    public static string Cache { get; } = Path.Combine(
        Setting("XDG_CACHE_HOME") ?? Path.Combine(Setting("HOME") ?? "/root", ".cache"), "iommuconfig");

    /// <summary>An environment variable, or null if it is empty.</summary>
    public static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Skips the test, unless <paramref name="path"/> is something.</summary>
    public static string Need(string? path, string what, string package)
    {
        if (path is null)
        {
            Assert.Ignore($"{what} is not there; get it with: apt-get install {package}, then build/setup.sh. Nothing was compared.");
        }

        return path;
    }

    public static string NeedLinux61() => Need(Linux61, "The C program of Linux 6.1", "linux-kbuild-6.1");

    public static string NeedLinux73()
    {
        if (Linux73 is null)
        {
            Assert.Ignore("The C program of Linux 7.3 is not there; get it with: build/get-linux-7.3-conf.sh. Nothing was compared.");
        }

        return Linux73;
    }

    public static string NeedLegacy() => Need(Legacy, "The C program of kconfig-frontends 4.11", "kconfig-frontends");

    public static string? Existing(string path) => File.Exists(path) || Directory.Exists(path) ? path : null;
}
