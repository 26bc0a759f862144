using System.Collections.Generic;
using System.CommandLine;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The command <c>kconfig</c>: the Kconfig engine beside Linux's conf and Kconfiglib.</summary>
internal static class KconfigCommand
{
    public static Command Create()
    {
        var architectures = new Option<string>("--arch")
        {
            Description = "Architectures of the Linux 6.1 tree, with commas between.",
            DefaultValueFactory = _ => "x86,arm64",
        };
        var modes = new Option<string>("--mode")
        {
            Description = $"Of {string.Join(", ", LinuxMode.All.Select(m => m.Name))}; with commas between.",
            DefaultValueFactory = _ => string.Join(',', LinuxMode.All.Select(m => m.Name)),
        };
        var parts = new Option<string>("--parts")
        {
            Description = "engine: processes with recorded answers of the shell; whole: processes that run the shell; library: the parts of the engine in this process.",
            DefaultValueFactory = _ => "engine,whole,library",
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often everything is measured; medians are reported.",
            DefaultValueFactory = _ => 11,
        };
        var json = new Option<string?>("--json") { Description = "A file that receives every single measurement." };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds: at least 1.");
            }
        });
        Restrict(modes, LinuxMode.All.Select(m => m.Name));
        Restrict(parts, ["engine", "whole", "library"]);
        var command = new Command("kconfig", "The Kconfig engine beside the conf of Linux 6.1 and Kconfiglib, on the Linux 6.1 tree. docs/benchmarks.md explains the figures.")
        {
            architectures, modes, parts, rounds, json,
        };
        command.SetAction(arguments => new KconfigBenchmark(
            Split(arguments.GetValue(architectures)!),
            [.. LinuxMode.All.Where(m => Split(arguments.GetValue(modes)!).Contains(m.Name))],
            Split(arguments.GetValue(parts)!),
            arguments.GetValue(rounds),
            arguments.GetValue(json)).Run());
        return command;
    }

    private static void Restrict(Option<string> option, IEnumerable<string> allowed) => option.Validators.Add(result =>
    {
        foreach (string name in Split(result.GetValueOrDefault<string>()!).Except(allowed))
        {
            result.AddError($"{option.Name}: '{name}' is not one of {string.Join(", ", allowed)}.");
        }
    });

    private static string[] Split(string list) => list.Split(',', System.StringSplitOptions.RemoveEmptyEntries | System.StringSplitOptions.TrimEntries);
}
