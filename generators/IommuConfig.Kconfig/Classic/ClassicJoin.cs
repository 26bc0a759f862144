using static IommuConfig.Kconfig.ClassicKind;

namespace IommuConfig.Kconfig;

/// <summary>Pairs of operands that can be said as one.</summary>
internal static class ClassicJoin
{
    /// <summary>One expression for two operands of and or or; null if there is none.</summary>
    public static ClassicExpression? Join(ClassicKind kind, ClassicExpression a, ClassicExpression b)
    {
        if (ClassicEquality.AreEqual(a, b))
        {
            return a;
        }

        if (Subject(a) is not { } subject || Subject(b) != subject || !SymbolTypes.IsLogical(subject.Type))
        {
            return null;
        }

        return kind == And ? JoinAnd(a, b, subject) : JoinOr(a, b, subject);
    }

    /// <summary>The symbol that an operand is about: a, !a, a = x, a != x and their negations.</summary>
    private static ClassicOperand? Subject(ClassicExpression expression)
    {
        ClassicExpression inner = expression.Kind == Not ? expression.Left! : expression;
        return inner.Kind is ClassicKind.Symbol or Equal or NotEqual ? inner.First : null;
    }

    private static ClassicExpression? JoinAnd(ClassicExpression a, ClassicExpression b, ClassicOperand subject)
    {
        // a && a = y is a = y; a && a != n is a; a && a != m is a = y.
        if (EitherWay(a, b, Equal, ClassicOperand.Yes) || EitherWay(a, b, NotEqual, ClassicOperand.Module))
        {
            return ClassicExpression.Compare(Equal, subject, ClassicOperand.Yes);
        }

        if (EitherWay(a, b, NotEqual, ClassicOperand.No))
        {
            return ClassicExpression.Of(subject);
        }

        if (subject.Type != SymbolType.Tristate)
        {
            return null;
        }

        if (a.Kind == NotEqual && b.Kind == NotEqual)
        {
            return ThirdOf(a.Second, b.Second) is { } third ? ClassicExpression.Compare(Equal, subject, third) : null;
        }

        // a = x && a != z with constants x and z is a = x, or n if they are the same.
        ClassicExpression? equal = a.Kind == Equal ? a : b.Kind == Equal ? b : null;
        ClassicExpression? unequal = a.Kind == NotEqual ? a : b.Kind == NotEqual ? b : null;
        if (equal is null || unequal is null || equal.Second.Symbol is not null || unequal.Second.Symbol is not null)
        {
            return null;
        }

        return equal.Second == unequal.Second ? ClassicExpression.No : ClassicExpression.Compare(Equal, subject, equal.Second);
    }

    private static ClassicExpression? JoinOr(ClassicExpression a, ClassicExpression b, ClassicOperand subject)
    {
        if (subject.Type == SymbolType.Tristate)
        {
            return a.Kind == Equal && b.Kind == Equal && ThirdOf(a.Second, b.Second) is { } third
                ? ClassicExpression.Compare(NotEqual, subject, third) : null;
        }

        // a || !a of a bool is y.
        return (a.Kind == Not && a.Left!.Kind == ClassicKind.Symbol && b.Kind == ClassicKind.Symbol)
            || (b.Kind == Not && b.Left!.Kind == ClassicKind.Symbol && a.Kind == ClassicKind.Symbol)
            ? ClassicExpression.Yes : null;
    }

    private static bool EitherWay(ClassicExpression a, ClassicExpression b, ClassicKind kind, ClassicOperand constant) =>
        (a.Kind == ClassicKind.Symbol && b.Kind == kind && b.Second == constant)
        || (b.Kind == ClassicKind.Symbol && a.Kind == kind && a.Second == constant);

    /// <summary>Of y, m and n the one that is neither.</summary>
    private static ClassicOperand? ThirdOf(ClassicOperand a, ClassicOperand b) => (a.Constant, b.Constant) switch
    {
        ("y", "n") or ("n", "y") => ClassicOperand.Module,
        ("y", "m") or ("m", "y") => ClassicOperand.No,
        ("m", "n") or ("n", "m") => ClassicOperand.Yes,
        _ => null,
    };
}
