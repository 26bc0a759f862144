namespace IommuConfig.Kconfig;

/// <summary>A line that belongs to an entry.</summary>
/// <param name="span">From its keyword to its last token.</param>
public abstract class PropertySyntax(TextSpan span)
{
    /// <summary>From its keyword to its last token.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>Whether the line has a macro outside quotes (<see cref="DeferredPropertySyntax"/>).</summary>
    public bool IsDeferred => this is DeferredPropertySyntax;
}

/// <summary>
/// <c>bool</c>, <c>tristate</c>, <c>int</c>, <c>hex</c> or <c>string</c>, with <c>"prompt"</c> and <c>if E</c> behind it or not: the symbol's type. A
/// second, different type is ignored. A bool is n or y, a tristate also m; of these two a choice may be in Kconfig up to Linux 6.11.
/// </summary>
/// <param name="span">The line.</param>
/// <param name="type">The type.</param>
/// <param name="prompt">The prompt, if one is on this line.</param>
/// <param name="condition">The prompt's condition.</param>
public sealed class TypeSyntax(TextSpan span, SymbolType type, TextSyntax? prompt, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>The type.</summary>
    public SymbolType Type { get; } = type;

    /// <summary>The prompt, if one is on this line.</summary>
    public TextSyntax? Prompt { get; } = prompt;

    /// <summary>The prompt's condition.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary><c>prompt "text" if E</c>: what a person is asked, while E is not n. Without a visible prompt nobody can set the symbol.</summary>
/// <param name="span">The line.</param>
/// <param name="text">The prompt.</param>
/// <param name="condition">Its condition.</param>
public sealed class PromptSyntax(TextSpan span, TextSyntax text, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>The prompt.</summary>
    public TextSyntax Text { get; } = text;

    /// <summary>Its condition.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary>
/// <c>default E if E</c>: the value that the symbol has by itself; of several the first whose condition is not n. <c>def_bool E if E</c> and
/// <c>def_tristate E if E</c> (and, as an extension, def_int, def_hex and def_string) give the type too. A choice's default is the name of a member.
/// </summary>
/// <param name="span">The line.</param>
/// <param name="type">The type that a def_ form gives, else Unknown.</param>
/// <param name="value">The value.</param>
/// <param name="condition">Its condition.</param>
public sealed class DefaultSyntax(TextSpan span, SymbolType type, ExpressionSyntax value, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>The type that a def_ form gives, else Unknown.</summary>
    public SymbolType Type { get; } = type;

    /// <summary>The value.</summary>
    public ExpressionSyntax Value { get; } = value;

    /// <summary>Its condition.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary><c>depends on E</c>: an upper limit for the value, and for what is inside a menu or choice. Several lines are joined by &amp;&amp;.</summary>
/// <param name="span">The line.</param>
/// <param name="dependency">What is depended on.</param>
/// <param name="condition">When (<c>depends on E if C</c>, Linux since 7.0): with a condition C the dependency is <c>E || C=n</c>.</param>
public sealed class DependsSyntax(TextSpan span, ExpressionSyntax dependency, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>What is depended on.</summary>
    public ExpressionSyntax Dependency { get; } = dependency;

    /// <summary>When: with a condition C the dependency is <c>E || C=n</c>.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary>
/// <c>select NAME if E</c>: raises another symbol to this one's value, whatever that depends on (a <i>reverse dependency</i>).
/// <c>imply NAME if E</c>: the same as far as the other's dependencies and the user allow.
/// </summary>
/// <param name="span">The line.</param>
/// <param name="isImply">Whether it is an imply.</param>
/// <param name="target">The symbol that is selected: a word, not in quotes.</param>
/// <param name="condition">Its condition.</param>
public sealed class SelectSyntax(TextSpan span, bool isImply, TextSyntax target, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>Whether it is an imply.</summary>
    public bool IsImply { get; } = isImply;

    /// <summary>The symbol that is selected.</summary>
    public TextSyntax Target { get; } = target;

    /// <summary>Its condition.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary><c>range LOW HIGH if E</c>: bounds of an int or hex; of several the first whose condition is not n.</summary>
/// <param name="span">The line.</param>
/// <param name="low">The least value.</param>
/// <param name="high">The greatest value.</param>
/// <param name="condition">Its condition.</param>
public sealed class RangeSyntax(TextSpan span, OperandSyntax low, OperandSyntax high, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>The least value.</summary>
    public OperandSyntax Low { get; } = low;

    /// <summary>The greatest value.</summary>
    public OperandSyntax High { get; } = high;

    /// <summary>Its condition.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary><c>visible if E</c>: a menu's prompts are asked only while E is not n; values are not touched.</summary>
/// <param name="span">The line.</param>
/// <param name="condition">When prompts below are shown; a bare <c>visible</c> has none.</param>
public sealed class VisibleSyntax(TextSpan span, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>When prompts below are shown; a bare <c>visible</c> has none.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary>
/// <c>help</c> (formerly <c>---help---</c>) and its text: the lines behind it that are indented at least as the first of them. Blank lines in between
/// belong to it.
/// </summary>
public sealed class HelpSyntax : PropertySyntax
{
    private readonly SourceFile _file;
    private readonly HelpText _lines;

    internal HelpSyntax(TextSpan span, SourceFile file, HelpText lines)
        : base(span)
    {
        _file = file;
        _lines = lines;
    }

    /// <summary>The text without its indentation and trailing blanks, lines joined by '\n'.</summary>
    public string Text => field ??= _lines.Read(_file.Text, isExact: false);

    /// <summary>Whether there is no text.</summary>
    public bool IsBlank => _lines.IsBlank;

    /// <summary>Whether <see cref="Text"/> is not empty, without making it.</summary>
    internal bool HasText => _lines.HasText(_file.Text);

    /// <summary>The text as the C program keeps it: with the blank lines around it, and carriage returns in it.</summary>
    internal string ExactText => _lines.Read(_file.Text, isExact: true);

    /// <summary>Where the C program is when it has read the text: the start of the first line that is not part of it.</summary>
    internal TextSpan Stop => new(_lines.Stop, 0);
}

/// <summary><c>modules</c> (formerly <c>option modules</c>): marks the symbol whose y makes the value m possible. Only one symbol can be marked.</summary>
/// <param name="span">The keyword.</param>
public sealed class ModulesSyntax(TextSpan span) : PropertySyntax(span);

/// <summary><c>transitional</c> (Linux since 6.18): an old name that a .config may still set and no output contains.</summary>
/// <param name="span">The keyword.</param>
public sealed class TransitionalSyntax(TextSpan span) : PropertySyntax(span);

/// <summary><c>optional</c> (Linux up to 6.11): the choice may be n, with no member chosen.</summary>
/// <param name="span">The keyword.</param>
public sealed class OptionalSyntax(TextSpan span) : PropertySyntax(span);

/// <summary>
/// <c>option NAME</c> or <c>option NAME="value"</c> (Linux up to 4.17): <c>env="VARIABLE"</c> gives the symbol the value of an environment variable,
/// <c>modules</c> is the later line of that name, <c>defconfig_list</c> makes the symbol's defaults the files to take a configuration from when there is none,
/// <c>allnoconfig_y</c> makes the symbol y in an allnoconfig. A line may have several; each is a node.
/// </summary>
/// <param name="span">The option.</param>
/// <param name="name">The option's name.</param>
/// <param name="value">Its value, if it has one.</param>
public sealed class OptionSyntax(TextSpan span, TextSyntax name, TextSyntax? value) : PropertySyntax(span)
{
    /// <summary>The option's name.</summary>
    public TextSyntax Name { get; } = name;

    /// <summary>Its value, if it has one.</summary>
    public TextSyntax? Value { get; } = value;
}

/// <summary>
/// A line with a macro outside quotes, such as <c>default $(NAME)</c>. What it says is known only when the macro was expanded, since what expands to
/// nothing is as if it were not there. Also a line between others that is only macros, which must come to nothing.
/// </summary>
public sealed class DeferredPropertySyntax : PropertySyntax
{
    internal DeferredPropertySyntax(TextSpan span, int start, bool isOfChoice)
        : base(span)
    {
        Start = start;
        IsOfChoice = isOfChoice;
    }

    /// <summary>Where the line begins that has to be read again.</summary>
    internal int Start { get; }

    /// <summary>Whether it belongs to a choice, whose defaults name members.</summary>
    internal bool IsOfChoice { get; }
}
