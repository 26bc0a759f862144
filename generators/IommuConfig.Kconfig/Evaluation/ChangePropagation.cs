using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Computes again what hangs on a symbol whose user value changed, and nothing else: in dependency order, and only as far as values really change.
/// </summary>
internal sealed class ChangePropagation(Evaluator evaluator)
{
    private readonly KconfigTree _tree = evaluator.Tree;
    private readonly SortedSet<int> _pending = [];
    private readonly List<Symbol> _reached = [];

    /// <summary>
    /// Whether to give up at a choice, or a member of one, of older dialects: what is computed there depends on whether it is for the first time
    /// (<see cref="ClassicRules.Choose"/>).
    /// </summary>
    public bool StopsAtClassicChoices { get; init; }

    /// <summary>The symbols that were looked at: no other can have another value, or lack the one that the user asked for.</summary>
    public IReadOnlyList<Symbol> Reached => _reached;

    /// <summary>Brings all values up to date.</summary>
    public void Run(Symbol changed) => TryRun([changed]);

    /// <summary>Brings all values up to date.</summary>
    /// <param name="changed">The symbols whose user values changed.</param>
    /// <returns>False if it gave up, or everything was forgotten instead of computed because <c>modules</c> changed.</returns>
    public bool TryRun(IReadOnlyCollection<Symbol> changed)
    {
        Tristate modules = evaluator.Modules;
        foreach (Symbol symbol in changed)
        {
            Add(symbol.Index);
            if (symbol.Choice is { } choice)
            {
                Add(choice.Symbol.Index);
            }
        }

        while (_pending.Count > 0)
        {
            int position = _pending.Min;
            _pending.Remove(position);
            int node = _tree.Dependents.NodeAt(position);
            if (StopsAtClassicChoices && IsClassicChoice(node))
            {
                return false;
            }

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
                return false;
            }
        }

        return true;
    }

    private bool IsClassicChoice(int node) => _tree.Dialect.Choices == ChoiceRules.Classic
        && (node < _tree.Symbols.Count ? _tree.Symbols[node].Choice is not null : node < _tree.Symbols.Count + _tree.Choices.Count);

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
        _reached.Add(symbol);
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
