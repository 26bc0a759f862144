using System.CommandLine;
using System.Linq;

namespace IommuConfig.Benchmarks;

/// <summary>The command <c>generator</c>: the source generator beside one that does nothing.</summary>
internal static class GeneratorCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often everything is measured; medians are reported.",
            DefaultValueFactory = _ => 15,
        };
        var tables = new Option<int[]>("--tables")
        {
            Description = "How many dispatch tables the programs have.",
            DefaultValueFactory = _ => [0, 1, 5, 20],
            AllowMultipleArgumentsPerToken = true,
        };
        var edits = new Option<string[]>("--edit")
        {
            Description = "Of keystroke, toggle, cold.",
            DefaultValueFactory = _ => [.. Editor.Edits],
            AllowMultipleArgumentsPerToken = true,
        };
        edits.AcceptOnlyFromAmong([.. Editor.Edits]);
        var json = new Option<string?>("--json") { Description = "A file that receives every single measurement." };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds: at least 1.");
            }
        });
        var command = new Command("generator", "The source generator beside an empty one, in the compiler's driver: 1,000 C# files and the Linux 6.1 tree. docs/benchmarks.md explains the figures.")
        {
            rounds, tables, edits, json,
        };
        command.SetAction(arguments => new GeneratorBenchmark(
            arguments.GetValue(rounds), [.. arguments.GetValue(tables)!.Order()], arguments.GetValue(edits)!, arguments.GetValue(json)).Run());
        return command;
    }
}
