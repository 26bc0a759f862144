using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Computes values when they are asked for, by the rules of docs/kconfig-semantics.md, and everything they depend on first: in the order in which
/// the C program does, so that its warnings come in its order.
/// </summary>
internal sealed class Evaluator
{
    private readonly SymbolStates _states;
    private readonly UserValue?[] _users;
    private readonly ChoiceEvaluator _choices;
    private readonly UnmetDependencies? _unmet;
    private int _epoch = 1;

    public Evaluator(KconfigTree tree, UserValue?[] users, IConfConsole? console)
        // The last is that of all names that an expression from outside the tree brings along.
        : this(tree, users, console, new SymbolStates(tree.AllSymbols.Count + 1))
    {
    }

    private Evaluator(KconfigTree tree, UserValue?[] users, IConfConsole? console, SymbolStates states)
    {
        Tree = tree;
        _users = users;
        _states = states;
        Expressions = new ExpressionEvaluator(this);
        _choices = new ChoiceEvaluator(this);
        _unmet = console is null ? null : new UnmetDependencies(this, console);
    }

    /// <summary>The values of another configuration as they are, for a configuration that will differ in few.</summary>
    public Evaluator(Evaluator other)
        : this(other.Tree, (UserValue?[])other._users.Clone(), null, other._states.Copy())
    {
        Expressions.Take(other.Expressions);
        _choices.Take(other._choices);
        _epoch = other._epoch;
        Modules = other.Modules;
    }

    public KconfigTree Tree { get; }

    public ExpressionEvaluator Expressions { get; }

    /// <summary>The value of the symbol marked <c>modules</c>, as last computed: whether m exists.</summary>
    public Tristate Modules { get; private set; }

    /// <summary>How often a warning of unmet dependencies was given.</summary>
    public int UnmetCount => _unmet?.Count ?? 0;

    /// <summary>What is known of a symbol at this moment.</summary>
    public ref readonly SymbolState State(Symbol symbol) => ref _states[symbol.Index];

    /// <summary>What is known of a symbol, in order to change it.</summary>
    public ref SymbolState Change(Symbol symbol) => ref _states.Change(symbol.Index);

    /// <summary>What the user asked for, unless the user is to be asked again.</summary>
    public UserValue? User(Symbol symbol) => Remembered(symbol) is { IsNew: false } value ? value : null;

    /// <summary>What the user asked for, whether to be asked again or not.</summary>
    public UserValue? Remembered(Symbol symbol) => symbol.Index < _users.Length ? _users[symbol.Index] : null;

    /// <summary>What the user asked for, by the symbols' indexes: to go through all of them without touching the symbols.</summary>
    public UserValue?[] Users => _users;

    public void SetUser(Symbol symbol, UserValue? value) => _users[symbol.Index] = value;

    /// <summary>Counts how often a symbol was computed.</summary>
    public int ComputedCount { get; private set; }

    /// <summary>Counts how often all values were forgotten.</summary>
    public int Epoch => _epoch;

    public bool IsKnown(Symbol symbol) => _states[symbol.Index].Epoch == _epoch;

    /// <summary>Forgets all values, and computes what all others hang on.</summary>
    public void InvalidateAll()
    {
        _epoch++;
        Expressions.Invalidate();
        CalculateModules();
    }

    /// <summary>Computes what is around the entries, and what hides them, unless it is known.</summary>
    public void CalculateScopes()
    {
        foreach (Symbol symbol in Tree.AllSymbols)
        {
            ref GrowingList<MenuNode> nodes = ref symbol.Nodes;
            for (int i = 0; i < nodes.Count; i++)
            {
                Expressions.Evaluate(nodes[i].Scope);
                ref GrowingList<KconfigProperty> lines = ref nodes[i].Lines;
                for (int j = 0; j < lines.Count; j++)
                {
                    Expressions.Evaluate(lines[j]);
                }
            }
        }
    }

    /// <summary>Forgets one value.</summary>
    public void Invalidate(Symbol symbol)
    {
        Change(symbol).Epoch = 0;
        Expressions.Invalidate();
    }

    /// <summary>Computes a symbol again whose dependencies may have changed.</summary>
    public void Recompute(Symbol symbol)
    {
        Change(symbol).Epoch = 0;
        if (symbol.OwnChoice is { } choice)
        {
            _choices.Forget(choice);
        }

        Calculate(symbol);
    }

