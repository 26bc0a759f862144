using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Says, in the C program's words, that a symbol is selected although its dependencies do not hold.</summary>
internal sealed class UnmetDependencies(Evaluator evaluator, IConfConsole console)
{
    private ClassicForms? _forms;

    /// <summary>How often it was said.</summary>
    public int Count { get; private set; }

    public void Warn(Symbol symbol)
    {
        Count++;
        _forms ??= evaluator.Tree.Forms;
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
