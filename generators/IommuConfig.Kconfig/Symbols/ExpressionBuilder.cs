namespace IommuConfig.Kconfig;

/// <summary>Turns expressions as written into expressions over symbols. Depth is bounded by the parser.</summary>
/// <param name="symbols">Where names are found or added.</param>
/// <param name="modules">The symbol marked <c>modules</c>.</param>
/// <param name="context">The build that expands macros; null for expressions from outside a tree.</param>
/// <param name="tree">A finished tree whose symbols come first, for expressions from outside it.</param>
internal sealed class ExpressionBuilder(SymbolTable symbols, ModulesReference modules, BuildContext? context = null, KconfigTree? tree = null)
{
    /// <summary>A y that was written, as opposed to <see cref="Expression.Yes"/>: the rule for several definitions tells them apart.</summary>
    private readonly ConstantExpression _yes = new("y", isQuoted: false);
    private readonly ModuleConditionExpression _moduleCondition = new(modules);

    /// <summary>Whether any expression compares with the literal m.</summary>
    public bool ComparesWithModule { get; private set; }

    /// <summary>An expression whose literal m means "while modules are possible".</summary>
    public Expression Condition(SourceFile file, ExpressionSyntax? syntax) =>
        syntax is null ? Expression.Yes : Build(file, syntax, isCondition: true);

    /// <summary>The value of a default, or when a menu's heading is shown: a literal m is m, whether modules are possible or not.</summary>
    public Expression Value(SourceFile file, ExpressionSyntax? syntax) =>
        syntax is null ? Expression.Yes : Build(file, syntax, isCondition: false);

    /// <summary>A dependency with a condition C: <c>E || C=n</c> (docs/kconfig-semantics.md).</summary>
    public Expression Dependency(SourceFile file, DependsSyntax syntax)
    {
        Expression dependency = Condition(file, syntax.Dependency);
        return syntax.Condition is null ? dependency : Expression.Or([dependency, CompareWithNo(Value(file, syntax.Condition), isEqual: true)]);
    }

    public Expression Operand(SourceFile file, OperandSyntax syntax, bool isCondition = false)
    {
        TextSyntax text = syntax.Text;
        if (text.IsQuoted || text.Expansion is not null || text.HasMacro || text.Span.Length <= 1)
        {
            string value = context is null ? text.GetValue(file) : context.Text(file, text);
            switch (value)
            {
                case "y":
                    return _yes;
                case "m":
                    return isCondition ? _moduleCondition : Expression.Module;
                case "n":
                    return Expression.No;
                case "" when !text.IsQuoted:
                    return Expression.Yes;
            }

            return text.IsQuoted ? new ConstantExpression(value, isQuoted: true) : Reference(value, 0, value.Length);
        }

        return Reference(file.Text, text.Span.Start, text.Span.Length);
    }

    private SymbolExpression Reference(string text, int start, int length) =>
        tree is not null && tree.TryGetSymbol(text.Substring(start, length), out Symbol? known) ? known.Reference : symbols.GetOrAdd(text, start, length).Reference;

    private Expression Build(SourceFile file, ExpressionSyntax syntax, bool isCondition)
    {
        switch (syntax)
        {
            case OperandSyntax operand:
                return Operand(file, operand, isCondition);
            case NotSyntax not:
                return new NotExpression(Build(file, not.Operand, isCondition));
            case ComparisonSyntax comparison:
                Expression left = Operand(file, comparison.Left), right = Operand(file, comparison.Right);
                ComparesWithModule |= right is ConstantExpression { Text: "m" };
                return new ComparisonExpression(left, comparison.Operator, right);
            default:
                var chain = (ChainSyntax)syntax;
                var operands = new Expression[chain.Operands.Count];
                for (int i = 0; i < operands.Length; i++)
                {
                    operands[i] = Build(file, chain.Operands[i], isCondition);
                }

                return chain.IsAnd ? new AndExpression(operands) : new OrExpression(operands);
        }
    }

    /// <summary>
    /// "expression = n" (or "!="), by the laws of two values: that !A is n is taken to mean that A is not, though !m is not n either.
    /// </summary>
    private static Expression CompareWithNo(Expression expression, bool isEqual)
    {
        switch (expression)
        {
            case NotExpression not:
                return CompareWithNo(not.Operand, !isEqual);
            case ChainExpression chain:
                var items = new Expression[chain.Items.Length];
                for (int i = 0; i < items.Length; i++)
                {
                    items[i] = CompareWithNo(chain.Items[i], isEqual: true);
                }

                Expression whole = chain is AndExpression ? new OrExpression(items) : new AndExpression(items);
                return isEqual ? whole : new NotExpression(whole);
            case ComparisonExpression:
                return isEqual ? new NotExpression(expression) : expression;
            default:
                return new ComparisonExpression(expression, isEqual ? ComparisonOperator.Equal : ComparisonOperator.NotEqual, Expression.No);
        }
    }
}
