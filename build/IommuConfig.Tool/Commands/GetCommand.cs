using System.Collections.Generic;
using System.CommandLine;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig get SYMBOL..</c></summary>
internal sealed class GetCommand : ToolCommand
{
    private readonly Argument<string[]> _names = new("SYMBOL")
    {
        Description = "Names, with or without CONFIG_.",
        Arity = ArgumentArity.OneOrMore,
    };

    public GetCommand()
        : base("get", "Prints values: of one symbol the value alone, of several NAME=VALUE lines.",
            "kconfig get HAS_PCI",
            "kconfig get --json HAS_PCI NR_CPUS") => Arguments.Add(_names);

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration)
        {
            return ExitCode.Problems;
        }

        string[] names = arguments.GetValue(_names)!;
        var symbols = new List<Symbol>();
        foreach (string name in names)
        {
            if (workspace.Find(configuration.Tree, name) is { } symbol)
            {
                symbols.Add(symbol);
            }
        }

        if (workspace.IsJson)
        {
            workspace.Output.WriteJson(json =>
            {
                json.WriteStartObject();
                foreach (Symbol symbol in symbols)
                {
                    json.WriteString(symbol.Name, configuration.GetValue(symbol).ToString());
                }

                json.WriteEndObject();
            });
        }
        else
        {
            foreach (Symbol symbol in symbols)
            {
                workspace.Output.Out.WriteLine((names.Length > 1 ? symbol.Name + "=" : "") + configuration.GetValue(symbol));
            }
        }

        return symbols.Count == names.Length ? ExitCode.Ok : ExitCode.Problems;
    }
}
