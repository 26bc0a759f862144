using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Prints expressions as the C program does.</summary>
internal static class ClassicPrinter
{
    /// <summary>The expression; y if there is none.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="evaluator">Gives each symbol's value, shown behind it; null to leave values out.</param>
    public static string Print(ClassicExpression? expression, Evaluator? evaluator = null)
    {
        var text = new StringBuilder();
        Append(text, expression, evaluator);
        return text.ToString();
    }

    /// <summary>Appends the expression.</summary>
    public static void Append(StringBuilder text, ClassicExpression? expression, Evaluator? evaluator)
    {
        if (expression is null)
        {
            text.Append('y');
        }
        else
        {
            Append(text, expression, evaluator, around: null);
        }
    }

    private static void Append(StringBuilder text, ClassicExpression expression, Evaluator? evaluator, ClassicKind? around)
    {
        bool needsParentheses = around is { } outer && Strength(outer) > Strength(expression.Kind);
        text.Append(needsParentheses ? "(" : "");
        switch (expression.Kind)
        {
            case ClassicKind.Symbol:
                Append(text, expression.First, evaluator);
                break;
            case ClassicKind.Not:
                text.Append('!');
                Append(text, expression.Left!, evaluator, ClassicKind.Not);
                break;
            case ClassicKind.And or ClassicKind.Or:
                Append(text, expression.Left!, evaluator, expression.Kind);
                text.Append(expression.Kind == ClassicKind.And ? " && " : " || ");
                Append(text, expression.Right!, evaluator, expression.Kind);
                break;
            default:
                Append(text, expression.First, evaluator);
                text.Append(expression.Kind switch
                {
                    ClassicKind.Equal => "=",
                    ClassicKind.NotEqual => "!=",
                    ClassicKind.Less => "<",
                    ClassicKind.LessOrEqual => "<=",
                    ClassicKind.Greater => ">",
                    _ => ">=",
                });
                Append(text, expression.Second, evaluator);
                break;
        }

        text.Append(needsParentheses ? ")" : "");
    }

    private static void Append(StringBuilder text, ClassicOperand operand, Evaluator? evaluator)
    {
        text.Append(operand.Symbol?.ToString() ?? operand.Constant);
        bool hasValue = operand.Symbol is not null || evaluator?.Tree.Dialect.Messages != MessageShapes.Legacy;
        if (evaluator is not null && hasValue && operand.Type != SymbolType.Unknown && operand.Symbol is not { OwnChoice: not null, Name.Length: 0 })
        {
            text.Append(" [=").Append(operand.Symbol is { } symbol ? evaluator.TextAsIs(symbol) : operand.Constant).Append(']');
        }
    }

    private static int Strength(ClassicKind kind) => kind switch
    {
        ClassicKind.Or => 0,
        ClassicKind.And => 1,
        ClassicKind.Not => 2,
        ClassicKind.Equal or ClassicKind.NotEqual => 3,
        ClassicKind.Symbol => 5,
        _ => 4,
    };
}