    /// <summary>Computes the symbol marked <c>modules</c>.</summary>
    public void CalculateModules()
    {
        if (Tree.ModulesSymbol is { } modules)
        {
            Calculate(modules);
        }
    }

    /// <summary>The value of a bool or tristate; n for others.</summary>
    public Tristate Tristate(Symbol symbol)
    {
        Calculate(symbol);
        return _states[symbol.Index].Value;
    }

    /// <summary>The value as text; a name that is not defined, or has no type, is its own.</summary>
    public string Text(Symbol symbol)
    {
        Calculate(symbol);
        return symbol.Type switch
        {
            SymbolType.Unknown => symbol.Name,
            SymbolType.Bool or SymbolType.Tristate => TristateNames.Name(_states[symbol.Index].Value),
            _ => _states[symbol.Index].Text ?? "",
        };
    }

    /// <summary>The value as text without computing anything: what is known of it at this moment; and of a text that was never computed, that there is none.</summary>
    public string TextAsIs(Symbol symbol) => symbol.Type switch
    {
        SymbolType.Unknown => symbol.Name,
        SymbolType.Bool or SymbolType.Tristate => TristateNames.Name(_states[symbol.Index].Value),
        _ => _states[symbol.Index].Text ?? UserValue.NoText,
    };

    public Tristate Visibility(Symbol symbol)
    {
        Calculate(symbol);
        return _states[symbol.Index].Visibility;
    }

    public bool IsWritten(Symbol symbol)
    {
        Calculate(symbol);
        return _states[symbol.Index].IsWritten;
    }

    /// <summary>The member that is y, or null.</summary>
    public Symbol? Chosen(Choice choice)
    {
        Calculate(choice.Symbol);
        return _choices.Chosen(choice);
    }

    /// <summary>The member that is y, as far as it is known at this moment.</summary>
    public Symbol? ChosenAsIs(Choice choice) => _choices.Chosen(choice);

    public ChoiceDefault? ActiveDefault(Choice choice) => _choices.ActiveDefault(choice);

    /// <summary>The member that the choice has without the user.</summary>
    public Symbol? DefaultMember(Choice choice) => _choices.DefaultMember(choice);

    /// <summary>m is y for a bool, and while modules are not possible.</summary>
    public Tristate Promote(Symbol symbol, Tristate value) =>
        value == Kconfig.Tristate.M && IsBool(symbol) ? Kconfig.Tristate.Y : value;

    /// <summary>Whether an imply takes away the choice of m (older dialects).</summary>
    public bool IsImpliedFully(in SymbolState state) => !Tree.Dialect.LimitsImplies && state.Implied == Kconfig.Tristate.Y;

    /// <summary>Whether it is, at present, a bool: a tristate is one while modules are impossible, or as a visible member of a choice.</summary>
    public bool IsBool(Symbol symbol) => symbol.Type == SymbolType.Bool
        || (symbol.Type == SymbolType.Tristate
            && (Modules == Kconfig.Tristate.N || (symbol.Choice is not null && _states[symbol.Index].Visibility == Kconfig.Tristate.Y)));

    /// <summary>Computes the value of a symbol unless it is known.</summary>
    public void Calculate(Symbol symbol)
    {
        if (_states[symbol.Index].Epoch == _epoch)
        {
            return;
        }

        if (symbol.Type == SymbolType.Unknown)
        {
            Change(symbol).Epoch = _epoch;
            return;
        }

        if (!CallStack.HasRoom())
        {
            CalculateChain(symbol);
        }

        _choices.Prepare(symbol);
        Compute(symbol, ref Change(symbol));
    }

    /// <summary>The greatest value that selects (or implies) give it.</summary>
    public Tristate Strongest(ref GrowingList<SelectProperty> selects, out SelectProperty? strongest)
    {
        strongest = null;
        Tristate result = Kconfig.Tristate.N;
        for (int i = 0; i < selects.Count; i++)
        {
            Tristate value = Min(Tristate(selects[i].Selector), Expressions.Evaluate(selects[i]));
            if (value > result)
            {
                result = value;
                strongest = selects[i];
            }
        }

        return result;
    }

