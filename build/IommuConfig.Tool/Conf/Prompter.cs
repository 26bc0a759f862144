using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>
/// Walks the menu tree and has questions asked: about everything (oldaskconfig), or about the menus in which something is new. The C program
/// recurses; here what is still to do is a stack, since menus may be nested as deep as the files like.
/// </summary>
internal sealed class Prompter(ConfSession session, Answers answers)
{
    private readonly Stack<Step> _steps = new();
    private readonly ValuePrompter _values = new(session, answers);
    private bool _asksEverything;
    private MenuNode _menu = session.Tree.Root;
    private int _restarts;

    private enum Do
    {
        Ask,
        FinishChoice,
        Check,
    }

    private KconfigTree Tree => session.Tree;

    private Configuration Configuration => session.Configuration;

    /// <summary>Asks about everything.</summary>
    /// <returns>False if no answer was to be had.</returns>
    public bool AskEverything()
    {
        _asksEverything = true;
        _menu = Tree.Root;
        bool isDone = Run(new Step(Do.Ask, Tree.Root, 1));
        _asksEverything = false;
        return isDone;
    }

    /// <summary>Asks about, or lists, what is new, until nothing is.</summary>
    /// <returns>False if no answer was to be had.</returns>
    public bool AskNew()
    {
        do
        {
            _restarts = 0;
            if (!Run(new Step(Do.Check, Tree.Root, 1)))
            {
                return false;
            }
        }
        while (_restarts > 0);
        return true;
    }

    private bool Run(Step first)
    {
        _steps.Push(first);
        while (_steps.TryPop(out Step step))
        {
            bool isDone = step.Do switch
            {
                Do.Ask => Ask(step.Node, step.Indent),
                Do.FinishChoice => FinishChoice(step.Node, step.Indent),
                _ => Check(step.Node, step.Indent),
            };
            if (!isDone)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether menus in which nothing is new stay closed; oldconfig of Linux 4.11 shows them.</summary>
    private bool SkipsOldMenus => !_asksEverything
        && !(Tree.Dialect.AsksInsideMenus && session.Options.Mode == ConfMode.OldConfig);

    private bool Ask(MenuNode node, int indent)
    {
        if (!IsVisible(node))
        {
            return true;
        }

        if (MenuWalk.IsMenu(node) && SkipsOldMenus && node != _menu)
        {
            _steps.Push(new Step(Do.Check, node, indent));
            return true;
        }

        if (MenuWalk.IsMenu(node) || node.Kind == MenuNodeKind.Comment)
        {
            string star = "*".PadLeft(indent);
            session.Console.WriteOutput($"{star}\n{star} {MenuWalk.Text(Tree, node)}\n{star}\n");
        }

        return node.Choice is { } choice ? AskChoice(node, choice, indent) : AskSymbol(node, indent);
    }

    private bool AskSymbol(MenuNode node, int indent)
    {
        bool isDone = node.Symbol is null || _values.Ask(node, node.Symbol, indent);
        PushAll(Do.Ask, node, node.Symbol is null ? indent : indent + 2);
        return isDone;
    }

    private bool AskChoice(MenuNode node, Choice choice, int indent)
    {
        bool isDone = _values.AskChoice(node, choice, indent, out MenuNode? chosen);
        _steps.Push(new Step(Do.FinishChoice, node, indent));
        if (chosen is not null)
        {
            PushAll(Do.Ask, chosen, indent + 2);
        }

        return isDone;
    }

    /// <summary>The members of a choice that is m are questions of their own.</summary>
    private bool FinishChoice(MenuNode node, int indent)
    {
        if (Tree.Dialect.Choices == ChoiceRules.Classic && session.Stored(node.Subject!) == Tristate.M)
        {
            PushAll(Do.Ask, node, indent + 2);
        }

        return true;
    }

    private bool Check(MenuNode node, int indent)
    {
        if (!IsVisible(node))
        {
            return true;
        }

        PushAll(Do.Check, node, indent);
        if (node.Subject is { } symbol && IsNew(symbol))
        {
            if (session.Options.Mode is ConfMode.ListNewConfig or ConfMode.HelpNewConfig)
            {
                NewSymbolList.Print(session, node, symbol);
            }
            else
            {
                if (_restarts++ == 0)
                {
                    session.Console.WriteOutput("*\n* Restart config...\n*\n");
                }

                _menu = MenuWalk.MenuOf(Tree, node);
                _steps.Push(new Step(Do.Ask, _menu, indent));
            }
        }

        return true;
    }

    private bool IsVisible(MenuNode node) => node.Kind == MenuNodeKind.Root || Configuration.IsVisible(node);

    private bool IsNew(Symbol symbol)
    {
        if (Configuration.GetUserValue(symbol) is not null)
        {
            return false;
        }

        return symbol.OwnChoice is null
            ? session.IsChangeable(symbol)
            : Tree.Dialect.Choices == ChoiceRules.Classic && (session.IsChangeable(symbol) || session.Stored(symbol) == Tristate.Y);
    }

    private void PushAll(Do what, MenuNode parent, int indent)
    {
        IReadOnlyList<MenuNode> children = Tree.Layout.Children(parent);
        for (int i = children.Count - 1; i >= 0; i--)
        {
            _steps.Push(new Step(what, children[i], indent));
        }
    }

    private readonly record struct Step(Do Do, MenuNode Node, int Indent);
}
