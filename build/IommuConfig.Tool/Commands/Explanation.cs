using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

/// <summary>Follows a value back: to the line that gave it, and on through the symbols that this line read.</summary>
internal sealed class Explanation(Configuration configuration)
{
    /// <summary>Writes one symbol after the other, each indented below the one that depends on it.</summary>
    public void Write(Symbol symbol, TextWriter output)
    {
        foreach (Step step in Steps(symbol))
        {
            string indent = new(' ', 2 * step.Depth);
            output.WriteLine($"{indent}{step.Symbol.Name}={configuration.GetValue(step.Symbol)}");
            foreach (string reason in step.Reasons)
            {
                output.WriteLine($"{indent}  {reason}");
            }
        }
    }

    /// <summary>Writes the same as an array.</summary>
    public void Write(Symbol symbol, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Step step in Steps(symbol))
        {
            json.WriteStartObject();
            json.WriteString("name", step.Symbol.Name);
            json.WriteString("value", configuration.GetValue(step.Symbol).ToString());
            json.WriteNumber("depth", step.Depth);
            json.WriteStartArray("reasons");
            foreach (string reason in step.Reasons)
            {
                json.WriteStringValue(reason);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private List<Step> Steps(Symbol first)
    {
        var steps = new List<Step>();
        var seen = new HashSet<Symbol> { first };
        var waiting = new Stack<(Symbol Symbol, int Depth)>();
        waiting.Push((first, 0));
        while (waiting.TryPop(out (Symbol Symbol, int Depth) next))
        {
            ValueOrigin origin = configuration.GetOrigin(next.Symbol);
            steps.Add(new Step(next.Symbol, next.Depth, [.. Reasons(next.Symbol, origin)]));
            IReadOnlyList<Symbol> causes = Causes(next.Symbol, origin);
            for (int i = causes.Count - 1; i >= 0; i--)
            {
                if (causes[i].IsDefined && seen.Add(causes[i]))
                {
                    waiting.Push((causes[i], next.Depth + 1));
                }
            }
        }

        return steps;
    }

    private IEnumerable<string> Reasons(Symbol symbol, ValueOrigin origin)
    {
        SymbolValue value = configuration.GetValue(symbol);
        string prompt = symbol.FirstPrompt is { } first ? $", \"{first.Text}\"" : ", no prompt";
        yield return $"{SymbolSummary.TypeName(symbol.Type)} defined at {symbol.Definitions[0].Location}{prompt}";
        yield return origin.Kind switch
        {
            ValueOriginKind.User when origin.Selector is { } other => $"set to n at {origin.Location}; the choice takes {other.Name}",
            ValueOriginKind.User => $"set at {origin.Location}",
            ValueOriginKind.Default => $"by the default at {origin.Location}",
            ValueOriginKind.Selected => $"selected by {origin.Selector!.Name} at {origin.Location}",
            ValueOriginKind.Implied => $"implied by {origin.Selector!.Name} at {origin.Location}",
            ValueOriginKind.Choice when origin.Selector is { } other => $"the choice at {origin.Location} takes {other.Name}",
            ValueOriginKind.Choice => $"taken by the choice, at {origin.Location}",
            _ => "nothing sets it and no default applies",
        };
        if (origin.FailingDependency is null && !ReferenceEquals(symbol.DirectDependency, Expression.Yes))
        {
            yield return $"depends on '{symbol.DirectDependency}', which is {Name(configuration.Evaluate(symbol.DirectDependency))}";
        }

        if (origin.FailingDependency is { } failing)
        {
            yield return $"cannot be more than {value}: '{failing}', needed at {origin.FailingLocation}, is n";
        }

        if (symbol.Ranges.FirstOrDefault(range => configuration.Evaluate(range.Condition) != Tristate.N) is { } active)
        {
            yield return $"the range at {active.Location} allows {Bound(active.Low)} to {Bound(active.High)}";
        }

        if (value.Tristate == Tristate.N && symbol.SelectedBy.Count > 0 && symbol.FirstPrompt is null)
        {
            yield return "only a select gives it another value: " + Named(symbol.SelectedBy);
        }

        foreach (SelectProperty select in symbol.SelectedBy)
        {
            if (select.Selector != origin.Selector && configuration.Evaluate(select.Condition) != Tristate.N
                && configuration.GetValue(select.Selector).Tristate != Tristate.N)
            {
                yield return $"also selected by {select.Selector.Name} at {select.Location}";
            }
        }
    }

    /// <summary>Those who select, as many as one reads.</summary>
    private static string Named(IReadOnlyList<SelectProperty> selects)
    {
        const int Most = 5;
        string named = string.Join(", ", selects.Take(Most).Select(select => $"{select.Selector.Name} at {select.Location}"));
        return selects.Count > Most ? $"{named}, and {selects.Count - Most} more" : named;
    }

    private string Bound(Expression bound) => bound is SymbolExpression { Symbol: { IsDefined: true } symbol } ? $"{symbol.Name} (={configuration.GetValue(symbol)})" : bound.ToString();

    private static string Name(Tristate value) => value switch { Tristate.Y => "y", Tristate.M => "m", _ => "n" };

    /// <summary>The symbols whose values the reason rests on.</summary>
    private static IReadOnlyList<Symbol> Causes(Symbol symbol, ValueOrigin origin)
    {
        var causes = new List<Symbol>();
        if (origin.Selector is { } selector)
        {
            causes.Add(selector);
        }

        if (origin.FailingDependency is { } failing)
        {
            causes.AddRange(failing.Symbols);
        }
        else if (origin.Kind == ValueOriginKind.Default)
        {
            foreach (DefaultProperty item in symbol.Defaults)
            {
                if (item.Location.Equals(origin.Location))
                {
                    causes.AddRange(item.Value.Symbols);
                    causes.AddRange(item.If.Symbols);
                }
            }
        }

        return causes;
    }

    private sealed record Step(Symbol Symbol, int Depth, IReadOnlyList<string> Reasons);
}
