using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Compares the macro language with Linux 6.1's own <c>conf</c> on random programs, where it is installed.</summary>
public sealed class MacroConfProgramTests
{
    private const string Program = "/usr/lib/linux-kbuild-6.1/scripts/kconfig/conf";

    private static readonly Dictionary<string, string?> s_environment = new() { ["E1"] = "env one", ["E2"] = "" };

    [Test]
    public void Random_macro_programs_do_what_the_C_program_does()
    {
        if (!File.Exists(Program))
        {
            Assert.Ignore("Linux's conf is not installed; 'apt-get install linux-kbuild-6.1' provides it. Nothing was compared.");
        }

        (int first, int count) = Environment.GetEnvironmentVariable("MACRO_SEEDS")?.Split('+') is [var from, var number]
            ? (int.Parse(from, null), int.Parse(number, null)) : (0, 400);
        string folder = Directory.CreateTempSubdirectory("kconfig").FullName;
        try
        {
            int complete = 0;
            for (int seed = first; seed < first + count; seed++)
            {
                string text = new RandomMacroProgram(seed).Source;
                MacroProgram program = Run(text);
                bool isTooLarge = program.Diagnostics.Any(d => d.Descriptor == KconfigDiagnostics.ExpansionTooLarge);
                if (!isTooLarge && program.Leftover.Length == 0 && RunConf(folder, text) is { } expected)
                {
                    Assert.That(Describe(program), Is.EqualTo(expected), $"seed {seed}\n{text}");
                    complete += program.Preprocessor.HasFailed ? 0 : 1;
                }
            }

            Assert.That(complete, Is.GreaterThan(count / 4), "programs that ran to their end");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static MacroProgram Run(string text) => new(text, new LoadOptions
    {
        Dialect = Dialect.Linux61.Exact(),
        Environment = s_environment.GetValueOrDefault,
        Shell = new TestShell(command =>
        {
            (_, string output, _) = Start("/bin/sh", Path.GetTempPath(), "-c", command);
            return output;
        }),
    });

    private static string Describe(MacroProgram program)
    {
        IEnumerable<string> values = program.Preprocessor.HasFailed ? [] : program.Values.Select(v =>
            $"CONFIG_{v.Key}=\"{v.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        IEnumerable<string> reads = program.Preprocessor.HasFailed ? []
            : program.Preprocessor.EnvironmentReads.Select(r => $"ifneq \"$({r.Key})\" \"{r.Value}\"");
        return $"{(program.Preprocessor.HasFailed ? 1 : 0)}\n{program.Output}---\n{program.Errors}---\n{string.Join('\n', values)}\n{string.Join('\n', reads)}";
    }

    /// <summary>What the program did, or null if it crashed, which it does where it reads memory that it has freed.</summary>
    private static string? RunConf(string folder, string text)
    {
        string config = Path.Combine(folder, ".config");
        string dependencies = Path.Combine(folder, "include", "config", "auto.conf.cmd");
        File.WriteAllText(Path.Combine(folder, "Kconfig"), text);
        File.Delete(config);
        if (Directory.Exists(Path.Combine(folder, "include")))
        {
            Directory.Delete(Path.Combine(folder, "include"), recursive: true);
        }

        (int exit, string output, string errors) = Start(Program, folder, "-s", "--alldefconfig", "Kconfig");
        if (exit > 128)
        {
            return null;
        }

        string[] values = exit != 0 ? [] : File.ReadAllLines(config);
        string[] reads = exit != 0 ? [] : File.ReadAllLines(dependencies);
        return $"{exit}\n{output}---\n{errors}---\n{string.Join('\n', values.Where(v => v.StartsWith("CONFIG_", StringComparison.Ordinal)))}\n"
            + string.Join('\n', reads.Where(r => r.StartsWith("ifneq", StringComparison.Ordinal)));
    }

    private static (int Exit, string Output, string Errors) Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach ((string name, string? value) in s_environment.Append(new("PATH", "/usr/bin:/bin")))
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result, errors);
    }
}
