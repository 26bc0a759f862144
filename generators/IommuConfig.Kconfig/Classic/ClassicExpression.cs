namespace IommuConfig.Kconfig;

/// <summary>What a <see cref="ClassicExpression"/> is.</summary>
internal enum ClassicKind : byte
{
    Symbol,
    Not,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// An expression in the form in which the C program keeps and prints it: operators have two operands at most, and it is simplified by
/// <see cref="ClassicForms"/>. Values do not depend on this form; messages, and where menus nest, do.
/// </summary>
internal sealed class ClassicExpression
{
    private ClassicExpression(ClassicKind kind, ClassicExpression? left, ClassicExpression? right, ClassicOperand first, ClassicOperand second)
    {
        Kind = kind;
        Left = left;
        Right = right;
        First = first;
        Second = second;
    }

    public static ClassicExpression Yes { get; } = Of(ClassicOperand.Yes);

    public static ClassicExpression No { get; } = Of(ClassicOperand.No);

    public ClassicKind Kind { get; }

    /// <summary>The first operand of and, or, not.</summary>
    public ClassicExpression? Left { get; }

    /// <summary>The second operand of and, or.</summary>
    public ClassicExpression? Right { get; }

    /// <summary>The symbol, or the left side of a comparison.</summary>
    public ClassicOperand First { get; }

    /// <summary>The right side of a comparison.</summary>
    public ClassicOperand Second { get; }

    /// <summary>The relation of a comparison.</summary>
    public ComparisonOperator Operator => (ComparisonOperator)(Kind - ClassicKind.Equal);

    public bool IsYes => Kind == ClassicKind.Symbol && First == ClassicOperand.Yes;

    public bool IsNo => Kind == ClassicKind.Symbol && First == ClassicOperand.No;

    public static ClassicExpression Of(ClassicOperand operand) => new(ClassicKind.Symbol, null, null, operand, default);

    public static ClassicExpression Compare(ClassicKind kind, ClassicOperand left, ClassicOperand right) => new(kind, null, null, left, right);

    public static ClassicExpression Compare(ComparisonOperator @operator, ClassicOperand left, ClassicOperand right) =>
        Compare((ClassicKind)((int)ClassicKind.Equal + (int)@operator), left, right);

    public static ClassicExpression Not(ClassicExpression operand) => new(ClassicKind.Not, operand, null, default, default);

    /// <summary>And or or.</summary>
    public static ClassicExpression Join(ClassicKind kind, ClassicExpression left, ClassicExpression right) => new(kind, left, right, default, default);

    /// <summary>A conjunction, in which nothing (null) stands for y.</summary>
    public static ClassicExpression? And(ClassicExpression? left, ClassicExpression? right) =>
        left is null ? right : right is null ? left : Join(ClassicKind.And, left, right);

    /// <summary>A disjunction of what is there: nothing (null) adds nothing.</summary>
    public static ClassicExpression? Or(ClassicExpression? left, ClassicExpression? right) =>
        left is null ? right : right is null ? left : Join(ClassicKind.Or, left, right);
}

/// <summary>A symbol or a constant; constants of one text are one.</summary>
/// <param name="Symbol">The symbol, or null for a constant.</param>
/// <param name="Constant">The constant's text.</param>
internal readonly record struct ClassicOperand(Symbol? Symbol, string? Constant)
{
    public static ClassicOperand Yes { get; } = new(null, "y");

    public static ClassicOperand Module { get; } = new(null, "m");

    public static ClassicOperand No { get; } = new(null, "n");

    /// <summary>The type; y, m and n are tristate.</summary>
    public SymbolType Type => Symbol?.Type ?? (Constant is "y" or "m" or "n" ? SymbolType.Tristate : SymbolType.Unknown);

    public static ClassicOperand Of(Expression operand) => operand switch
    {
        SymbolExpression symbol => new ClassicOperand(symbol.Symbol, null),
        ConstantExpression constant => new ClassicOperand(null, constant.Text),
        _ => Yes,
    };
}
