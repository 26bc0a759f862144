using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Computes again what hangs on a symbol whose user value changed, and nothing else: in dependency order, and only as far as values really change.
/// </summary>
internal sealed class ChangePropagation(Evaluator evaluator)
{
    private readonly KconfigTree _tree = evaluator.Tree;
    private readonly SortedSet<int> _pending = [];

    /// <summary>Brings all values up to date.</summary>
    public void Run(Symbol changed)
    {
        Tristate modules = evaluator.Modules;
        Add(changed.Index);
        if (changed.Choice is { } choice)
        {
            Add(choice.Symbol.Index);
        }

        while (_pending.Count > 0)
        {
            int position = _pending.Min;
            _pending.Remove(position);
            int node = _tree.Dependents.NodeAt(position);
            if (Update(node))
            {
                foreach (int dependent in _tree.Dependents.Of(node))
                {
                    Add(dependent);
                }
            }

            if (evaluator.Modules != modules)
            {
                // Every tristate and every literal m hangs on it.
                evaluator.InvalidateAll();
                return;
            }
        }
    }

    /// <summary>Computes a node again if anything was computed from it.</summary>
    /// <returns>Whether what others see of it is another.</returns>
    private bool Update(int node)
    {
        Dependents dependents = _tree.Dependents;
        if (node >= dependents.ScopeStart)
        {
            return dependents.Scopes[node - dependents.ScopeStart] is { } scope && evaluator.Expressions.Recompute(scope);
        }

        return node < _tree.Symbols.Count ? UpdateSymbol(_tree.Symbols[node]) : UpdateChoice(_tree.Choices[node - _tree.Symbols.Count]);
    }

    private bool UpdateSymbol(Symbol symbol)
    {
        if (!evaluator.IsKnown(symbol))
        {
            return false;
        }

        string text = evaluator.TextAsIs(symbol);
        evaluator.Recompute(symbol);
        return text != evaluator.TextAsIs(symbol);
    }

    private bool UpdateChoice(Choice choice)
    {
        Symbol symbol = choice.Symbol;
        Symbol? chosen = evaluator.ChosenAsIs(choice);
        Tristate value = evaluator.State(symbol).Value, visibility = evaluator.State(symbol).Visibility;
        evaluator.Recompute(symbol);
        return chosen != evaluator.ChosenAsIs(choice) || value != evaluator.State(symbol).Value || visibility != evaluator.State(symbol).Visibility;
    }

    private void Add(int node) => _pending.Add(_tree.Order[node]);
}
