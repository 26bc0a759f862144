namespace IommuConfig.Kconfig;

/// <summary>A line that belongs to an entry.</summary>
/// <param name="span">From its keyword to its last token.</param>
public abstract class PropertySyntax(TextSpan span)
{
    /// <summary>From its keyword to its last token.</summary>
    public TextSpan Span { get; } = span;
}

/// <summary><c>bool "prompt" if E</c> and its like.</summary>
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

/// <summary><c>prompt "text" if E</c></summary>
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

/// <summary><c>default E if E</c> and <c>def_bool E if E</c>.</summary>
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

/// <summary><c>depends on E if E</c></summary>
/// <param name="span">The line.</param>
/// <param name="dependency">What is depended on.</param>
/// <param name="condition">When: with a condition C the dependency is <c>E || C=n</c>.</param>
public sealed class DependsSyntax(TextSpan span, ExpressionSyntax dependency, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>What is depended on.</summary>
    public ExpressionSyntax Dependency { get; } = dependency;

    /// <summary>When: with a condition C the dependency is <c>E || C=n</c>.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary><c>select NAME if E</c> and <c>imply NAME if E</c></summary>
/// <param name="span">The line.</param>
/// <param name="isImply">Whether it is an imply.</param>
/// <param name="target">The symbol that is selected.</param>
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

/// <summary><c>range LOW HIGH if E</c></summary>
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

/// <summary><c>visible if E</c></summary>
/// <param name="span">The line.</param>
/// <param name="condition">When prompts below are shown; a bare <c>visible</c> has none.</param>
public sealed class VisibleSyntax(TextSpan span, ExpressionSyntax? condition) : PropertySyntax(span)
{
    /// <summary>When prompts below are shown; a bare <c>visible</c> has none.</summary>
    public ExpressionSyntax? Condition { get; } = condition;
}

/// <summary><c>help</c> and its text.</summary>
/// <param name="span">From the keyword to the text's end.</param>
/// <param name="text">The text without its indentation and trailing blanks, lines joined by '\n'.</param>
public sealed class HelpSyntax(TextSpan span, string text) : PropertySyntax(span)
{
    /// <summary>The text without its indentation and trailing blanks, lines joined by '\n'.</summary>
    public string Text { get; } = text;
}

/// <summary><c>modules</c>: the symbol whose y makes tristates possible.</summary>
/// <param name="span">The keyword.</param>
public sealed class ModulesSyntax(TextSpan span) : PropertySyntax(span);

/// <summary><c>transitional</c>: an old name that a .config may still set and no output contains.</summary>
/// <param name="span">The keyword.</param>
public sealed class TransitionalSyntax(TextSpan span) : PropertySyntax(span);
