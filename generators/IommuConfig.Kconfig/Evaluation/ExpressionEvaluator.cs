namespace IommuConfig.Kconfig;

/// <summary>Values of expressions over the values of symbols, by the rules of docs/kconfig-semantics.md.</summary>
internal sealed class ExpressionEvaluator(ValueStore values)
{
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
                return values.ModulesPossible ? Tristate.M : Tristate.N;
        }

        var chain = (ChainExpression)expression;
        bool isAnd = chain is AndExpression;
        Tristate result = isAnd ? Tristate.Y : Tristate.N;
        Tristate final = isAnd ? Tristate.N : Tristate.Y;
        for (int i = 0; i < chain.Operands.Count && result != final; i++)
        {
            Tristate next = Evaluate(chain.Operands[i]);
            result = isAnd == next < result ? next : result;
        }

        return result;
    }

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
    public string RawText(Expression operand) => operand is SymbolExpression { Symbol.Type: SymbolType.Bool or SymbolType.Tristate }
        ? TristateNames.Name(Tristate.N) : Text(operand);

    private bool Compare(ComparisonExpression comparison)
    {
        int order = Order(comparison.Left, comparison.Right);
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

    /// <summary>Compares as numbers if both sides are, else as text; two strings always as text.</summary>
    private int Order(Expression left, Expression right)
    {
        string leftText = Text(left), rightText = Text(right);
        SymbolType leftType = TypeOf(left), rightType = TypeOf(right);
        if ((leftType != SymbolType.String || rightType != SymbolType.String)
            && TryParse(leftText, leftType, out long leftNumber) && TryParse(rightText, rightType, out long rightNumber))
        {
            return leftType == SymbolType.Hex || rightType == SymbolType.Hex
                ? unchecked((ulong)leftNumber).CompareTo(unchecked((ulong)rightNumber))
                : leftNumber.CompareTo(rightNumber);
        }

        return string.CompareOrdinal(leftText, rightText);
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
