using System;
using System.Collections.Generic;
using System.CommandLine;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig search TEXT</c></summary>
internal sealed class SearchCommand : ToolCommand
{
    private readonly Argument<string> _text = new("TEXT") { Description = "Part of a name, a prompt or a help text; upper and lower case are the same." };

    public SearchCommand()
        : base("search", "Finds symbols by name, prompt or help text.",
            "kconfig search iommu",
            "kconfig search --json 'page table'") => Arguments.Add(_text);

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration)
        {
            return ExitCode.Problems;
        }

        string text = arguments.GetValue(_text)!;
        var found = new List<Symbol>();
        foreach (Func<Symbol, bool> isIn in (Func<Symbol, bool>[])[s => Has(s.Name, text), s => HasPrompt(s, text), s => HasHelp(s, text)])
        {
            foreach (Symbol symbol in configuration.Tree.Symbols)
            {
                if (isIn(symbol) && !found.Contains(symbol))
                {
                    found.Add(symbol);
                }
            }
        }

        SymbolList.Print(workspace, configuration, found);
        return found.Count > 0 ? ExitCode.Ok : ExitCode.Problems;
    }

    private static bool Has(string? whole, string text) => whole?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasPrompt(Symbol symbol, string text)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            if (Has(node.Prompt?.Text, text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasHelp(Symbol symbol, string text)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            if (Has(node.Help, text))
            {
                return true;
            }
        }

        return false;
    }
}
