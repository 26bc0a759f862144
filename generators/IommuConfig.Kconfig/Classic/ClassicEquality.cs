using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>When two expressions are the same: operands of and and or may stand in any order.</summary>
internal static class ClassicEquality
{
    public static bool AreEqual(ClassicExpression? a, ClassicExpression? b)
    {
        if (a is null || b is null)
        {
            return (a is null || a.IsYes) && (b is null || b.IsYes);
        }

        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a.Kind != b.Kind)
        {
            return false;
        }

        switch (a.Kind)
        {
            case ClassicKind.Symbol:
                return a.First == b.First;
            case ClassicKind.Not:
                return AreEqual(a.Left, b.Left);
            case ClassicKind.And or ClassicKind.Or when !CallStack.HasRoom():
                return false;
            case ClassicKind.And or ClassicKind.Or:
                (a, b) = WithoutCommon(a, b);
                return a.Kind == ClassicKind.Symbol && b.Kind == ClassicKind.Symbol && a.First == b.First;
            default:
                return a.First == b.First && a.Second == b.Second;
        }
    }

    /// <summary>Both expressions without the operands that they have in common.</summary>
    public static (ClassicExpression A, ClassicExpression B) WithoutCommon(ClassicExpression a, ClassicExpression b)
    {
        ClassicKind first = a.Kind, second = b.Kind;
        if (first is ClassicKind.And or ClassicKind.Or)
        {
            (a, b) = Remove(first, a, b);
        }

        if (first != second && second is ClassicKind.And or ClassicKind.Or)
        {
            (a, b) = Remove(second, a, b);
        }

        return (ClassicSimplifier.WithoutConstants(a), ClassicSimplifier.WithoutConstants(b));
    }

    private static (ClassicExpression A, ClassicExpression B) Remove(ClassicKind kind, ClassicExpression a, ClassicExpression b)
    {
        List<ClassicExpression> ofA = [], ofB = [];
        ClassicSimplifier.AppendOperands(a, kind, ofA);
        ClassicSimplifier.AppendOperands(b, kind, ofB);
        ClassicExpression nothing = kind == ClassicKind.And ? ClassicExpression.Yes : ClassicExpression.No;
        for (int i = 0; i < ofA.Count; i++)
        {
            for (int j = 0; j < ofB.Count; j++)
            {
                bool isConstant = ofA[i] is { Kind: ClassicKind.Symbol } && ofA[i].First == ofB[j].First && (ofA[i].IsYes || ofA[i].IsNo);
                if (!isConstant && AreEqual(ofA[i], ofB[j]))
                {
                    ofA[i] = ofB[j] = nothing;
                }
            }
        }

        int next = 0;
        a = ClassicSimplifier.Replace(a, kind, ofA, ref next);
        next = 0;
        return (a, ClassicSimplifier.Replace(b, kind, ofB, ref next));
    }
}
