using static IommuConfig.Kconfig.ClassicKind;

namespace IommuConfig.Kconfig;

/// <summary>Brings expressions into the C program's normal form: negations inside, comparisons of a bool with y or n as the bool.</summary>
/// <param name="console">Hears of a bool that is compared with m; null for silence.</param>
internal sealed class ClassicNormalizer(IConfConsole? console)
{
    public ClassicExpression Normalize(ClassicExpression expression)
    {
        switch (expression.Kind)
        {
            case And or Or or Not when !CallStack.HasRoom():
                return expression;
            case And or Or:
                ClassicExpression left = Normalize(expression.Left!), right = Normalize(expression.Right!);
                return ReferenceEquals(left, expression.Left) && ReferenceEquals(right, expression.Right)
                    ? expression : ClassicExpression.Join(expression.Kind, left, right);
            case Equal or NotEqual when expression.First is { Type: SymbolType.Bool, Symbol: { } symbol }:
                return NormalizeBool(expression, symbol);
            case Not:
                return Negate(Normalize(expression.Left!));
            default:
                return expression;
        }
    }

    /// <summary>"expression = constant" (or, negated, "!="), by the laws that hold for three values.</summary>
    public static ClassicExpression Compare(ClassicExpression? expression, bool isEqual, ClassicOperand constant)
    {
        switch (expression)
        {
            case null:
                ClassicExpression bare = ClassicExpression.Of(constant);
                return isEqual ? bare : ClassicExpression.Not(bare);
            case { Kind: ClassicKind.Symbol }:
                return ClassicExpression.Compare(isEqual ? Equal : NotEqual, expression.First, constant);
            case { Kind: Not }:
                return Compare(expression.Left, !isEqual, constant);
            case { Kind: And or Or } when !CallStack.HasRoom():
                return expression;
            case { Kind: And or Or }:
                ClassicKind joined = (expression.Kind == And) == (constant == ClassicOperand.Yes) ? And : Or;
                ClassicExpression both = ClassicExpression.Join(joined,
                    Compare(expression.Left, isEqual: true, constant), Compare(expression.Right, isEqual: true, constant));
                return isEqual ? both : ClassicExpression.Not(both);
            default:
                // A comparison is y or n, never m.
                return constant == ClassicOperand.Module ? (isEqual ? ClassicExpression.No : ClassicExpression.Yes)
                    : isEqual == (constant == ClassicOperand.Yes) ? expression : ClassicExpression.Not(expression);
        }
    }

    private ClassicExpression NormalizeBool(ClassicExpression comparison, Symbol symbol)
    {
        bool isEqual = comparison.Kind == Equal;
        if (comparison.Second == ClassicOperand.Module)
        {
            console?.WriteOutput($"boolean symbol {symbol.Name} tested for 'm'? test forced to '{(isEqual ? 'n' : 'y')}'\n");
            return isEqual ? ClassicExpression.No : ClassicExpression.Yes;
        }

        if (comparison.Second != ClassicOperand.Yes && comparison.Second != ClassicOperand.No)
        {
            return comparison;
        }

        ClassicExpression plain = ClassicExpression.Of(comparison.First);
        return isEqual == (comparison.Second == ClassicOperand.Yes) ? plain : ClassicExpression.Not(plain);
    }

    private ClassicExpression Negate(ClassicExpression operand) => operand.Kind switch
    {
        Not => Normalize(operand.Left!),
        Equal => ClassicExpression.Compare(NotEqual, operand.First, operand.Second),
        NotEqual => ClassicExpression.Compare(Equal, operand.First, operand.Second),
        Less => ClassicExpression.Compare(GreaterOrEqual, operand.First, operand.Second),
        LessOrEqual => ClassicExpression.Compare(Greater, operand.First, operand.Second),
        Greater => ClassicExpression.Compare(LessOrEqual, operand.First, operand.Second),
        GreaterOrEqual => ClassicExpression.Compare(Less, operand.First, operand.Second),
        And => Normalize(ClassicExpression.Join(Or, ClassicExpression.Not(operand.Left!), ClassicExpression.Not(operand.Right!))),
        Or => Normalize(ClassicExpression.Join(And, ClassicExpression.Not(operand.Left!), ClassicExpression.Not(operand.Right!))),
        _ when operand.IsYes => ClassicExpression.No,
        _ when operand.IsNo => ClassicExpression.Yes,
        _ when operand.First == ClassicOperand.Module => operand,
        _ => ClassicExpression.Not(operand),
    };
}
