using System;

namespace IommuConfig.Kconfig;

/// <summary>Names every symbol that the value of a symbol or choice is computed from, with the relation and its place for messages.</summary>
internal static class DependencyVisitor
{
    /// <summary>Visits what a symbol depends on. A member of a choice depends on its choice instead of its own defaults and selects.</summary>
    public static void Visit(Symbol symbol, Action<Symbol, string, SourceLocation> visit)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            Visit(node.Dependency, "depends on", node.Location, visit);
            if (node.Prompt is { } prompt)
            {
                Visit(prompt.Condition, "has a prompt if", prompt.Location, visit);
            }
        }

        if (symbol.Choice is not null)
        {
            return;
        }

        foreach (DefaultProperty item in symbol.Defaults)
        {
            Visit(item.Value, "has a default from", item.Location, visit);
            Visit(item.If, "has a default if", item.Location, visit);
        }

        foreach (SelectProperty select in symbol.SelectedBy)
        {
            visit(select.Selector, "is selected by", select.Location);
            Visit(select.Condition, "is selected if", select.Location, visit);
        }

        foreach (SelectProperty imply in symbol.ImpliedBy)
        {
            visit(imply.Selector, "is implied by", imply.Location);
            Visit(imply.Condition, "is implied if", imply.Location, visit);
        }

        foreach (RangeProperty range in symbol.Ranges)
        {
            Visit(range.Low, "has a range from", range.Location, visit);
            Visit(range.High, "has a range to", range.Location, visit);
            Visit(range.If, "has a range if", range.Location, visit);
        }
    }

    /// <summary>Visits what a choice depends on.</summary>
    public static void Visit(Choice choice, Action<Symbol, string, SourceLocation> visit)
    {
        foreach (Symbol member in choice.Members)
        {
            VisitPrompts(member, "has a member that depends on", visit);
        }

        foreach (ChoiceDefault item in choice.Defaults)
        {
            Visit(item.Condition, "has a default if", item.Location, visit);
            if (item.Member.Choice != choice)
            {
                VisitPrompts(item.Member, "has a default that depends on", visit);
            }
        }
    }

    /// <summary>Visits what a symbol, or the symbol of a choice, depends on, its choice among it.</summary>
    public static void VisitAll(Symbol symbol, Action<Symbol> visit)
    {
        if (symbol.OwnChoice is { } own)
        {
            Visit(own, (target, _, _) => visit(target));
            foreach (MenuNode node in symbol.Definitions)
            {
                Visit(node.Dependency, "", node.Location, (target, _, _) => visit(target));
            }
        }
        else
        {
            Visit(symbol, (target, _, _) => visit(target));
            if (symbol.Choice is { } choice)
            {
                visit(choice.Symbol);
            }
        }
    }

    private static void VisitPrompts(Symbol symbol, string relation, Action<Symbol, string, SourceLocation> visit)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            if (node.Prompt is { } prompt)
            {
                Visit(prompt.Condition, relation, node.Location, visit);
            }
        }
    }

    private static void Visit(Expression expression, string relation, SourceLocation location, Action<Symbol, string, SourceLocation> visit)
    {
        switch (expression)
        {
            case SymbolExpression symbol:
                visit(symbol.Symbol, relation, location);
                break;
            case ModuleConditionExpression { Modules.Symbol: { } modules }:
                visit(modules, relation, location);
                break;
            case NotExpression not:
                Visit(not.Operand, relation, location, visit);
                break;
            case ComparisonExpression comparison:
                Visit(comparison.Left, relation, location, visit);
                Visit(comparison.Right, relation, location, visit);
                break;
            case ChainExpression chain:
                foreach (Expression operand in chain.Operands)
                {
                    Visit(operand, relation, location, visit);
                }

                break;
        }
    }
}
