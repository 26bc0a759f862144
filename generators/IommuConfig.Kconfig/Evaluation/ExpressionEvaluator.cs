namespace IommuConfig.Kconfig;

/// <summary>Values of expressions over the values of symbols, by the rules of docs/kconfig-semantics.md.</summary>
internal sealed class ExpressionEvaluator(Evaluator values)
{
    private readonly Tristate[] _scopeValues = new Tristate[values.Tree.ScopeCount];
    private readonly int[] _scopeStamps = new int[values.Tree.ScopeCount];
    private readonly ClassicForms? _forms = values.Tree.ComputesSimplified ? values.Tree.Forms : null;
    private int _stamp = 1;

    /// <summary>Takes over the values of scopes of another configuration of the tree.</summary>
    public void Take(ExpressionEvaluator other)
    {
        other._scopeValues.CopyTo(_scopeValues, 0);
        other._scopeStamps.CopyTo(_scopeStamps, 0);
        _stamp = other._stamp;
    }

    /// <summary>Forgets the values of scopes.</summary>
    public void Invalidate() => _stamp++;

    /// <summary>Computes a scope again, if it was computed, from what it is computed from.</summary>
    /// <returns>Whether its value is another.</returns>
    public bool Recompute(DependencyScope scope)
    {
        if (_scopeStamps[scope.Index] != _stamp)
        {
            return false;
        }

        Tristate old = _scopeValues[scope.Index];
        _scopeStamps[scope.Index] = 0;
        return Evaluate(scope) != old;
    }

    /// <summary>Everything that a scope demands. Outer conditions come first.</summary>
    public Tristate Evaluate(DependencyScope? scope) => scope is null ? Tristate.Y
        : _scopeStamps[scope.Index] == _stamp ? _scopeValues[scope.Index]
        : Keep(scope, Min(Evaluate(scope.Parent), Evaluate(scope.Own)));

    /// <summary>Whether a line takes effect: its entry's dependencies, then its own condition, then what hides a prompt, from the inside out.</summary>
    public Tristate Evaluate(KconfigProperty property)
    {
        if (_forms is not null)
        {
            return Evaluate(_forms.Condition(property));
        }

        Tristate result = property.Node.Guard is { } guard && property is not SelectProperty ? Evaluate(guard) : Tristate.Y;
        result = Min(result, Evaluate(property.Node.Scope));
        if (!ReferenceEquals(property.If, Expression.Yes))
        {
            result = Min(result, Evaluate(property.If));
        }

        return property.Visibility is { } visibility ? Min(result, EvaluateInsideOut(visibility)) : result;
    }

