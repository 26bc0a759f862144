using System.CommandLine;

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
            rounds, json,
        };
        command.SetAction(arguments => new GeneratorBenchmark(arguments.GetValue(rounds), arguments.GetValue(json)).Run());
        return command;
    }
}
