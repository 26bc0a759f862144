using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Says, in the C program's words, that a symbol is selected although its dependencies do not hold.</summary>
internal sealed class UnmetDependencies(Evaluator evaluator, IConfConsole console)
{
    private readonly bool _isLegacy = evaluator.Tree.Dialect.Messages == MessageShapes.Legacy;
    private ClassicForms? _forms;

    /// <summary>How often it was said.</summary>
    public int Count { get; private set; }

    public void Warn(Symbol symbol)
    {
        Count++;
        _forms ??= evaluator.Tree.Forms;
        if (_isLegacy)
        {
            WarnLegacy(symbol, _forms);
            return;
        }

        var text = new StringBuilder();
        text.Append("\nWARNING: unmet direct dependencies detected for ").Append(symbol.Name).Append("\n  Depends on [")
            .Append(evaluator.State(symbol).Direct == Tristate.M ? 'm' : 'n').Append("]: ");
        ClassicPrinter.Append(text, _forms.DirectDependency(symbol), evaluator);
        text.Append('\n');
        ClassicExpression? selectors = _forms.Selectors(symbol.SelectedBy);
        AppendSelectors(text, selectors, Tristate.Y, evaluator, "  Selected by [y]:\n");
        AppendSelectors(text, selectors, Tristate.M, evaluator, "  Selected by [m]:\n");
        console.WriteError(text.ToString());
    }

    /// <summary>
    /// Linux 4.11 says nothing while modules meet the dependencies. It names each symbol that selects, whether it does at present or not, except those
    /// that can select only where the dependencies hold.
    /// </summary>
    private void WarnLegacy(Symbol symbol, ClassicForms forms)
    {
        if (evaluator.State(symbol).Direct != Tristate.N || symbol.SelectedBy.Count == 0)
        {
            return;
        }

        ClassicExpression? dependency = forms.DirectDependency(symbol), named = null;
        var operands = new List<ClassicExpression>();
        ClassicSimplifier.AppendOperands(forms.Selectors(symbol.SelectedBy)!, ClassicKind.Or, operands);
        foreach (ClassicExpression operand in operands)
        {
            bool impliesDependency = operand.Kind == ClassicKind.And
                && ClassicEquality.AreEqual(ClassicSimplifier.Simplify(ClassicExpression.And(operand, dependency)), operand);
            if (!impliesDependency)
            {
                named = ClassicExpression.And(named, First(operand));
            }
        }

        console.WriteError($"warning: ({ClassicPrinter.Print(named)}) selects {symbol.Name} which has unmet direct dependencies ({ClassicPrinter.Print(dependency)})\n");
    }

    private static ClassicExpression First(ClassicExpression expression) => expression.Left is { } left ? First(left) : ClassicExpression.Of(expression.First);

    /// <summary>Lists those of a disjunction's operands that have a value, below a title if there is any.</summary>
    public static void AppendSelectors(StringBuilder text, ClassicExpression? selectors, Tristate value, Evaluator evaluator, string title)
    {
        if (selectors is null)
        {
            return;
        }

        var operands = new List<ClassicExpression>();
        ClassicSimplifier.AppendOperands(selectors, ClassicKind.Or, operands);
        foreach (ClassicExpression operand in operands)
        {
            if (evaluator.Expressions.Evaluate(operand) == value)
            {
                text.Append(title).Append("  - ");
                title = "";
                ClassicPrinter.Append(text, operand, evaluator);
                text.Append('\n');
            }
        }
    }
}
