namespace IommuConfig.Kconfig;

/// <summary>What choices make of themselves and of their members, by the rules of the dialect.</summary>
internal sealed class ChoiceEvaluator(Evaluator evaluator)
{
    private readonly Symbol?[] _chosen = new Symbol?[evaluator.Tree.Choices.Count];
    private readonly int[] _epochs = new int[evaluator.Tree.Choices.Count];
    private readonly bool _isClassic = evaluator.Tree.Dialect.Choices == ChoiceRules.Classic;

    /// <summary>Takes over what the choices of another configuration of the tree are.</summary>
    public void Take(ChoiceEvaluator other)
    {
        other._chosen.CopyTo(_chosen, 0);
        other._epochs.CopyTo(_epochs, 0);
    }

    public Symbol? Chosen(Choice choice) => _chosen[choice.Index];

    /// <summary>Before a symbol is computed: its choice, where the members wait for it to be asked.</summary>
    public void Prepare(Symbol symbol)
    {
        if (_isClassic && symbol.Choice is { } choice && evaluator.State(symbol).NeedsChoiceValues)
        {
            evaluator.Change(symbol).NeedsChoiceValues = false;
            evaluator.Calculate(choice.Symbol);
        }
    }

    /// <summary>Whether the choice gives a symbol its value.</summary>
    public bool Decides(Symbol symbol) => symbol.Choice is not null && (!_isClassic || evaluator.State(symbol).Visibility == Tristate.Y);

    /// <summary>The value that the choice gives a member.</summary>
    public Tristate ValueOf(Symbol member)
    {
        Choice choice = member.Choice!;
        if (_isClassic)
        {
            evaluator.Calculate(choice.Symbol);
            return _chosen[choice.Index] == member ? Tristate.Y : Tristate.N;
        }

        ChooseMember(choice);
        return _chosen[choice.Index] == member ? Tristate.Y : Tristate.N;
    }

    /// <summary>A tristate member that could only be m cannot be set while its choice is y.</summary>
    public Tristate Limit(Symbol symbol, Tristate visibility) =>
        _isClassic && symbol is { Choice: { } choice, Type: SymbolType.Tristate } && visibility == Tristate.M
            && evaluator.State(choice.Symbol).Value == Tristate.Y ? Tristate.N : visibility;

    /// <summary>A visible choice that is not optional is m at least.</summary>
    public Tristate LeastValue(Symbol symbol, Tristate selected)
    {
        if (_isClassic && symbol.OwnChoice is { IsOptional: false })
        {
            foreach (MenuNode node in symbol.Definitions)
            {
                if (node.Prompt is { } prompt && evaluator.Expressions.Evaluate(prompt) != Tristate.N && selected == Tristate.N)
                {
                    selected = Tristate.M;
                }
            }
        }

        return selected;
    }

    /// <summary>After a symbol is computed: if it stands for a choice, the member that is y.</summary>
    public void Complete(Symbol symbol)
    {
        if (symbol.OwnChoice is not { } choice)
        {
            return;
        }

        if (!_isClassic)
        {
            ChooseMember(choice);
            return;
        }

        ref SymbolState state = ref evaluator.Change(symbol);
        _chosen[choice.Index] = null;
        if (state.Value == Tristate.Y)
        {
            _chosen[choice.Index] = ClassicRules.Choose(choice, evaluator);
        }

        foreach (Symbol member in choice.Members)
        {
            ref SymbolState memberState = ref evaluator.Change(member);
            memberState.IsWritten |= state.IsWritten && memberState.Visibility != Tristate.N;
        }

        if (state.NeedsChoiceValues)
        {
            ClassicRules.SetAll(choice, evaluator);
        }
    }

    /// <summary>Lets a choice be made again.</summary>
    public void Forget(Choice choice) => _epochs[choice.Index] = 0;

    private void ChooseMember(Choice choice)
    {
        if (_epochs[choice.Index] != evaluator.Epoch)
        {
            _epochs[choice.Index] = evaluator.Epoch;
            _chosen[choice.Index] = MemberRules.Choose(choice, evaluator);
        }
    }

    /// <summary>The default that applies, unless the user set its member to n.</summary>
    public ChoiceDefault? ActiveDefault(Choice choice)
    {
        ChoiceDefault? item = FirstDefault(choice, evaluator);
        return item is null || (!_isClassic && evaluator.User(item.Member) is not null) ? null : item;
    }

    /// <summary>The member that the choice has without the user.</summary>
    public Symbol? DefaultMember(Choice choice)
    {
        if (FirstDefault(choice, evaluator) is { } item)
        {
            return item.Member;
        }

        foreach (Symbol member in choice.Members)
        {
            if (evaluator.State(member).Visibility != Tristate.N)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The first default whose condition holds and whose member is visible.</summary>
    public static ChoiceDefault? FirstDefault(Choice choice, Evaluator evaluator)
    {
        foreach (ChoiceDefault item in choice.Defaults)
        {
            if (evaluator.Expressions.Evaluate(item) != Tristate.N && evaluator.State(item.Member).Visibility != Tristate.N)
            {
                return item;
            }
        }

        return null;
    }
}
