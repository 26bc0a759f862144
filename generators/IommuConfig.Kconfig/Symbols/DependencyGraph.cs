using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// What each value is computed from. Nodes are the defined symbols, by index, then the choices, then the scopes, so that a condition around many
/// entries is in the graph once: a member's value is its choice's business, and a choice looks at whether its members are visible.
/// </summary>
internal sealed class DependencyGraph
{
    private readonly List<int> _targets;
    private readonly int[] _firstTarget;
    private readonly int _scopeStart;
    private readonly bool _isStrict;
    private readonly bool _countsImplies;
    private readonly Dictionary<Symbol, int> _undefined = [];

    /// <summary>Makes the graph.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="isStrict">
    /// Whether it is asked for what the C program takes for a cycle: there a choice depends on all that its members depend on, and in Linux 4.11 a
    /// symbol on the conditions of its implies. Otherwise a choice depends on what the visibility of its members hangs on.
    /// </param>
    public DependencyGraph(KconfigTree tree, bool isStrict = false)
    {
        _isStrict = isStrict;
        _countsImplies = isStrict && tree.Dialect.Cycles == CycleRule.Report;
        _scopeStart = tree.Symbols.Count + tree.Choices.Count;
        Count = _scopeStart + tree.ScopeCount;
        if (isStrict)
        {
            FindSelectedUndefined(tree);
            Count += _undefined.Count;
        }

        _targets = new List<int>(Count * 4);
        _firstTarget = new int[Count + 1];
        var scopes = new DependencyScope?[tree.ScopeCount];
        Scopes = scopes;
        foreach (Symbol symbol in tree.Symbols)
        {
            _firstTarget[symbol.Index] = _targets.Count;
            AddSymbol(symbol, tree.Dialect, scopes);
        }

        foreach (Choice choice in tree.Choices)
        {
            _firstTarget[choice.Symbol.Index] = _targets.Count;
            AddChoice(choice, tree.Dialect, scopes);
        }

        AddScopes(scopes);
        AddUndefined();
        _firstTarget[Count] = _targets.Count;
    }

    /// <summary>Number of nodes.</summary>
    public int Count { get; }

    /// <summary>The scopes; null for one that nothing is in.</summary>
    public IReadOnlyList<DependencyScope?> Scopes { get; }

    /// <summary>Number of edges that leave a node.</summary>
    public int CountFrom(int node) => _firstTarget[node + 1] - _firstTarget[node];

    /// <summary>The node an edge leads to.</summary>
    public int Target(int node, int edge) => _targets[_firstTarget[node] + edge];

    private void AddSymbol(Symbol symbol, Dialect dialect, DependencyScope?[] scopes)
    {
        ref GrowingList<MenuNode> nodes = ref symbol.Nodes;
        for (int i = 0; i < nodes.Count; i++)
        {
            Add(nodes[i].Scope, scopes);
            Add(nodes[i].Prompt, scopes);
        }

        AddImplies(symbol);
        if (symbol.Choice is { } choice)
        {
            _targets.Add(choice.Symbol.Index);
            if (dialect.Choices == ChoiceRules.Members)
            {
                return;
            }
        }

        AddLines(symbol, scopes);
    }

    private void AddLines(Symbol symbol, DependencyScope?[] scopes)
    {
        ref GrowingList<DefaultProperty> defaults = ref symbol.DefaultLines;
        for (int i = 0; i < defaults.Count; i++)
        {
            Add(defaults[i].Value);
            Add(defaults[i], scopes);
        }

        Add(ref symbol.Selectors, scopes);
        Add(ref symbol.Impliers, scopes);
        ref GrowingList<RangeProperty> ranges = ref symbol.RangeLines;
        for (int i = 0; i < ranges.Count; i++)
        {
            Add(ranges[i].Low);
            Add(ranges[i].High);
            Add(ranges[i], scopes);
        }
    }

    private void AddChoice(Choice choice, Dialect dialect, DependencyScope?[] scopes)
    {
        foreach (MenuNode node in choice.Symbol.Definitions)
        {
            Add(node.Scope, scopes);
            Add(node.Prompt, scopes);
        }

        foreach (ChoiceDefault item in choice.Defaults)
        {
            Add(item, scopes);
            if (item.Member.Choice != choice)
            {
                AddPrompts(item.Member, dialect, choice, scopes);
            }
        }

        foreach (Symbol member in choice.Members)
        {
            AddPrompts(member, dialect, choice, scopes);
            if (_isStrict)
            {
                AddLines(member, scopes);
                AddImplies(member);
                foreach (MenuNode node in member.Definitions)
                {
                    AddConditions(node.Scope, choice);
                }
            }
        }
    }