    /// <summary>The default that applies.</summary>
    public DefaultProperty? ActiveDefault(Symbol symbol)
    {
        ref GrowingList<DefaultProperty> defaults = ref symbol.DefaultLines;
        for (int i = 0; i < defaults.Count; i++)
        {
            if (Expressions.Evaluate(defaults[i]) != Kconfig.Tristate.N)
            {
                return defaults[i];
            }
        }

        return null;
    }

    /// <summary>What a default gives a bool or tristate: no more than its condition.</summary>
    public Tristate DefaultValue(DefaultProperty item) => Min(Expressions.Evaluate(item.Value), Expressions.Evaluate(item));

    /// <summary>The default that an int, hex or string copies; one that is an expression gives no text, and no other default takes its place.</summary>
    public DefaultProperty? ActiveTextDefault(Symbol symbol) =>
        ActiveDefault(symbol) is { Value: SymbolExpression or ConstantExpression } item ? item : null;

    /// <summary>The range that applies.</summary>
    public RangeProperty? ActiveRange(Symbol symbol)
    {
        ref GrowingList<RangeProperty> ranges = ref symbol.RangeLines;
        for (int i = 0; i < ranges.Count; i++)
        {
            if (Expressions.Evaluate(ranges[i]) != Kconfig.Tristate.N)
            {
                return ranges[i];
            }
        }

        return null;
    }

    /// <summary>Computes what the prompts and the dependencies make of a symbol.</summary>
    public void CalculateVisibility(Symbol symbol)
    {
        Tristate visibility = symbol.IsTransitional ? Kconfig.Tristate.Y : Kconfig.Tristate.N;
        ulong shown = 0;
        ref GrowingList<MenuNode> nodes = ref symbol.Nodes;
        for (int i = 0; i < nodes.Count; i++)
        {
            ref GrowingList<KconfigProperty> lines = ref nodes[i].Lines;
            for (int j = 0; j < lines.Count; j++)
            {
                if (lines[j] is Prompt prompt)
                {
                    Tristate one = PromptVisibility(symbol, prompt);
                    visibility = Max(visibility, one);
                    shown |= one != Kconfig.Tristate.N && prompt == nodes[i].Prompt && i < SymbolState.CountedNodes ? 1UL << i : 0;
                }
            }
        }

        ref SymbolState state = ref Change(symbol);
        state.ShownNodes = shown;
        state.Visibility = visibility == Kconfig.Tristate.M && (symbol.Type != SymbolType.Tristate || Modules == Kconfig.Tristate.N)
            ? Kconfig.Tristate.Y : visibility;
        if (symbol.Choice is null && !symbol.IsTransitional)
        {
            state.Direct = Promote(symbol, DirectDependency(symbol));
            state.Selected = Promote(symbol, _choices.LeastValue(symbol, Strongest(ref symbol.Selectors, out _)));
            bool isImplied = Tree.Dialect.LimitsImplies || state.Direct != Kconfig.Tristate.N;
            state.Implied = isImplied ? Promote(symbol, Strongest(ref symbol.Impliers, out _)) : Kconfig.Tristate.N;
        }
    }

    /// <summary>Whether the prompt of a node was visible when its symbol was last computed.</summary>
    public bool WasShown(Symbol symbol, MenuNode node)
    {
        ref GrowingList<MenuNode> nodes = ref symbol.Nodes;
        for (int i = 0; i < nodes.Count && i < SymbolState.CountedNodes; i++)
        {
            if (nodes[i] == node)
            {
                return (_states[symbol.Index].ShownNodes & (1UL << i)) != 0;
            }
        }

        return node.Prompt is { } prompt && PromptVisibility(symbol, prompt) != Kconfig.Tristate.N;
    }

    /// <summary>How visible one prompt of a symbol is.</summary>
    private Tristate PromptVisibility(Symbol symbol, Prompt prompt) => _choices.Limit(symbol, Expressions.Evaluate(prompt));

    /// <summary>What its dependencies allow.</summary>
    public Tristate DirectDependency(Symbol symbol) => Expressions.EvaluateDirect(symbol);

