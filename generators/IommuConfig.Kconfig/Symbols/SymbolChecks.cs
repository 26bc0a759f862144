using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What can only be said of a symbol once all its definitions are known.</summary>
internal static class SymbolChecks
{
    public static void Run(IReadOnlyList<Symbol> symbols, IReadOnlyList<Choice> choices, List<KconfigDiagnostic> diagnostics)
    {
        foreach (Symbol symbol in symbols)
        {
            symbol.DirectDependency = Dependencies(symbol);
            CheckType(symbol, diagnostics);
            CheckDefaults(symbol, diagnostics);
            CheckSelects(symbol, diagnostics);
            CheckRanges(symbol, diagnostics);
            if (symbol.IsTransitional)
            {
                CheckTransitional(symbol, diagnostics);
            }
        }

        foreach (Choice choice in choices)
        {
            ChoiceChecks.Run(choice, diagnostics);
        }
    }

    /// <summary>As in the C program, a definition without any dependency adds nothing here; only one that depends on y makes the whole y.</summary>
    private static Expression Dependencies(Symbol symbol)
    {
        var dependencies = new List<Expression>();
        foreach (MenuNode node in symbol.Definitions)
        {
            if (!ReferenceEquals(node.Dependency, Expression.Yes))
            {
                dependencies.Add(node.Dependency);
            }
        }

        return Expression.Or(dependencies);
    }

    private static void CheckType(Symbol symbol, List<KconfigDiagnostic> diagnostics)
    {
        if (symbol.Type == SymbolType.Unknown)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.SymbolWithoutType, symbol.Definitions[0].Location, symbol.Name));
        }
    }

    private static void CheckDefaults(Symbol symbol, List<KconfigDiagnostic> diagnostics)
    {
        if (symbol.Type is not (SymbolType.Int or SymbolType.Hex or SymbolType.String))
        {
            return;
        }

        foreach (DefaultProperty item in symbol.Defaults)
        {
            if (item.Value is not (ConstantExpression or SymbolExpression))
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.DefaultNotSingle, item.Location, symbol.Name, SymbolTypes.Name(symbol.Type)));
            }
            else if (!IsValidNumber(item.Value, symbol.Type))
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.InvalidNumber, item.Location,
                    item.Value, SymbolTypes.Name(symbol.Type), symbol.Name));
            }
        }
    }

    private static void CheckSelects(Symbol symbol, List<KconfigDiagnostic> diagnostics)
    {
        foreach (IReadOnlyList<SelectProperty> list in new[] { symbol.Selects, symbol.Implies })
        {
            foreach (SelectProperty select in list)
            {
                string keyword = select.IsImply ? "imply" : "select";
                if (!SymbolTypes.IsLogical(symbol.Type))
                {
                    diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.SelectBySymbolOfWrongType, select.Location,
                        symbol.Name, SymbolTypes.Name(symbol.Type), keyword));
                }
                else if (select.Target.IsDefined && select.Target.Type != SymbolType.Unknown && !SymbolTypes.IsLogical(select.Target.Type))
                {
                    diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.SelectOfSymbolOfWrongType, select.Location,
                        select.Target.Name, SymbolTypes.Name(select.Target.Type), keyword));
                }
            }
        }
    }

    private static void CheckRanges(Symbol symbol, List<KconfigDiagnostic> diagnostics)
    {
        foreach (RangeProperty range in symbol.Ranges)
        {
            if (symbol.Type is not (SymbolType.Int or SymbolType.Hex))
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.RangeOfWrongType, range.Location, symbol.Name, SymbolTypes.Name(symbol.Type)));
                continue;
            }

            foreach (Expression bound in new[] { range.Low, range.High })
            {
                if (!IsValidNumber(bound, symbol.Type))
                {
                    diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.InvalidRange, range.Location,
                        bound, symbol.Name, symbol.Type == SymbolType.Int ? "an int" : "a hex"));
                }
            }
        }
    }

    private static void CheckTransitional(Symbol symbol, List<KconfigDiagnostic> diagnostics)
    {
        bool hasMore = symbol.Defaults.Count + symbol.Selects.Count + symbol.Implies.Count + symbol.Ranges.Count > 0
            || symbol.FirstPrompt is not null || symbol.IsModules;
        foreach (MenuNode node in symbol.Definitions)
        {
            hasMore |= !ReferenceEquals(node.OwnDependency, Expression.Yes);
        }

        if (hasMore)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.TransitionalProperty, symbol.Definitions[0].Location, symbol.Name));
        }
    }

    /// <summary>A constant must be a number of the type; a symbol must have the type, or be a name that is itself such a number.</summary>
    private static bool IsValidNumber(Expression value, SymbolType type)
    {
        if (type == SymbolType.String)
        {
            return true;
        }

        if (value is SymbolExpression { Symbol: { IsDefined: true } symbol })
        {
            return symbol.Type == type;
        }

        string text = value is ConstantExpression constant ? constant.Text : value.ToString();
        if (text.IndexOf("$(", StringComparison.Ordinal) >= 0)
        {
            // The macro was reported.
            return true;
        }

        return type == SymbolType.Int ? KconfigNumber.IsInt(text) : KconfigNumber.IsHex(text);
    }
}
