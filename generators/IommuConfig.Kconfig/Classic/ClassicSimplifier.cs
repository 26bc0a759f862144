using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Removes from an expression what says the same twice, and constants, in the C program's order: of two equal parts the later one stays.</summary>
/// <remarks>
/// A condition in this form is as deep as it is long. Where the stack ends, as in a compiler's thread it may for ten thousand operands, the form is left as it
/// is at that depth (<see cref="CallStack"/>): it decides how menus are laid out and what is printed, not values.
/// </remarks>
internal static class ClassicSimplifier
{
    /// <summary>Beyond this many operands an expression is left as it is: every pair of them is compared.</summary>
    private const int MaximumOperands = 2000;

    /// <summary>Simplifies until nothing changes.</summary>
    public static ClassicExpression? Simplify(ClassicExpression? expression)
    {
        while (expression is { Kind: ClassicKind.And or ClassicKind.Or })
        {
            var pass = new Pass();
            ClassicExpression next = pass.Run(expression);
            if (!pass.HasChanged)
            {
                break;
            }

            expression = WithoutConstants(next);
        }

        return expression;
    }

    /// <summary>Removes y and n where they decide, or decide nothing.</summary>
    public static ClassicExpression WithoutConstants(ClassicExpression expression)
    {
        if (expression.Kind is not (ClassicKind.And or ClassicKind.Or) || !CallStack.HasRoom())
        {
            return expression;
        }

        ClassicExpression left = WithoutConstants(expression.Left!), right = WithoutConstants(expression.Right!);
        bool isAnd = expression.Kind == ClassicKind.And;
        if (isAnd ? left.IsNo : left.IsYes)
        {
            return left;
        }

        if (isAnd ? left.IsYes : left.IsNo)
        {
            return right;
        }

        if (isAnd ? right.IsNo : right.IsYes)
        {
            return right;
        }

        return (isAnd ? right.IsYes : right.IsNo) ? left
            : ReferenceEquals(left, expression.Left) && ReferenceEquals(right, expression.Right) ? expression
            : ClassicExpression.Join(expression.Kind, left, right);
    }

    /// <summary>Appends the operands of nested operators of one kind, from left to right.</summary>
    public static void AppendOperands(ClassicExpression expression, ClassicKind kind, List<ClassicExpression> operands)
    {
        while (expression.Kind == kind && CallStack.HasRoom())
        {
            AppendOperands(expression.Left!, kind, operands);
            expression = expression.Right!;
        }

        operands.Add(expression);
    }

    /// <summary>Puts operands back where <see cref="AppendOperands"/> found them.</summary>
    public static ClassicExpression Replace(ClassicExpression expression, ClassicKind kind, List<ClassicExpression> operands, ref int next)
    {
        if (expression.Kind != kind || !CallStack.HasRoom())
        {
            return operands[next++];
        }

        ClassicExpression left = Replace(expression.Left!, kind, operands, ref next);
        return ClassicExpression.Join(kind, left, Replace(expression.Right!, kind, operands, ref next));
    }

    private sealed class Pass
    {
        public bool HasChanged { get; private set; }

        public ClassicExpression Run(ClassicExpression expression)
        {
            ClassicKind kind = expression.Kind;
            var operands = new List<ClassicExpression>();
            AppendOperands(expression, kind, operands);
            if (operands.Count > MaximumOperands)
            {
                return expression;
            }

            bool hasChanged = false;
            for (int i = 0; i < operands.Count; i++)
            {
                if (operands[i].Kind is ClassicKind.And or ClassicKind.Or && operands[i].Kind != kind && CallStack.HasRoom())
                {
                    ClassicExpression inner = Run(operands[i]);
                    hasChanged |= !ReferenceEquals(inner, operands[i]);
                    operands[i] = inner;
                }

                for (int j = 0; j < operands.Count; j++)
                {
                    if (i != j && ClassicJoin.Join(kind, operands[i], operands[j]) is { } joined)
                    {
                        operands[i] = kind == ClassicKind.And ? ClassicExpression.Yes : ClassicExpression.No;
                        operands[j] = joined;
                        hasChanged = true;
                    }
                }
            }

            HasChanged |= hasChanged;
            int next = 0;
            return hasChanged ? Replace(expression, kind, operands, ref next) : expression;
        }
    }
}