    private void Compute(Symbol symbol, ref SymbolState state)
    {
        state.Epoch = _epoch;
        ComputedCount++;

        // A choice that is computed on the way may say that this member is written: it still sees the visibility that the member had before.
        bool keepsWritten = symbol.Choice is not null && Tree.Dialect.KeepsMembersWritten;
        state.IsWritten &= keepsWritten;
        CalculateVisibility(symbol);
        state.IsWritten |= keepsWritten ? state.Visibility == Kconfig.Tristate.M : state.Visibility != Kconfig.Tristate.N;
        string? oldText = state.Text;
        if (SymbolTypes.IsLogical(symbol.Type))
        {
            state.Value = Kconfig.Tristate.N;
            ComputeLogical(symbol, ref state);
        }
        else
        {
            state.Text = EmptyText(symbol);
            ComputeText(symbol, ref state);
        }

        if (symbol.IsModules)
        {
            Modules = state.Value;
        }

        _choices.Complete(symbol);
        if (symbol.IsTransitional || symbol.OwnChoice is not null || symbol.Options is { IsExternal: true })
        {
            state.IsWritten = false;
        }

        // Equal texts stay one object, so that comparing values before and after a change is cheap.
        if (oldText is not null && oldText == state.Text)
        {
            state.Text = oldText;
        }
    }

    private void ComputeLogical(Symbol symbol, ref SymbolState state)
    {
        if (_choices.Decides(symbol))
        {
            state.Value = _choices.ValueOf(symbol);
            return;
        }

        Tristate value = Kconfig.Tristate.N;
        if (state.Visibility != Kconfig.Tristate.N && User(symbol) is { } user)
        {
            value = Min(user.Tristate, state.Visibility);
        }
        else
        {
            state.IsWritten |= state.Selected != Kconfig.Tristate.N;
            if (ActiveDefault(symbol) is { } item)
            {
                value = DefaultValue(item);
                state.IsWritten |= value != Kconfig.Tristate.N || Tree.Dialect.WritesDefaultNo;
            }

            if (state.Implied != Kconfig.Tristate.N)
            {
                state.IsWritten = true;
                value = Max(value, state.Implied);
                value = Tree.Dialect.LimitsImplies ? Min(value, state.Direct) : value;
            }
        }

        if (state.Direct < state.Selected && symbol.Choice is null)
        {
            _unmet?.Warn(symbol);
        }

        value = Promote(symbol, Max(value, state.Selected));
        state.Value = value == Kconfig.Tristate.M && IsImpliedFully(state) ? Kconfig.Tristate.Y : value;
    }

    private void ComputeText(Symbol symbol, ref SymbolState state)
    {
        string text;
        if (state.Visibility != Kconfig.Tristate.N && User(symbol) is { } user)
        {
            text = user.Text;
        }
        else if (ActiveTextDefault(symbol) is { } item)
        {
            text = Expressions.RawText(item.Value);
            state.IsWritten = true;
        }
        else
        {
            text = EmptyText(symbol);
        }

        state.Text = NumberRange.Clamp(this, symbol, text);
    }

    /// <summary>What an int, hex or string is that nothing gives a value.</summary>
    private string EmptyText(Symbol symbol) => !Tree.Dialect.NumbersDefaultToZero ? ""
        : symbol.Type switch { SymbolType.Int => "0", SymbolType.Hex => "0x0", _ => "" };

    /// <summary>Computes everything that a symbol depends on and that is not known yet, dependencies first.</summary>
    private void CalculateChain(Symbol symbol)
    {
        var pending = new List<Symbol>();
        var seen = new HashSet<Symbol> { symbol };
        var toVisit = new Stack<Symbol>();
        toVisit.Push(symbol);
        while (toVisit.Count > 0)
        {
            Symbol next = toVisit.Pop();
            pending.Add(next);
            DependencyVisitor.VisitAll(next, target =>
            {
                if (!IsKnown(target) && target.Type != SymbolType.Unknown && seen.Add(target))
                {
                    toVisit.Push(target);
                }
            });
        }

        pending.Sort((left, right) => Tree.Order[left.Index].CompareTo(Tree.Order[right.Index]));
        foreach (Symbol next in pending)
        {
            if (next != symbol)
            {
                Calculate(next);
            }
        }
    }

    private static Tristate Min(Tristate a, Tristate b) => a < b ? a : b;

    private static Tristate Max(Tristate a, Tristate b) => a > b ? a : b;
}
