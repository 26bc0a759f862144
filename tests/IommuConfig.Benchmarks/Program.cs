using System.CommandLine;
using IommuConfig.Benchmarks;

var root = new RootCommand("Measures this repository beside its peers. Exit codes: 0 measured, 1 the peers' results differ or nothing could be measured, 2 wrong usage.");
root.Subcommands.Add(KconfigCommand.Create());
root.Subcommands.Add(GeneratorCommand.Create());
root.Subcommands.Add(PageTablesCommand.Create());
ParseResult parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? Usage(parsed) : parsed.Invoke();

static int Usage(ParseResult parsed)
{
    parsed.Invoke();
    return 2;
}
