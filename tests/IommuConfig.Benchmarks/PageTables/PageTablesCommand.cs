using System;
using System.CommandLine;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The command <c>pagetables</c>: the runtime's page tables beside a textbook's and the floor, both in C.</summary>
internal static class PageTablesCommand
{
    private const string Off = "0";

    // What is measured must not depend on what the warm-up happened to do: the compiler does not learn from it, and the measuring loops are
    // compiled at once and not replaced while they run, which leaves their variables in memory.
    private static readonly string[] s_settings = ["DOTNET_TieredPGO", "DOTNET_TC_QuickJitForLoops"];

    public static Command Create()
    {
        string[] keys = [.. PageTableRows.All.Select(r => r.Key)];
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often everything is measured; medians are reported.",
            DefaultValueFactory = _ => 31,
        };
        var rows = new Option<string[]>("--rows")
        {
            Description = $"Of {string.Join(", ", keys)}.",
            DefaultValueFactory = _ => keys,
            AllowMultipleArgumentsPerToken = true,
        };
        rows.AcceptOnlyFromAmong(keys);
        var json = new Option<string?>("--json") { Description = "A file that receives every single measurement." };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds: at least 1.");
            }
        });
        var command = new Command(
            "pagetables",
            "The runtime's page tables beside a textbook's walk and the floor, both C compiled by gcc. docs/benchmarks.md explains the figures.")
        {
            rounds, rows, json,
        };
        command.SetAction(arguments => !OperatingSystem.IsLinux() ? Missing("The benchmark runs on Linux only.")
            : !Restart.Has(s_settings, Off) ? Restart.With(s_settings, Off)
            : new PageTablesBenchmark(
                arguments.GetValue(rounds), [.. PageTableRows.All.Where(r => arguments.GetValue(rows)!.Contains(r.Key))], arguments.GetValue(json)).Run());
        return command;
    }

    private static int Missing(string what)
    {
        Console.Error.WriteLine(what);
        return 1;
    }
}
