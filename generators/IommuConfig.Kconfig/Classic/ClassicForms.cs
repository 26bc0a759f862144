using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The C program's forms of the conditions of a tree, made when asked for. Null stands for a condition that is not there.</summary>
internal sealed class ClassicForms(KconfigTree tree)
{
    private readonly ClassicNormalizer _normalizer = new(null);
    private readonly ClassicExpression?[] _scopes = new ClassicExpression?[tree.ScopeCount];
    private readonly Dictionary<Symbol, ClassicExpression?> _direct = [];
    private readonly Dictionary<KconfigProperty, ClassicExpression?> _conditions = [];

    /// <summary>What an entry depends on, with everything around it.</summary>
    public ClassicExpression? Dependency(MenuNode node) => node.Guard is { } guard
        ? ClassicExpression.And(Convert(guard), Scope(node.Scope)) : Scope(node.Scope);

    /// <summary>When a line takes effect.</summary>
    public ClassicExpression? Condition(KconfigProperty property)
    {
        ClassicExpression? condition = Whole(property);
        return property.Node.Guard is { } guard && property is not SelectProperty ? ClassicExpression.And(Convert(guard), condition) : condition;
    }

    /// <summary>The dependencies of all definitions, ORed.</summary>
    public ClassicExpression? DirectDependency(Symbol symbol)
    {
        if (!_direct.TryGetValue(symbol, out ClassicExpression? whole))
        {
            foreach (MenuNode node in symbol.Definitions)
            {
                whole = ClassicExpression.Or(whole, Scope(node.Scope));
            }

            _direct.Add(symbol, whole);
        }

        return whole;
    }

    /// <summary>What selects (or implies) a symbol: each selector with its condition, ORed.</summary>
    public ClassicExpression? Selectors(IReadOnlyList<SelectProperty> selects)
    {
        ClassicExpression? whole = null;
        foreach (SelectProperty select in selects)
        {
            ClassicExpression one = ClassicExpression.And(ClassicExpression.Of(new ClassicOperand(select.Selector, null)), Whole(select))!;
            whole = ClassicExpression.Or(whole, one);
        }

        return whole;
    }

    /// <summary>What makes a choice of older dialects m at least, unless it is optional: it selects itself, so to speak.</summary>
    public ClassicExpression? Least(Choice choice)
    {
        ClassicExpression? whole = null;
        foreach (MenuNode node in choice.Symbol.Definitions)
        {
            if (!choice.IsOptional && node.Prompt is { } prompt)
            {
                ClassicExpression one = ClassicExpression.And(Condition(prompt), ClassicExpression.Of(ClassicOperand.Module))!;
                whole = ClassicExpression.Or(whole, one);
            }
        }

        return whole;
    }

    /// <summary>An expression as written, neither normalized nor simplified.</summary>
    public ClassicExpression Convert(Expression expression)
    {
        switch (expression)
        {
            case NotExpression not:
                return ClassicExpression.Not(Convert(not.Operand));
            case ComparisonExpression comparison:
                return ClassicExpression.Compare(comparison.Operator,
                    ClassicOperand.Of(comparison.Left), ClassicOperand.Of(comparison.Right));
            case ModuleConditionExpression:
                return ClassicExpression.Join(ClassicKind.And, ClassicExpression.Of(ClassicOperand.Module),
                    ClassicExpression.Of(tree.ModulesSymbol is { } modules ? new ClassicOperand(modules, null) : ClassicOperand.No));
            case ChainExpression chain:
                ClassicExpression whole = Convert(chain.Operands[0]);
                for (int i = 1; i < chain.Operands.Count; i++)
                {
                    whole = ClassicExpression.Join(chain is AndExpression ? ClassicKind.And : ClassicKind.Or, whole, Convert(chain.Operands[i]));
                }

                return whole;
            default:
                return ClassicExpression.Of(ClassicOperand.Of(expression));
        }
    }

    /// <summary>When an entry is shown, as far as that is known while the tree is arranged: what guards members comes last.</summary>
    public ClassicExpression? ShownIf(MenuNode node) => node.Prompt is { } prompt ? Whole(prompt) : Scope(node.Scope);

    private ClassicExpression? Whole(KconfigProperty property)
    {
        if (_conditions.TryGetValue(property, out ClassicExpression? known))
        {
            return known;
        }

        ClassicExpression? own = ReferenceEquals(property.If, Expression.Yes) ? null : Convert(property.If);
        for (DependencyScope? visibility = property.Visibility; visibility is not null; visibility = visibility.Parent)
        {
            own = ClassicExpression.And(own, Convert(visibility.Own));
        }

        ClassicExpression? whole = Simplify(ClassicExpression.And(Scope(property.Node.Scope), own is null ? null : _normalizer.Normalize(own)));
        _conditions.Add(property, whole);
        return whole;
    }

    private ClassicExpression? Scope(DependencyScope? scope) => scope is null ? null
        : _scopes[scope.Index] ??= Simplify(ClassicExpression.And(Scope(scope.Parent), _normalizer.Normalize(Convert(scope.Own))));

    private ClassicExpression? Simplify(ClassicExpression? expression) => ClassicSimplifier.Simplify(
        expression is null || tree.Dialect.KeepsConstants ? expression : ClassicSimplifier.WithoutConstants(expression));
}
