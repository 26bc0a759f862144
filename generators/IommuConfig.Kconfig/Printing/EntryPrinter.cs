using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Writes entries and what they contain. Depth is bounded by <see cref="TreeBuilder.MaximumDepth"/>.</summary>
/// <param name="output">Where to.</param>
internal sealed class EntryPrinter(StringBuilder output)
{
    /// <summary>Writes an entry that stands alone: what the menus, choices and ifs around it demand becomes its own.</summary>
    public void PrintAlone(MenuNode node)
    {
        var dependencies = new List<Expression> { node.OwnDependency };
        var visibilities = new List<Expression>();
        for (MenuNode? around = node.Container; around is not null; around = around.Container)
        {
            dependencies.Insert(0, around.OwnDependency);
            visibilities.Insert(0, around.VisibleIf);
        }

        Print(node, Expression.And(dependencies), Expression.And(visibilities));
    }

    /// <summary>Writes what an entry contains.</summary>
    /// <param name="node">The entry.</param>
    /// <param name="visibility">What hides the prompts in it and is written nowhere else.</param>
    public void PrintParts(MenuNode node, Expression visibility)
    {
        foreach (MenuNode part in node.Parts)
        {
            Print(part, part.OwnDependency, visibility);
        }
    }

    private void Print(MenuNode node, Expression dependency, Expression visibility)
    {
        switch (node.Kind)
        {
            case MenuNodeKind.Root:
                PrintParts(node, visibility);
                break;
            case MenuNodeKind.If when ReferenceEquals(dependency, Expression.Yes):
                PrintParts(node, visibility);
                break;
            case MenuNodeKind.If:
                dependency.AppendTo(output.Append("if "));
                output.Append("\n\n");
                PrintParts(node, visibility);
                output.Append("endif\n\n");
                break;
            case MenuNodeKind.Menu:
                AppendTitle("menu ", node);
                AppendLine("depends on ", dependency);
                AppendLine("visible if ", Expression.And(visibility, node.VisibleIf));
                output.Append('\n');
                PrintParts(node, Expression.Yes);
                output.Append("endmenu\n\n");
                break;
            case MenuNodeKind.Comment:
                AppendTitle("comment ", node);
                AppendLine("depends on ", dependency);
                output.Append('\n');
                break;
            case MenuNodeKind.Choice:
                PrintChoice(node, node.Choice!, dependency, visibility);
                break;
            default:
                output.Append(node.Kind == MenuNodeKind.MenuConfig ? "menuconfig " : "config ").Append(node.Symbol!.Name).Append('\n');
                PrintLines(node, node.Symbol, dependency, visibility);
                output.Append('\n');
                break;
        }
    }

    private void PrintChoice(MenuNode node, Choice choice, Expression dependency, Expression visibility)
    {
        output.Append("choice").Append(choice.Symbol.Name.Length > 0 ? " " : "").Append(choice.Symbol.Name).Append('\n');
        PrintLines(node, choice.Symbol, dependency, visibility);
        output.Append('\n');
        PrintParts(node, visibility);
        output.Append("endchoice\n\n");
    }

    private void PrintLines(MenuNode node, Symbol symbol, Expression dependency, Expression visibility)
    {
        IReadOnlyList<KconfigProperty> lines = node.Lines.AsReadOnly();
        int next = AppendType(node, symbol, lines, visibility);
        if (node == symbol.Definitions[0])
        {
            AppendMarks(symbol);
        }

        AppendLine("depends on ", dependency);
        for (; next < lines.Count; next++)
        {
            if (PropertyPrinter.IsPrintable(lines[next]))
            {
                PropertyPrinter.Append(output.Append('\t'), lines[next], visibility);
                output.Append('\n');
            }
        }

        AppendHelp(node.Help);
    }

    /// <summary>Appends the type and, if the first line is one, the prompt. Returns how many lines are done.</summary>
    private int AppendType(MenuNode node, Symbol symbol, IReadOnlyList<KconfigProperty> lines, Expression visibility)
    {
        // Only the choices of older dialects have a type that can be written; without one, they have that of their members.
        bool hasType = symbol.Type != SymbolType.Unknown && (node.Choice is null || (symbol.HasWrittenType && SymbolTypes.IsLogical(symbol.Type)));
        var prompt = lines.Count > 0 ? lines[0] as Prompt : null;
        if (hasType)
        {
            output.Append('\t').Append(SymbolTypes.Name(symbol.Type));
        }

        if (prompt is not null)
        {
            PrintedText.AppendQuoted(output.Append(hasType ? " " : "\tprompt "), prompt.Text);
            PropertyPrinter.AppendIf(output, Expression.And(visibility, prompt.If));
        }

        output.Append(hasType || prompt is not null ? "\n" : "");
        return prompt is null ? 0 : 1;
    }

    /// <summary>Appends what is said of a symbol or choice as a whole.</summary>
    private void AppendMarks(Symbol symbol)
    {
        output.Append(symbol.IsTransitional ? "\ttransitional\n" : "");
        output.Append(symbol.OwnChoice is { IsOptional: true } ? "\toptional\n" : "");
        if (symbol.IsModules)
        {
            output.Append(symbol.Options is { HasModules: true } ? "\toption modules\n" : "\tmodules\n");
        }

        if (symbol.Options is { } options)
        {
            if (options.EnvironmentVariable is { } variable)
            {
                PrintedText.AppendQuoted(output.Append("\toption env="), variable);
                output.Append('\n');
            }

            output.Append(options.IsDefconfigList ? "\toption defconfig_list\n" : "");
            output.Append(options.IsYesInAllNo ? "\toption allnoconfig_y\n" : "");
        }
    }

    private void AppendTitle(string keyword, MenuNode node)
    {
        PrintedText.AppendQuoted(output.Append(keyword), node.Prompt!.Text);
        output.Append('\n');
    }

    private void AppendLine(string keyword, Expression condition)
    {
        if (!ReferenceEquals(condition, Expression.Yes))
        {
            condition.AppendTo(output.Append('\t').Append(keyword));
            output.Append('\n');
        }
    }

    /// <summary>Appends a help text. A blank one is left out: it would swallow the next line.</summary>
    private void AppendHelp(string? help)
    {
        if (string.IsNullOrEmpty(help))
        {
            return;
        }

        output.Append("\thelp\n");
        foreach (string line in help!.Split('\n'))
        {
            output.Append(line.Length > 0 ? "\t  " : "").Append(line).Append('\n');
        }
    }
}
