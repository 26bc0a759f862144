using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Conf.Tests;

/// <summary>
/// Which runs there are, and which of them are tried. Without more ado that is <see cref="Part"/>. KCONFIG_TEST_LINUX=full asks for all;
/// KCONFIG_TEST_LINUX_ARCH and KCONFIG_TEST_LINUX_MODE (<c>defconfig</c> for any) ask for all of an architecture or mode. See build/linux-differential.sh.
/// </summary>
internal static class LinuxMatrix
{
    /// <summary>One defconfig in this many belongs to the part.</summary>
    private const int DefconfigStep = 13;

    public static IEnumerable<LinuxRun> All => Architectures.SelectMany(a => LinuxRun.Modes.Select(m => new LinuxRun(a, m))).Concat(Defconfigs);

    /// <summary>Every architecture in one mode at least, two of them in each, and defconfigs from all over.</summary>
    public static IEnumerable<LinuxRun> Part =>
    [
        .. Architectures.SelectMany((a, i) => LinuxRun.Modes.Where((_, m) => m == i % LinuxRun.Modes.Length || a is "x86" or "arm64").Select(m => new LinuxRun(a, m))),
        .. Defconfigs.Where((d, i) => i % DefconfigStep == 0 || d.Mode is "x86_64_defconfig" or "i386_defconfig"),
    ];

    public static IEnumerable<LinuxRun> Selected
    {
        get
        {
            if (!LinuxTree.Exists)
            {
                // One test, which says what is missing.
                return [new("any architecture", "any mode")];
            }

            string? architecture = Tooling.Setting("KCONFIG_TEST_LINUX_ARCH");
            string? mode = Tooling.Setting("KCONFIG_TEST_LINUX_MODE");
            bool full = Tooling.Setting("KCONFIG_TEST_LINUX") == "full" || architecture is not null || mode is not null;
            return (full ? All : Part).Where(r => (architecture is null || r.Architecture == architecture) && (mode is null || r.Mode == mode || (mode == "defconfig" && r.IsDefconfig)));
        }
    }

    public static IEnumerable<string> Architectures =>
        Directory.GetDirectories(Path.Combine(LinuxTree.Need(), "arch")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    public static IEnumerable<LinuxRun> Defconfigs =>
        from architecture in Architectures
        let folder = Path.Combine(LinuxTree.Need(), "arch", architecture, "configs")
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, "*defconfig", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new LinuxRun(architecture, Path.GetRelativePath(folder, file));
}
