using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Compares what the user asked for with what came out, and selects with dependencies.</summary>
internal static class ValueChecks
{
    /// <summary>Checks symbols.</summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="evaluator">The values.</param>
    /// <param name="diagnostics">Receives the messages.</param>
    /// <returns>The symbols that there is a message about.</returns>
    public static IReadOnlyList<Symbol> Run(IEnumerable<Symbol> symbols, Evaluator evaluator, List<KconfigDiagnostic> diagnostics)
    {
        var origins = new OriginFinder(evaluator);
        var reported = new List<Symbol>();
        foreach (Symbol symbol in symbols)
        {
            int count = diagnostics.Count;
            CheckSelects(symbol, evaluator, diagnostics);
            if (evaluator.User(symbol) is { } user && symbol.Type != SymbolType.Unknown && !symbol.IsTransitional)
            {
                CheckUser(symbol, user, evaluator, origins, diagnostics);
            }

            if (diagnostics.Count > count)
            {
                reported.Add(symbol);
            }
        }

        return reported;
    }

    private static void CheckSelects(Symbol symbol, Evaluator evaluator, List<KconfigDiagnostic> diagnostics)
    {
        if (symbol.SelectedBy.Count == 0 || symbol.Choice is not null || !SymbolTypes.IsLogical(symbol.Type))
        {
            return;
        }

        Tristate selected = evaluator.Promote(symbol, evaluator.Strongest(ref symbol.Selectors, out SelectProperty? strongest));
        Tristate dependency = evaluator.Promote(symbol, evaluator.DirectDependency(symbol));
        if (strongest is null || dependency >= selected)
        {
            return;
        }

        var selectors = new StringBuilder();
        foreach (SelectProperty select in symbol.SelectedBy)
        {
            Tristate value = evaluator.Tristate(select.Selector);
            if (value != Tristate.N && evaluator.Expressions.Evaluate(select) != Tristate.N)
            {
                selectors.Append(selectors.Length == 0 ? "'" : ", '").Append(select.Selector.Name).Append("' (=").Append(TristateNames.Name(value))
                    .Append(", ").Append(select.Location).Append(')');
            }
        }

        diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.UnmetDependencies, strongest.Location,
            symbol.Name, selectors, "'" + symbol.DirectDependency + "' (" + symbol.Definitions[0].Location + ")", TristateNames.Name(dependency)));
    }

    /// <summary>Why a symbol has not the value that the user asked for; null if it has.</summary>
    public static KconfigDiagnostic? Explain(Symbol symbol, UserValue user, Evaluator evaluator)
    {
        var diagnostics = new List<KconfigDiagnostic>();
        CheckUser(symbol, user, evaluator, new OriginFinder(evaluator), diagnostics);
        return diagnostics.Count == 0 ? null : diagnostics[0];
    }

    private static void CheckUser(Symbol symbol, UserValue user, Evaluator evaluator, OriginFinder origins, List<KconfigDiagnostic> diagnostics)
    {
        bool isLogical = SymbolTypes.IsLogical(symbol.Type);
        string actual = evaluator.Text(symbol);
        string asked = isLogical ? TristateNames.Name(evaluator.Promote(symbol, user.Tristate)) : user.Text;
        if (asked == actual)
        {
            return;
        }

        if (symbol.Type == SymbolType.String)
        {
            asked = "\"" + asked + "\"";
            actual = "\"" + actual + "\"";
        }

        if (isLogical && symbol.Choice is null && evaluator.Strongest(ref symbol.Selectors, out SelectProperty? select) != Tristate.N
            && evaluator.Tristate(symbol) > user.Tristate && select is not null)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.SelectForces, user.Location ?? symbol.Definitions[0].Location,
                symbol.Name, asked, actual, select.Selector.Name, select.Location));
        }
        else if (symbol.FirstPrompt is null)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.NotSettable, user.Location ?? symbol.Definitions[0].Location,
                symbol.Name, asked, actual, symbol.Definitions[0].Location));
        }
        else if (Limit(symbol, user, evaluator, origins) is ({ } part, { } location))
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.DependencyForbids, user.Location ?? symbol.Definitions[0].Location,
                symbol.Name, asked, actual, part, location, TristateNames.Name(evaluator.Expressions.Evaluate(part))));
        }
        else if (symbol.Choice is { } choice && evaluator.Chosen(choice) is { } chosen)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.ChoiceTakesOther, user.Location ?? symbol.Definitions[0].Location,
                symbol.Name, asked, actual, choice.Location, chosen.Name));
        }
        else if (!isLogical && evaluator.ActiveRange(symbol) is { } range)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.OutOfRange, user.Location ?? symbol.Definitions[0].Location,
                symbol.Name, asked, evaluator.Expressions.RawText(range.Low), evaluator.Expressions.RawText(range.High), range.Location, actual));
        }
    }

    /// <summary>The part of the first prompt's condition that keeps the user's value from taking effect, and its place.</summary>
    private static (Expression? Part, SourceLocation? Location) Limit(Symbol symbol, UserValue user, Evaluator evaluator, OriginFinder origins)
    {
        Tristate visibility = evaluator.Visibility(symbol);
        bool isLimited = visibility == Tristate.N || (symbol.Type == SymbolType.Tristate && symbol.Choice is null && visibility < user.Tristate);
        foreach (MenuNode node in symbol.Definitions)
        {
            if (isLimited && node.Prompt is { } prompt && origins.Weakest(prompt.Condition, visibility) is { } part)
            {
                return (part, OriginFinder.Owner(node, part));
            }
        }

        return (null, null);
    }
}