    /// <summary>What the definitions of a symbol demand, one of them if there are several; y if none demands anything.</summary>
    public Tristate EvaluateDirect(Symbol symbol)
    {
        if (_forms is not null)
        {
            return Evaluate(_forms.DirectDependency(symbol));
        }

        ref GrowingList<MenuNode> nodes = ref symbol.Nodes;
        Tristate result = Tristate.N;
        bool hasAny = false;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Scope is { } scope)
            {
                hasAny = true;
                result = Max(result, Evaluate(scope));
            }
        }

        return hasAny ? result : Tristate.Y;
    }

    public Tristate Evaluate(Expression expression)
    {
        switch (expression)
        {
            case SymbolExpression symbol:
                return values.Tristate(symbol.Symbol);
            case ConstantExpression constant:
                return constant.Tristate;
            case NotExpression not:
                return Tristate.Y - (byte)Evaluate(not.Operand);
            case ComparisonExpression comparison:
                return Compare(comparison) ? Tristate.Y : Tristate.N;
            case ModuleConditionExpression:
                return values.Modules != Tristate.N ? Tristate.M : Tristate.N;
        }

        // Operands are evaluated even where the result is clear: what they compute may have to be warned of, and in this order.
        var chain = (ChainExpression)expression;
        bool isAnd = chain is AndExpression;
        Tristate result = isAnd ? Tristate.Y : Tristate.N;
        for (int i = 0; i < chain.Items.Length; i++)
        {
            Tristate next = Evaluate(chain.Items[i]);
            result = isAnd == next < result ? next : result;
        }

        return result;
    }

    private Tristate EvaluateInsideOut(DependencyScope scope)
    {
        if (_scopeStamps[scope.Index] == _stamp)
        {
            return _scopeValues[scope.Index];
        }

        Tristate own = Evaluate(scope.Own);
        return Keep(scope, scope.Parent is { } parent ? Min(own, EvaluateInsideOut(parent)) : own);
    }

    /// <summary>In a cycle the value is only what it is at this moment.</summary>
    private Tristate Keep(DependencyScope scope, Tristate value)
    {
        _scopeStamps[scope.Index] = values.Tree.HasCycles ? 0 : _stamp;
        return _scopeValues[scope.Index] = value;
    }

    private static Expression Operand(ClassicOperand operand) =>
        operand.Symbol is { } symbol ? symbol.Reference : new ConstantExpression(operand.Constant!, isQuoted: true);

    private static Tristate Min(Tristate a, Tristate b) => a < b ? a : b;

    private static Tristate Max(Tristate a, Tristate b) => a > b ? a : b;

    /// <summary>The value of an expression in the C program's form.</summary>
    public Tristate Evaluate(ClassicExpression? expression) => expression?.Kind switch
    {
        null => Tristate.Y,
        ClassicKind.Symbol => expression.First.Symbol is { } symbol ? values.Tristate(symbol) : ((ConstantExpression)Operand(expression.First)).Tristate,
        ClassicKind.Not => Tristate.Y - (byte)Evaluate(expression.Left!),
        ClassicKind.And => Min(Evaluate(expression.Left!), Evaluate(expression.Right!)),
        ClassicKind.Or => Max(Evaluate(expression.Left!), Evaluate(expression.Right!)),
        _ => Compare(new ComparisonExpression(Operand(expression.First), expression.Operator,
            Operand(expression.Second))) ? Tristate.Y : Tristate.N,
    };

    /// <summary>The value as text: of a symbol its value, of a constant itself.</summary>
    public string Text(Expression operand) => operand switch
    {
        SymbolExpression symbol => values.Text(symbol.Symbol),
        ConstantExpression constant => constant.Text,
        _ => TristateNames.Name(Evaluate(operand)),
    };

    /// <summary>
    /// What a default or a bound of a range copies: the text that the symbol stores. A bool or tristate stores none, so it always gives "n", even
    /// when it is y; only comparisons see its value as text.
    /// </summary>
    public string RawText(Expression operand)
    {
        // It is computed nevertheless: that may have to be warned of.
        string text = Text(operand);
        return operand is SymbolExpression { Symbol.Type: SymbolType.Bool or SymbolType.Tristate } ? TristateNames.Name(Tristate.N) : text;
    }

    /// <summary>Whether a comparison holds.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="left">The text of its left side.</param>
    /// <param name="right">The text of its right side.</param>
    /// <param name="dialect">Whose rules hold.</param>
    public static bool Holds(ComparisonExpression comparison, string left, string right, Dialect dialect)
    {
        SymbolType leftType = TypeOf(comparison.Left), rightType = TypeOf(comparison.Right);
        bool isText = dialect.ComparesLogicalAsText && (SymbolTypes.IsLogical(leftType) || SymbolTypes.IsLogical(rightType));
        int order = isText ? string.CompareOrdinal(left, right) : Order(left, leftType, right, rightType);
        return comparison.Operator switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private bool Compare(ComparisonExpression comparison)
    {
        string left = Text(comparison.Left);
        return Holds(comparison, left, Text(comparison.Right), values.Tree.Dialect);
    }

    /// <summary>Compares as numbers if both sides are, else as text; two strings always as text.</summary>
    private static int Order(string leftText, SymbolType leftType, string rightText, SymbolType rightType)
    {
        if ((leftType != SymbolType.String || rightType != SymbolType.String)
            && TryParse(leftText, leftType, out long leftNumber) && TryParse(rightText, rightType, out long rightNumber))
        {
            return leftType == SymbolType.Hex || rightType == SymbolType.Hex
                ? unchecked((ulong)leftNumber).CompareTo(unchecked((ulong)rightNumber))
                : leftNumber.CompareTo(rightNumber);
        }

        return TextScan.Compare(leftText, rightText);
    }

    private static SymbolType TypeOf(Expression operand) => operand switch
    {
        SymbolExpression symbol => symbol.Symbol.Type,
        ConstantExpression { Text: "y" or "m" or "n" } => SymbolType.Tristate,
        _ => SymbolType.Unknown,
    };

    private static bool TryParse(string text, SymbolType type, out long number)
    {
        bool isWhole;
        switch (type)
        {
            case SymbolType.Bool or SymbolType.Tristate:
                number = text switch { "n" => 0, "m" => 1, "y" => 2, _ => -1 };
                return true;
            case SymbolType.Hex:
                number = unchecked((long)KconfigNumber.ParseUnsigned(text, 16, out isWhole));
                return isWhole;
            default:
                number = KconfigNumber.ParseSigned(text, type == SymbolType.Int ? 10 : 0, out isWhole);
                return isWhole;
        }
    }
}
