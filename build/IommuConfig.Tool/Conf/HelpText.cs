using System;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>What <c>?</c> and helpnewconfig show about an entry.</summary>
internal static class HelpText
{
    /// <summary>The text as conf prints it, between empty lines.</summary>
    public static string Shown(ConfSession session, MenuNode node)
    {
        var text = new StringBuilder("\n");
        if (node.HelpLine?.ExactText is { } help)
        {
            if (node.Subject is { Name.Length: > 0 } named)
            {
                text.Append(session.Host.Environment("CONFIG_") ?? "CONFIG_").Append(named.Name).Append(":\n\n");
            }

            text.Append(help).Append('\n');
        }
        else
        {
            text.Append("There is no help available for this option.\n");
        }

        if (node.Subject is { } symbol)
        {
            AppendSymbol(new HelpWriter(session, text), symbol);
        }

        return text.Append('\n').ToString();
    }

    private static void AppendSymbol(HelpWriter writer, Symbol symbol)
    {
        if (symbol.Name.Length > 0)
        {
            writer.Text.Append("Symbol: ").Append(symbol.Name).Append(" [=").Append(writer.Value(symbol)).Append("]\n");
            writer.Text.Append("Type  : ").Append(TypeName(symbol.Type, writer.IsLegacy)).Append('\n');
            if (symbol.Type is SymbolType.Int or SymbolType.Hex)
            {
                AppendRange(writer, symbol);
            }
        }

        if (writer.IsLegacy)
        {
            LegacyHelp.AppendDefinition(writer, symbol);
        }
        else
        {
            AppendDefinitions(writer, symbol, withPrompt: true);
            AppendDefinitions(writer, symbol, withPrompt: false);
        }

        AppendTargets(writer, symbol, isImply: false);
        AppendReverse(writer, symbol.OwnChoice is null ? writer.Forms.Selectors(symbol.SelectedBy) : LeastOf(writer, symbol.OwnChoice), "Selected by");
        AppendTargets(writer, symbol, isImply: true);
        AppendReverse(writer, writer.Forms.Selectors(symbol.ImpliedBy), "Implied by");
        writer.Text.Append("\n\n");
    }

    private static void AppendRange(HelpWriter writer, Symbol symbol)
    {
        foreach (RangeProperty range in symbol.Ranges)
        {
            if (symbol.Type is SymbolType.Int or SymbolType.Hex && writer.Session.Configuration.Evaluate(range.Condition) != Tristate.N)
            {
                writer.Text.Append("Range : [").Append(writer.Operand(range.Low)).Append(' ').Append(writer.Operand(range.High)).Append("]\n");
                return;
            }
        }
    }

    private static void AppendDefinitions(HelpWriter writer, Symbol symbol, bool withPrompt)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            if (node.Prompt is not null != withPrompt)
            {
                continue;
            }

            writer.Text.Append("Defined at ").Append(node.Location.ToString()).Append('\n');
            if (node.Prompt is not { } prompt)
            {
                writer.AppendCondition("  Depends on: ", writer.Forms.Dependency(node));
                continue;
            }

            writer.Text.Append("  Prompt: ").Append(prompt.Text).Append('\n');
            ClassicExpression? dependency = writer.Forms.Dependency(node);
            ClassicExpression? condition = writer.Forms.Condition(prompt);
            writer.AppendCondition("  Depends on: ", dependency);
            if (!ClassicEquality.AreEqual(dependency, condition))
            {
                writer.AppendCondition("  Visible if: ", condition);
            }

            writer.AppendLocation(node);
        }
    }

    private static void AppendTargets(HelpWriter writer, Symbol symbol, bool isImply)
    {
        string separator = (writer.IsLegacy ? "  " : "") + (isImply ? "Implies: " : "Selects: ");
        foreach (SelectProperty property in isImply ? symbol.Implies : symbol.Selects)
        {
            writer.Text.Append(separator).Append(writer.Named(property.Target));
            separator = " && ";
        }

        writer.Text.Append(separator == " && " ? "\n" : "");
    }

    private static void AppendReverse(HelpWriter writer, ClassicExpression? reverse, string title)
    {
        if (reverse is null)
        {
            return;
        }

        if (writer.IsLegacy)
        {
            writer.Text.Append("  ").Append(title).Append(": ").Append(writer.Expression(reverse)).Append('\n');
            return;
        }

        foreach (Tristate value in (ReadOnlySpan<Tristate>)[Tristate.Y, Tristate.M, Tristate.N])
        {
            string heading = $"{title} [{(value == Tristate.Y ? 'y' : value == Tristate.M ? 'm' : 'n')}]:\n";
            UnmetDependencies.AppendSelectors(writer.Text, reverse, value, writer.Evaluator, heading);
        }
    }

    private static ClassicExpression? LeastOf(HelpWriter writer, Choice choice) =>
        writer.Session.Dialect.Choices == ChoiceRules.Classic ? writer.Forms.Least(choice) : null;

    private static string TypeName(SymbolType type, bool isLegacy) => type switch
    {
        SymbolType.Bool => isLegacy ? "boolean" : "bool",
        SymbolType.Tristate => "tristate",
        SymbolType.Int => "integer",
        SymbolType.Hex => "hex",
        SymbolType.String => "string",
        _ => "unknown",
    };
}
