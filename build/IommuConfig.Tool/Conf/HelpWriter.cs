using System.Collections.Generic;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>Writes the parts of a help text: expressions with values, and places.</summary>
internal sealed class HelpWriter(ConfSession session, StringBuilder text)
{
    /// <summary>The C program shows the innermost entries only.</summary>
    private const int DeepestLocation = 8;

    public ConfSession Session => session;

    public StringBuilder Text => text;

    public ClassicForms Forms => session.Tree.Forms;

    public Evaluator Evaluator => session.Configuration.Evaluator;

    public bool IsLegacy => session.Dialect.Messages == MessageShapes.Legacy;

    /// <summary>The value that a symbol had when it was last computed; nothing is computed for the sake of a help text.</summary>
    public string Value(Symbol symbol) => Evaluator.TextAsIs(symbol);

    /// <summary>A symbol with its value, if it has a type.</summary>
    public string Named(Symbol symbol) => symbol.Type == SymbolType.Unknown ? symbol.Name : $"{symbol.Name} [={Value(symbol)}]";

    /// <summary>An end of a range.</summary>
    public string Operand(Expression operand) => Expression(Forms.Convert(operand));

    public string Expression(ClassicExpression? expression) => ClassicPrinter.Print(expression, Evaluator);

    /// <summary>Appends a condition, if there is one.</summary>
    public void AppendCondition(string title, ClassicExpression? condition)
    {
        if (condition is { IsYes: false })
        {
            text.Append(title).Append(Expression(condition)).Append('\n');
        }
    }

    /// <summary>The menus around an entry, outermost first, and the entry itself but for the legacy dialect.</summary>
    public void AppendLocation(MenuNode node)
    {
        var path = new List<MenuNode>();
        bool foundVisible = false;
        MenuLayout layout = session.Tree.Layout;
        for (MenuNode? at = IsLegacy ? layout.Parent(node) : node; at is { Kind: not MenuNodeKind.Root } && path.Count < DeepestLocation; at = layout.Parent(at))
        {
            path.Add(at);
            foundVisible = foundVisible || session.Configuration.IsVisible(at);
        }

        if (path.Count == 0)
        {
            return;
        }

        text.Append("  Location:\n");
        for (int i = path.Count - 1; i >= 0; i--)
        {
            MenuNode at = path[i];
            text.Append(' ', 4 + (2 * (path.Count - 1 - i))).Append("-> ").Append(MenuWalk.Text(session.Tree, at));
            if (at.Subject is { } symbol)
            {
                text.Append(" (").Append(symbol.DisplayName).Append(" [=").Append(Value(symbol)).Append("])");
            }

            text.Append('\n');
        }
    }
}
