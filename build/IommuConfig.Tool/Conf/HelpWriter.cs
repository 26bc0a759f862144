using System.Collections.Generic;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>Writes the parts of a help text: expressions with values, and places.</summary>
internal sealed class HelpWriter(ConfSession session, StringBuilder text)
{
    /// <summary>How a condition prints that always holds.</summary>
    public const string Yes = "y";

    /// <summary>The C program shows the innermost entries only.</summary>
    private const int DeepestLocation = 8;

    public ConfSession Session => session;

    public StringBuilder Text => text;

    public ClassicForms Forms { get; } = new(session.Tree);

    public bool IsLegacy => session.Dialect.Messages == MessageShapes.Legacy;

    /// <summary>The value that a symbol had when it was last computed; nothing is computed for the sake of a help text.</summary>
    public string Value(Symbol symbol) => session.Configuration.GetStoredText(symbol) ?? "(null)";

    /// <summary>A symbol with its value, if it has a type.</summary>
    public string Named(Symbol symbol) => symbol.Type == SymbolType.Unknown ? symbol.Name : $"{symbol.Name} [={Value(symbol)}]";

    /// <summary>An end of a range.</summary>
    public string Operand(Expression operand) => ClassicPrinter.Print(Forms.Of(operand), session.Configuration);

    public string Expression(ClassicExpression expression) => ClassicPrinter.Print(expression, session.Configuration);

    public Tristate Evaluate(ClassicExpression expression) => expression.Evaluate(session.Configuration);

    public void AppendUnlessYes(string title, string expression)
    {
        if (expression != Yes)
        {
            text.Append(title).Append(expression).Append('\n');
        }
    }

    /// <summary>The menus around an entry, outermost first; but in the legacy dialect the entry itself as well.</summary>
    public void AppendLocation(MenuNode node)
    {
        var path = new List<MenuNode>();
        bool foundVisible = false;
        for (MenuNode? at = IsLegacy ? node.LayoutParent : node; at is { LayoutParent: not null } && path.Count < DeepestLocation; at = at.LayoutParent)
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
            if (at.Symbol is { } symbol)
            {
                text.Append(" (").Append(symbol.OwnChoice is null ? symbol.Name : "<choice>").Append(" [=").Append(Value(symbol)).Append("])");
            }

            text.Append('\n');
        }
    }

    /// <summary>The arms of an ||, in order.</summary>
    public IEnumerable<ClassicExpression> Terms(ClassicExpression expression)
    {
        var waiting = new Stack<ClassicExpression>();
        waiting.Push(expression);
        while (waiting.TryPop(out ClassicExpression? next))
        {
            if (next.IsOr)
            {
                waiting.Push(next.Right);
                waiting.Push(next.Left);
            }
            else
            {
                yield return next;
            }
        }
    }
}
