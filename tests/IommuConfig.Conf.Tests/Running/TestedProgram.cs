using System;
using System.Collections.Concurrent;
using System.IO;

namespace IommuConfig.Conf.Tests;

/// <summary>
/// The program that the tests drive. It is this repository's tool, behind a script named <c>conf</c>, unless KCONFIG_TEST_CONF is the path of another one; that
/// other one is for KCONFIG_TEST_DIALECT only (linux-6.1 unless set). So the tests can be tested with the C programs against themselves.
/// </summary>
internal static class TestedProgram
{
    private static readonly ConcurrentDictionary<string, string> s_scripts = new();
    private static readonly string s_folder = Directory.CreateTempSubdirectory("kconfig-conf").FullName;

    static TestedProgram() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(s_folder, recursive: true);

    /// <summary>The path of a program that behaves as <c>conf</c> in a dialect.</summary>
    public static string For(string dialect)
    {
        if (Tooling.Setting("KCONFIG_TEST_CONF") is not { } other)
        {
            return s_scripts.GetOrAdd(dialect, WriteScript);
        }

        string its = Tooling.Setting("KCONFIG_TEST_DIALECT") ?? "linux-6.1";
        if (its != dialect)
        {
            Assert.Ignore($"KCONFIG_TEST_CONF is a program for {its}, not for {dialect}. Nothing was compared.");
        }

        return other;
    }

    private static string WriteScript(string dialect)
    {
        string folder = Path.Combine(s_folder, dialect);
        Directory.CreateDirectory(folder);
        return Script.Write(Path.Combine(folder, "conf"), $"KCONFIG_PROGRAM_NAME=$0 exec {PublishedTool.Path} conf --dialect {dialect} \"$@\"");
    }
}
