using System.Collections.Generic;
using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig list-new</c></summary>
internal sealed class ListNewCommand()
    : ToolCommand("list-new", "Lists the symbols that one can set and the configuration does not mention, with the values they have without.",
        "kconfig list-new",
        "kconfig list-new --config configs/arm_defconfig")
{
    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration)
        {
            return ExitCode.Problems;
        }

        var found = new List<Symbol>();
        foreach (Symbol symbol in configuration.Tree.Symbols)
        {
            if (configuration.GetUserValue(symbol) is null && symbol.Type != SymbolType.Unknown && configuration.IsChangeable(symbol))
            {
                found.Add(symbol);
            }
        }

        SymbolList.Print(workspace, configuration, found);
        return ExitCode.Ok;
    }
}
