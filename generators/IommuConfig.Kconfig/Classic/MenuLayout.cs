using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Where menu entries stand when they are shown: entries that directly follow a symbol and depend on it stand below it, and what is below an entry
/// without a prompt stands beside it. Configuration files do not depend on this; questions and menus do.
/// </summary>
internal sealed class MenuLayout
{
    private readonly KconfigTree _tree;
    private readonly Dictionary<MenuNode, List<MenuNode>> _children = [];
    private readonly Dictionary<MenuNode, MenuNode> _parents = [];
    private readonly IMenuLayoutObserver? _observer;
    private readonly ClassicNormalizer _normalizer = new(null);

    private MenuLayout(KconfigTree tree, IMenuLayoutObserver? observer)
    {
        _tree = tree;
        _observer = observer;
    }

    /// <summary>The layout of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="observer">Hears of each step, or null.</param>
    public static MenuLayout Of(KconfigTree tree, IMenuLayoutObserver? observer = null) => new(tree, observer);

    /// <summary>Arranges the whole tree.</summary>
    public MenuLayout Arrange()
    {
        Arrange(_tree.Root);
        return this;
    }

    /// <summary>What stands directly in a node.</summary>
    public IReadOnlyList<MenuNode> Children(MenuNode node) => _children.TryGetValue(node, out List<MenuNode>? children) ? children : [];

    /// <summary>What a node stands in; null for the root.</summary>
    public MenuNode? Parent(MenuNode node) => _parents.TryGetValue(node, out MenuNode? parent) ? parent : null;

    /// <summary>What a node stands in at this moment of the arrangement; an if is something to stand in until what it holds is placed.</summary>
    public MenuNode? ParentNow(MenuNode node) => Parent(node) ?? node.Container;

    /// <summary>What stands directly in one node once its contents are arranged, without the rest of the tree.</summary>
    public IReadOnlyList<MenuNode> Entries(MenuNode node)
    {
        Arrange(node);
        return Children(node);
    }

    private void Arrange(MenuNode node)
    {
        _observer?.Begin(node);
        bool areMembers = node.Choice is not null && _tree.Dialect.Choices == ChoiceRules.Members;
        List<MenuNode> parts = [.. node.Parts];
        var placed = new List<MenuNode>();
        for (int i = 0; i < parts.Count; i++)
        {
            placed.Add(parts[i]);
            i += ArrangeFollowers(parts, i, areMembers);
        }

        Place(node, placed);
        _observer?.Complete(node, this);
    }

    /// <summary>Arranges the entry at an index, and puts below it those behind it that depend on it.</summary>
    /// <returns>How many went below it.</returns>
    private int ArrangeFollowers(List<MenuNode> siblings, int index, bool areMembers)
    {
        MenuNode node = siblings[index];
        if (node.Parts.Count > 0)
        {
            Arrange(node);
            return 0;
        }

        if (areMembers || node.Subject is not { } symbol)
        {
            _observer?.Complete(node, this);
            return 0;
        }

        ClassicExpression? own = Shown(node.Prompt is null ? null : _tree.Forms.ShownIf(node));
        var below = new List<MenuNode>();
        int next = index + 1;
        while (next < siblings.Count && CallStack.HasRoom() && Follows(siblings[next], symbol, own))
        {
            below.Add(siblings[next]);
            next += 1 + ArrangeFollowers(siblings, next, areMembers: false);
            _parents[below[below.Count - 1]] = node;
        }

        if (below.Count > 0)
        {
            Place(node, below);
        }

        _observer?.Complete(node, this);
        return next - index - 1;
    }

    private bool Follows(MenuNode node, Symbol symbol, ClassicExpression? own)
    {
        ClassicExpression? condition = _tree.Forms.ShownIf(node);
        if (condition is null || !Contains(condition, symbol))
        {
            return false;
        }

        if (Requires(condition, symbol))
        {
            return true;
        }

        if (_tree.Dialect.NegationEndsSubmenu && Excludes(condition, symbol))
        {
            return false;
        }

        // All that the symbol's own prompt demands is demanded here too.
        ClassicExpression rest = ClassicEquality.WithoutCommon(Shown(condition)!, own!).B;
        return rest.IsYes;
    }

    /// <summary>"The condition is not n", normalized and simplified.</summary>
    private ClassicExpression? Shown(ClassicExpression? condition) =>
        ClassicSimplifier.Simplify(_normalizer.Normalize(ClassicNormalizer.Compare(condition, isEqual: false, ClassicOperand.No)));

    private static bool Contains(ClassicExpression expression, Symbol symbol) => expression.Kind switch
    {
        ClassicKind.And or ClassicKind.Or => CallStack.HasRoom() && (Contains(expression.Left!, symbol) || Contains(expression.Right!, symbol)),
        ClassicKind.Not => Contains(expression.Left!, symbol),
        _ => expression.First.Symbol == symbol || expression.Second.Symbol == symbol,
    };

    private static bool Requires(ClassicExpression expression, Symbol symbol) => expression.Kind switch
    {
        ClassicKind.And => CallStack.HasRoom() && (Requires(expression.Left!, symbol) || Requires(expression.Right!, symbol)),
        ClassicKind.Symbol => expression.First.Symbol == symbol,
        ClassicKind.Equal => expression.First.Symbol == symbol
            && (expression.Second == ClassicOperand.Yes || expression.Second == ClassicOperand.Module),
        ClassicKind.NotEqual => expression.First.Symbol == symbol && expression.Second == ClassicOperand.No,
        _ => false,
    };

    /// <summary>Whether a part of it is the opposite of what <see cref="Requires"/> looks for.</summary>
    private static bool Excludes(ClassicExpression expression, Symbol symbol) => expression.Kind switch
    {
        ClassicKind.And or ClassicKind.Or => CallStack.HasRoom() && (Excludes(expression.Left!, symbol) || Excludes(expression.Right!, symbol)),
        ClassicKind.Not => expression.Left!.First.Symbol == symbol,
        ClassicKind.NotEqual => expression.First.Symbol == symbol
            && (expression.Second == ClassicOperand.Yes || expression.Second == ClassicOperand.Module),
        ClassicKind.Equal => expression.First.Symbol == symbol && expression.Second == ClassicOperand.No,
        _ => false,
    };

    /// <summary>Puts entries into a node; what stands below one without a prompt comes behind it instead.</summary>
    private void Place(MenuNode node, List<MenuNode> entries)
    {
        var children = new List<MenuNode>(entries.Count);
        foreach (MenuNode entry in entries)
        {
            if (entry.Kind != MenuNodeKind.If)
            {
                children.Add(entry);
                _parents[entry] = node;
            }

            _observer?.Place(node, entry, this);
            if (entry.Prompt is null && _children.TryGetValue(entry, out List<MenuNode>? below))
            {
                PlaceBeside(node, below, children);
                _children.Remove(entry);
            }
        }

        _children[node] = children;
    }

    private void PlaceBeside(MenuNode node, List<MenuNode> entries, List<MenuNode> children)
    {
        children.AddRange(entries);
        foreach (MenuNode entry in entries)
        {
            _parents[entry] = node;
        }

        foreach (MenuNode entry in entries)
        {
            _observer?.Place(node, entry, this);
        }
    }
}