    private void AddImplies(Symbol symbol)
    {
        if (_countsImplies)
        {
            foreach (SelectProperty imply in symbol.Implies)
            {
                Add(imply.If);
            }
        }
    }

    /// <summary>What the visibility of a member hangs on. In older dialects that is the choice itself, too, which is known by then.</summary>
    private void AddPrompts(Symbol member, Dialect dialect, Choice choice, DependencyScope?[] scopes)
    {
        ref GrowingList<MenuNode> nodes = ref member.Nodes;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Prompt is not { } prompt)
            {
                continue;
            }

            if (dialect.Choices == ChoiceRules.Members || nodes[i].Parent?.Choice != choice)
            {
                Add(prompt, scopes);
                continue;
            }

            Add(prompt.If);
            Add(prompt.Visibility, scopes);
            AddConditions(nodes[i].Scope, choice);
        }
    }

    /// <summary>The conditions around an entry of a choice, but for the choice itself.</summary>
    private void AddConditions(DependencyScope? scope, Choice choice)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            if (scope.Own is not SymbolExpression { Symbol: var own } || own != choice.Symbol)
            {
                Add(scope.Own);
            }
        }
    }

    private void AddScopes(DependencyScope?[] scopes)
    {
        for (int i = 0; i < scopes.Length; i++)
        {
            _firstTarget[_scopeStart + i] = _targets.Count;
            if (scopes[i] is { } scope)
            {
                Add(scope.Own);
                if (scope.Parent is { } parent)
                {
                    _targets.Add(_scopeStart + parent.Index);
                }
            }
        }
    }

    private void Add(ref GrowingList<SelectProperty> selects, DependencyScope?[] scopes)
    {
        for (int i = 0; i < selects.Count; i++)
        {
            Add(selects[i].Selector);
            Add(selects[i], scopes);
        }
    }

    private void Add(KconfigProperty? property, DependencyScope?[] scopes)
    {
        if (property is not null)
        {
            Add(property.If);
            Add(property.Node.Scope, scopes);
            Add(property.Visibility, scopes);
        }
    }

    private void Add(DependencyScope? scope, DependencyScope?[] scopes)
    {
        if (scope is null)
        {
            return;
        }

        _targets.Add(_scopeStart + scope.Index);
        for (DependencyScope? at = scope; at is not null && scopes[at.Index] is null; at = at.Parent)
        {
            scopes[at.Index] = at;
        }
    }

    private void Add(Expression expression)
    {
        switch (expression)
        {
            case SymbolExpression symbol:
                Add(symbol.Symbol);
                break;
            case ModuleConditionExpression { Modules.Symbol: { } modules }:
                Add(modules);
                break;
            case NotExpression not:
                Add(not.Operand);
                break;
            case ComparisonExpression comparison:
                Add(comparison.Left);
                Add(comparison.Right);
                break;
            case ChainExpression chain:
                for (int i = 0; i < chain.Items.Length; i++)
                {
                    Add(chain.Items[i]);
                }

                break;
        }
    }

    private void Add(Symbol target)
    {
        if (target.Index < _scopeStart)
        {
            _targets.Add(target.Index);
        }
        else if (_undefined.TryGetValue(target, out int node))
        {
            _targets.Add(node);
        }
    }

    /// <summary>To the C program, what is selected is something, defined or not: such symbols are nodes behind all others.</summary>
    private void FindSelectedUndefined(KconfigTree tree)
    {
        foreach (Symbol symbol in tree.AllSymbols)
        {
            if (symbol.Index >= _scopeStart && (symbol.Selectors.Count > 0 || symbol.Impliers.Count > 0))
            {
                _undefined.Add(symbol, Count + _undefined.Count);
            }
        }
    }

    private void AddUndefined()
    {
        foreach (KeyValuePair<Symbol, int> entry in _undefined)
        {
            Symbol symbol = entry.Key;
            _firstTarget[entry.Value] = _targets.Count;
            AddSelectors(ref symbol.Selectors);
            AddSelectors(ref symbol.Impliers);
        }
    }

    private void AddSelectors(ref GrowingList<SelectProperty> selects)
    {
        for (int i = 0; i < selects.Count; i++)
        {
            _targets.Add(selects[i].Selector.Index);
        }
    }
}
