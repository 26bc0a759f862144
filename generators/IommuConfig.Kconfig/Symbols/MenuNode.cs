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

    /// <summary><c>if</c>; only among <see cref="MenuNode.Parts"/>.</summary>
    If,
}

/// <summary>
/// An entry at its place. <c>source</c> has no node, and <c>if</c> none among <see cref="Children"/>: their conditions are in the nodes inside. A
/// symbol that is defined twice has two nodes.
/// </summary>
/// <remarks>
/// What is said of one entry is here (prompt, help, place, what it depends on); what is said of a symbol by all its entries is at
/// <see cref="IommuConfig.Kconfig.Symbol"/>. A frontend shows <see cref="KconfigTree.Root"/> downwards, each node whose prompt's
/// <see cref="KconfigProperty.Condition"/> is not n.
/// </remarks>
public sealed class MenuNode
{
    private GrowingList<MenuNode> _children;
    private GrowingList<MenuNode> _parts;
    private GrowingList<KconfigProperty> _lines;

    internal MenuNode(MenuNodeKind kind, MenuNode? container, SourceLocation location)
    {
        Kind = kind;
        Location = location;
        if (container is not null)
        {
            Container = container;
            Parent = container.Kind == MenuNodeKind.If ? container.Parent : container;
            container._parts.Add(this);
            if (kind != MenuNodeKind.If)
            {
                Parent!._children.Add(this);
            }
        }
    }

    /// <summary>What it is.</summary>
    public MenuNodeKind Kind { get; }

    /// <summary>The menu or choice around it; null only for the root.</summary>
    public MenuNode? Parent { get; }

    /// <summary>What it contains, in order.</summary>
    public IReadOnlyList<MenuNode> Children => _children.AsReadOnly();

    /// <summary>What it contains as written: with the <c>if</c> blocks, and what they contain inside them.</summary>
    public IReadOnlyList<MenuNode> Parts => _parts.AsReadOnly();

    /// <summary>Its first line.</summary>
    public SourceLocation Location { get; }

    /// <summary>The symbol of a config or menuconfig.</summary>
    public Symbol? Symbol { get; internal init; }

    /// <summary>The choice of a choice.</summary>
    public Choice? Choice { get; internal init; }

    /// <summary>The prompt or text, if it has one.</summary>
    public Prompt? Prompt { get; internal set; }

    /// <summary>The help text without its indentation, lines joined by '\n', or null. Frontends show it for the entry, not for the symbol as a whole.</summary>
    public string? Help => HelpLine?.Text;

    /// <summary>Its own <c>depends on</c>, ANDed; y if there is none. For an if, its condition.</summary>
    public Expression OwnDependency { get; internal set; } = Expression.Yes;

    /// <summary>Its own <c>depends on</c> and those of all menus, choices and ifs around it.</summary>
    public Expression Dependency => Scope?.Expression ?? Expression.Yes;

    /// <summary>The <c>visible if</c> of a menu, ANDed; y if there is none. Prompts below are visible only if it holds.</summary>
    public Expression VisibleIf { get; internal set; } = Expression.Yes;

    /// <summary>The entry with everything in it as Kconfig (<see cref="KconfigWriter.Write(MenuNode)"/>).</summary>
    public override string ToString() => KconfigWriter.Write(this);

    /// <summary>The menu, choice or if around it.</summary>
    internal MenuNode? Container { get; }

    /// <summary>The last help text; its text is made when it is asked for.</summary>
    internal HelpSyntax? HelpLine { get; set; }

    /// <summary>What it depends on, or null for nothing.</summary>
    internal DependencyScope? Scope { get; set; }

    /// <summary>What the C program calls its symbol: the symbol, or that of the choice.</summary>
    internal Symbol? Subject => Symbol ?? Choice?.Symbol;

    /// <summary>The <c>visible if</c> of a menu as the heading obeys it: there a literal m is m, whether modules are possible or not.</summary>
    internal Expression HeadingVisibleIf { get; set; } = Expression.Yes;

    /// <summary>
    /// In a tristate choice of older dialects, what a member that is no tristate also needs: the choice to be y. It counts for the member's lines,
    /// not for its direct dependency.
    /// </summary>
    internal Expression? Guard { get; set; }

    /// <summary>Its prompts, defaults, selects, implies and ranges, in order.</summary>
    internal ref GrowingList<KconfigProperty> Lines => ref _lines;

    /// <summary>The children for loops that run often.</summary>
    internal ref GrowingList<MenuNode> ChildNodes => ref _children;

    /// <summary>The parts for loops that run often.</summary>
    internal ref GrowingList<MenuNode> PartNodes => ref _parts;
}
