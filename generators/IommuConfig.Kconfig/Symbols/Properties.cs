namespace IommuConfig.Kconfig;

/// <summary>A line of an entry that takes effect under a condition.</summary>
public abstract class KconfigProperty
{
    private Expression? _condition;

    private protected KconfigProperty(Expression @if, MenuNode node, SourceLocation location)
    {
        If = @if;
        Node = node;
        Location = location;
    }

    /// <summary>The condition as written; y if none is.</summary>
    public Expression If { get; }

    /// <summary>The entry that it belongs to.</summary>
    public MenuNode Node { get; }

    /// <summary>Its line.</summary>
    public SourceLocation Location { get; }

    /// <summary>When it takes effect: the entry's dependencies and <see cref="If"/>; for a prompt also each <c>visible if</c> around it.</summary>
    public Expression Condition => _condition ??= Expression.And(Node.Dependency, If, Visibility?.Expression ?? Expression.Yes);

    /// <summary>The line as Kconfig, with its own condition: <c>select HAS_DMA if PCI</c>.</summary>
    public sealed override string ToString() => KconfigWriter.Write(this);

    /// <summary>What hides a prompt besides its dependencies: each <c>visible if</c> of the menus around it.</summary>
    internal virtual DependencyScope? Visibility => null;
}

/// <summary>
/// A prompt, <c>prompt "text" if E</c> or behind a type: what makes a symbol or choice something that a person can set. Its <i>visibility</i> is the
/// value of <see cref="KconfigProperty.Condition"/>; with n nobody is asked, and with m a tristate can be set to m at most. Menus and comments have
/// one too, as heading.
/// </summary>
public sealed class Prompt : KconfigProperty
{
    internal Prompt(string text, Expression @if, MenuNode node, DependencyScope? visibility, SourceLocation location)
        : base(@if, node, location)
    {
        Text = text;
        Visibility = visibility;
    }

    /// <summary>What is shown, without leading blanks.</summary>
    public string Text { get; }

    /// <summary>Whether it is, to the C program, the heading of a menu: the prompt of a menuconfig.</summary>
    internal bool IsMenuHeading => Node.Kind == MenuNodeKind.MenuConfig && Node.Prompt == this;

    internal override DependencyScope? Visibility { get; }
}

/// <summary>
/// A default of a symbol, <c>default E if C</c>. Of a bool or tristate the value is an expression, of which the condition bounds the result; of the
/// others it is one symbol or constant, whose text is copied.
/// </summary>
public sealed class DefaultProperty : KconfigProperty
{
    internal DefaultProperty(Expression value, Expression @if, MenuNode node, SourceLocation location)
        : base(@if, node, location) => Value = value;

    /// <summary>The value; one symbol or constant for int, hex and string.</summary>
    public Expression Value { get; }
}

/// <summary>A default of a choice, <c>default NAME if C</c>: the member that is y by itself, if it is visible.</summary>
public sealed class ChoiceDefault : KconfigProperty
{
    internal ChoiceDefault(Symbol member, Expression @if, MenuNode node, SourceLocation location)
        : base(@if, node, location) => Member = member;

    /// <summary>The member.</summary>
    public Symbol Member { get; }
}

/// <summary>
/// A select or an imply, <c>select NAME if C</c>: raises <see cref="Target"/> to the lesser of the selector's value and the condition. A select does so
/// whatever the target depends on (KC0070 warns of that); an imply gives way to dependencies and to the user.
/// </summary>
public sealed class SelectProperty : KconfigProperty
{
    internal SelectProperty(Symbol selector, Symbol target, bool isImply, Expression @if, MenuNode node, SourceLocation location)
        : base(@if, node, location)
    {
        Selector = selector;
        Target = target;
        IsImply = isImply;
    }

    /// <summary>The symbol that selects.</summary>
    public Symbol Selector { get; }

    /// <summary>The symbol that is selected.</summary>
    public Symbol Target { get; }

    /// <summary>Whether it is an imply, which a dependency or the user may overrule.</summary>
    public bool IsImply { get; }
}

/// <summary>
/// A range of an int or hex symbol, <c>range LOW HIGH if C</c>; both ends belong to it. A default outside becomes the nearer bound, and so does a user's
/// value where <see cref="Dialect.OutOfRange"/> says so.
/// </summary>
public sealed class RangeProperty : KconfigProperty
{
    internal RangeProperty(Expression low, Expression high, Expression @if, MenuNode node, SourceLocation location)
        : base(@if, node, location)
    {
        Low = low;
        High = high;
    }

    /// <summary>The least value, a symbol or a constant.</summary>
    public Expression Low { get; }

    /// <summary>The greatest value, a symbol or a constant.</summary>
    public Expression High { get; }
}
