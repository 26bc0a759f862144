using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What a node of the menu tree is.</summary>
public enum MenuNodeKind
{
    /// <summary>The tree itself.</summary>
    Root,

    /// <summary><c>menu</c></summary>
    Menu,

    /// <summary><c>config</c></summary>
    Config,

    /// <summary><c>menuconfig</c></summary>
    MenuConfig,

    /// <summary><c>choice</c></summary>
    Choice,

    /// <summary><c>comment</c></summary>
    Comment,
}

/// <summary>
/// An entry at its place. <c>if</c> and <c>source</c> have no node: their conditions are in the nodes inside. A symbol that is defined twice has
/// two nodes.
/// </summary>
public sealed class MenuNode
{
    private readonly List<MenuNode> _children = [];

    internal MenuNode(MenuNodeKind kind, MenuNode? parent, SourceLocation location)
    {
        Kind = kind;
        Parent = parent;
        Location = location;
        parent?._children.Add(this);
    }

    /// <summary>What it is.</summary>
    public MenuNodeKind Kind { get; }

    /// <summary>The menu or choice around it; null only for the root.</summary>
    public MenuNode? Parent { get; }

    /// <summary>What it contains, in order.</summary>
    public IReadOnlyList<MenuNode> Children => _children;

    /// <summary>Its first line.</summary>
    public SourceLocation Location { get; }

    /// <summary>The symbol of a config or menuconfig.</summary>
    public Symbol? Symbol { get; internal init; }

    /// <summary>The choice of a choice.</summary>
    public Choice? Choice { get; internal init; }

    /// <summary>The prompt or text, if it has one.</summary>
    public Prompt? Prompt { get; internal set; }

    /// <summary>The help text, lines joined by '\n', or null.</summary>
    public string? Help { get; internal set; }

    /// <summary>Its own <c>depends on</c>, ANDed; y if there is none.</summary>
    public Expression OwnDependency { get; internal set; } = Expression.Yes;

    /// <summary>Its own <c>depends on</c> and those of all menus, choices and ifs around it.</summary>
    public Expression Dependency { get; internal set; } = Expression.Yes;

    /// <summary>The <c>visible if</c> of a menu, ANDed; y if there is none. Prompts below are visible only if it holds.</summary>
    public Expression VisibleIf { get; internal set; } = Expression.Yes;
}
