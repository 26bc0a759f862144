using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>
/// Compares every file and every word with the C programs, where they are installed, on random trees and .config files that are as wrong as random
/// makes them.
/// </summary>
public sealed class ConfFilesTests
{
    private const int Trees = 100;

    private const string LegacyStart = "mainmenu \"Legacy\"\nconfig MODULES\n\tbool \"modules\"\n\toption modules\n\tdefault y\n";

    private static readonly string[] s_modes = ["--olddefconfig", "--defconfig=given", "--savedefconfig=saved", "--alldefconfig"];

    [TestCase("linux-6.1", "/usr/lib/linux-kbuild-6.1/scripts/kconfig/conf", "linux-kbuild-6.1")]
    [TestCase("legacy", "/usr/bin/kconfig-conf", "kconfig-frontends")]
    public void Random_configurations_give_the_files_and_words_of_the_C_program(string name, string program, string package)
    {
        if (!File.Exists(program))
        {
            Assert.Ignore($"{program} is not installed; 'apt-get install {package}' provides it. Nothing was compared.");
        }

        Dialect dialect = Dialect.Find(name)!.Exact();

        string root = Directory.CreateTempSubdirectory("conffiles").FullName;
        try
        {
            for (int seed = 0; seed < Trees; seed++)
            {
                string theirs = Path.Combine(root, seed + "c");
                string ours = Path.Combine(root, seed + "o");
                var random = new SharedDialectKconfig(seed);
                var lines = new RandomConfigLines(seed);
                var environment = new Dictionary<string, string>(StringComparer.Ordinal);
                if (seed % 3 == 0)
                {
                    environment["KCONFIG_WARN_UNKNOWN_SYMBOLS"] = "";
                }

                if (seed % 5 == 0)
                {
                    environment["KCONFIG_DEFCONFIG_LIST"] = " missing\tgiven";
                }

                if (seed % 7 == 0)
                {
                    environment["CONFIG_"] = "BR_";
                    environment["KCONFIG_AUTOCONFIG"] = "x/y/auto";
                    environment["KCONFIG_CONFIG"] = "new/config";
                }

                Put("Kconfig", RandomConfigLines.WithExtras(dialect.HasLegacySyntax ? LegacyStart : random.Tree));
                if (dialect.HasLegacySyntax)
                {
                    // It makes no folders.
                    Put("new/a file", "text");
                }

                for (int step = 0; step < 3; step++)
                {
                    string mode = s_modes[(seed + step) % s_modes.Length];
                    Put("given", lines.Write(random.Config));
                    if (!(seed % 4 == 1 && step == 0))
                    {
                        Put(environment.GetValueOrDefault("KCONFIG_CONFIG", ".config"), lines.Write(random.Config).Replace("CONFIG_", environment.GetValueOrDefault("CONFIG_", "CONFIG_"), StringComparison.Ordinal));
                    }

                    foreach (string folder in new[] { theirs, ours })
                    {
                        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).Length == 0))
                        {
                            File.Delete(file);
                        }
                    }

                    string expected = RunConf(program, theirs, mode, environment, dialect);
                    string[] words = mode.Split('=');
                    TextConsole console = ConfRun.Run(ours, words[0], words.ElementAtOrDefault(1), environment, dialect);
                    string actual = Describe(console.Output.ToString(), console.Errors.ToString(), ours, dialect);
                    string about = $"seed {seed} step {step} {mode} {string.Join(' ', environment)}\n{File.ReadAllText(Path.Combine(ours, "Kconfig"))}";
                    if (actual != expected)
                    {
                        string[] wanted = expected.Split('\n');
                        int line = actual.Split('\n').Zip(wanted).TakeWhile(pair => pair.First == pair.Second).Count();
                        Assert.Fail($"line {line + 1}\n{Around(wanted, line)}is\n{Around(actual.Split('\n'), line)}{about}");
                    }
                }

                void Put(string path, string text)
                {
                    foreach (string folder in new[] { theirs, ours })
                    {
                        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                        File.WriteAllText(Path.Combine(folder, path), text);
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Around(string[] lines, int line) => string.Concat(lines.Skip(line - 4).Take(8).Select(l => "  " + l + "\n"));

    private static string RunConf(string program, string folder, string mode, Dictionary<string, string> environment, Dialect dialect)
    {
        var start = new ProcessStartInfo(program, [mode, "Kconfig"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(n => n == "CONFIG_" || n == "srctree" || n.StartsWith("KCONFIG_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return Describe(output.Result, errors, folder, dialect);
    }

    internal static string Describe(string output, string errors, string folder, Dialect dialect)
    {
        var text = new StringBuilder("--- output\n" + output + "--- errors\n");
        text.AppendJoin('\n', Messages(errors).Where(message => !dialect.HasLegacySyntax || !message.StartsWith("WARNING", StringComparison.Ordinal)).OrderBy(message => message.StartsWith("WARNING", StringComparison.Ordinal) ? message : "", StringComparer.Ordinal)).Append('\n');
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            text.Append("--- ").Append(Path.GetRelativePath(folder, file)).Append('\n').Append(File.ReadAllText(file));
        }

        return text.ToString();
    }

    /// <summary>What is said of the tree itself, the order of warnings about values, and in legacy trees these themselves, are compared elsewhere.</summary>
    internal static List<string> Messages(string errors)
    {
        var messages = new List<string>();
        foreach (string line in errors.Split('\n'))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                messages[^1] += "\n" + line;
            }
            else if (line.Length > 0 && !line.StartsWith("Kconfig:", StringComparison.Ordinal) && !line.StartsWith("warning: (", StringComparison.Ordinal))
            {
                messages.Add(line);
            }
        }

        return messages;
    }
}
