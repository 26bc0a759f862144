using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Compares with Linux's own <c>conf</c> on random trees, where it is installed.</summary>
public sealed class ConfProgramTests
{
    private const int Trees = 300;

    [Test]
    public void Random_trees_give_the_config_that_the_C_program_writes()
    {
        string program = FindConf() ?? "";
        if (program.Length == 0)
        {
            Assert.Ignore("Linux's conf is not installed; 'apt-get install linux-kbuild-6.1' provides it. Nothing was compared.");
        }

        string folder = Directory.CreateTempSubdirectory("kconfig").FullName;
        try
        {
            for (int seed = 0; seed < Trees; seed++)
            {
                var random = new SharedDialectKconfig(seed);
                string expected = RunConf(program, folder, random);
                KconfigTree tree = Kconfigs.Tree(random.Tree);
                Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Empty, random.Tree);
                string actual = DotConfigWriter.Write(Kconfigs.Configure(tree, random.Config));
                Assert.That(actual, Is.EqualTo(expected), $"seed {seed}\n{random.Tree}\n--- .config\n{random.Config}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The program of Debian's linux-kbuild packages. Others of the name, such as kconfig-conf, are older dialects.</summary>
    internal static string? FindConf() => !Directory.Exists("/usr/lib") ? null
        : Directory.GetDirectories("/usr/lib", "linux-kbuild-*").Order(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "scripts", "kconfig", "conf")).FirstOrDefault(File.Exists);

    private static string RunConf(string program, string folder, SharedDialectKconfig random)
    {
        string config = Path.Combine(folder, ".config");
        File.WriteAllText(Path.Combine(folder, "Kconfig"), random.Tree);
        File.WriteAllText(config, random.Config);
        var start = new ProcessStartInfo(program, ["-s", "--olddefconfig", "Kconfig"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(n => n == "CONFIG_" || n == "srctree" || n.StartsWith("KCONFIG_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors + output.Result + random.Tree);
        return File.ReadAllText(config);
    }
}
