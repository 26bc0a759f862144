namespace IommuConfig.Kconfig;

/// <summary>Follows the evaluation of one symbol again and says which rule gave it its value.</summary>
internal sealed class OriginFinder(Evaluator evaluator)
{
    public ValueOrigin Find(Symbol symbol)
    {
        ValueOrigin origin = symbol switch
        {
            { IsDefined: false } or { Type: SymbolType.Unknown } => new ValueOrigin(ValueOriginKind.None),
            { Choice: { } choice } when SymbolTypes.IsLogical(symbol.Type) => FindMember(symbol, choice),
            { Type: SymbolType.Bool or SymbolType.Tristate } => FindLogical(symbol),
            _ => FindText(symbol),
        };
        return SymbolTypes.IsLogical(symbol.Type) && symbol.IsDefined && evaluator.Tristate(symbol) == Tristate.N
            && FailingDependency(symbol) is ({ } failing, { } location)
            ? origin with { FailingDependency = failing, FailingLocation = location } : origin;
    }

    /// <summary>The smallest part of the first entry's dependencies that is n, and the entry it stands at.</summary>
    public (Expression? Part, SourceLocation? Location) FailingDependency(Symbol symbol)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            if (evaluator.Expressions.Evaluate(node.Dependency) != Tristate.N)
            {
                return FailingPrompt(symbol);
            }
        }

        MenuNode first = symbol.Definitions[0];
        return Weakest(first.Dependency, Tristate.N) is { } part ? (part, Owner(first, part)) : (null, null);
    }

    /// <summary>Follows conjunctions down to the first operand that is at most a value; null if none is.</summary>
    public Expression? Weakest(Expression expression, Tristate limit)
    {
        if (evaluator.Expressions.Evaluate(expression) > limit)
        {
            return null;
        }

        while (expression is AndExpression and)
        {
            foreach (Expression operand in and.Operands)
            {
                if (evaluator.Expressions.Evaluate(operand) <= limit)
                {
                    expression = operand;
                    break;
                }
            }
        }

        return expression;
    }

    /// <summary>The entry around a node, or itself, that brings in a part of its dependencies.</summary>
    public static SourceLocation Owner(MenuNode node, Expression part)
    {
        for (MenuNode? at = node; at is not null; at = at.Parent)
        {
            if (Contains(at.OwnDependency, part) || Contains(at.VisibleIf, part))
            {
                return at.Location;
            }
        }

        return node.Location;
    }

    private (Expression? Part, SourceLocation? Location) FailingPrompt(Symbol symbol)
    {
        foreach (MenuNode node in symbol.Definitions)
        {
            if (node.Prompt is { } prompt && Weakest(prompt.Condition, Tristate.N) is { } part)
            {
                return (part, Owner(node, part));
            }
        }

        return (null, null);
    }

    private static bool Contains(Expression whole, Expression part)
    {
        if (ReferenceEquals(whole, part))
        {
            return true;
        }

        if (whole is AndExpression and)
        {
            foreach (Expression operand in and.Operands)
            {
                if (Contains(operand, part))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private ValueOrigin FindMember(Symbol symbol, Choice choice)
    {
        Symbol? chosen = evaluator.Chosen(choice);
        if (chosen is null)
        {
            return new ValueOrigin(ValueOriginKind.None);
        }

        if (chosen == symbol)
        {
            return evaluator.User(symbol) is { Tristate: Tristate.Y } user
                ? new ValueOrigin(ValueOriginKind.User, user.Location)
                : new ValueOrigin(ValueOriginKind.Choice, evaluator.ActiveDefault(choice)?.Location ?? choice.Location);
        }

        return evaluator.User(symbol) is { Tristate: Tristate.N } no && evaluator.Visibility(symbol) != Tristate.N
            ? new ValueOrigin(ValueOriginKind.User, no.Location, chosen)
            : new ValueOrigin(ValueOriginKind.Choice, choice.Location, chosen);
    }

    private ValueOrigin FindLogical(Symbol symbol)
    {
        Tristate value = evaluator.Tristate(symbol);
        UserValue? user = evaluator.Visibility(symbol) != Tristate.N ? evaluator.User(symbol) : null;
        if (user is not null && evaluator.Promote(symbol, user.Tristate) == value)
        {
            return new ValueOrigin(ValueOriginKind.User, user.Location);
        }

        Tristate selected = evaluator.Promote(symbol, evaluator.Strongest(ref symbol.Selectors, out SelectProperty? select));
        DefaultProperty? item = user is null ? evaluator.ActiveDefault(symbol) : null;
        Tristate byDefault = item is null ? Tristate.N : evaluator.Promote(symbol, evaluator.DefaultValue(item));
        if (select is not null && selected == value && byDefault < value)
        {
            return new ValueOrigin(ValueOriginKind.Selected, select.Location, select.Selector);
        }

        if (user is not null)
        {
            return new ValueOrigin(ValueOriginKind.User, user.Location);
        }

        evaluator.Strongest(ref symbol.Impliers, out SelectProperty? imply);
        if (imply is not null && byDefault < value)
        {
            return new ValueOrigin(ValueOriginKind.Implied, imply.Location, imply.Selector);
        }

        return item is null ? new ValueOrigin(ValueOriginKind.None) : new ValueOrigin(ValueOriginKind.Default, item.Location);
    }

    private ValueOrigin FindText(Symbol symbol)
    {
        if (evaluator.Visibility(symbol) != Tristate.N && evaluator.User(symbol) is { } user)
        {
            return new ValueOrigin(ValueOriginKind.User, user.Location);
        }

        return evaluator.ActiveTextDefault(symbol) is { } item
            ? new ValueOrigin(ValueOriginKind.Default, item.Location) : new ValueOrigin(ValueOriginKind.None);
    }
}
