using System;
using System.IO;
using System.Linq;
using System.Text;
using IommuConfig.Kconfig.Tests.Printing;

namespace IommuConfig.Kconfig.Tests.Fuzzing;

/// <summary>What is damaged: random trees, the files of the cases, and those of a Linux tree where one is unpacked.</summary>
internal sealed class FuzzSeeds
{
    private readonly byte[][] _cases = [.. MicroCase.All.SelectMany(c => c.Files.Values).Select(Encoding.UTF8.GetBytes)];
    private readonly string[] _linux = FindLinux();

    /// <summary>A file to damage.</summary>
    public byte[] Pick(Random random, Dialect dialect) => random.Next(_linux.Length > 0 ? 4 : 3) switch
    {
        0 or 1 => Encoding.UTF8.GetBytes(new EveryConstruct(random.Next(), dialect).Tree),
        2 => _cases[random.Next(_cases.Length)],
        _ => File.ReadAllBytes(_linux[random.Next(_linux.Length)]),
    };

    private static string[] FindLinux() => LinuxTree.Folder is { } folder
        ? [.. Directory.EnumerateFiles(folder, "Kconfig*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
}
