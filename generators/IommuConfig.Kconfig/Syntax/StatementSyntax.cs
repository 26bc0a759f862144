using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A statement.</summary>
/// <param name="span">From its keyword to the end of its first line.</param>
public abstract class StatementSyntax(TextSpan span)
{
    /// <summary>From its keyword to the end of its first line.</summary>
    public TextSpan Span { get; } = span;
}

/// <summary>A statement with lines that belong to it.</summary>
/// <param name="span">Its first line.</param>
public abstract class EntrySyntax(TextSpan span) : StatementSyntax(span)
{
    private readonly List<PropertySyntax> _properties = [];

    /// <summary>The lines that belong to it, in order.</summary>
    public IReadOnlyList<PropertySyntax> Properties => _properties;

    internal void Add(PropertySyntax property) => _properties.Add(property);
}

/// <summary>A statement that contains others.</summary>
/// <param name="span">Its first line.</param>
public abstract class BlockSyntax(TextSpan span) : EntrySyntax(span)
{
    private readonly List<StatementSyntax> _statements = [];

    /// <summary>The statements inside.</summary>
    public IReadOnlyList<StatementSyntax> Statements => _statements;

    internal void Add(StatementSyntax statement) => _statements.Add(statement);
}

/// <summary>The whole file.</summary>
/// <param name="span">The file.</param>
public sealed class RootSyntax(TextSpan span) : BlockSyntax(span);

/// <summary><c>config NAME</c> or <c>menuconfig NAME</c></summary>
/// <param name="span">The line.</param>
/// <param name="name">The symbol.</param>
/// <param name="isMenuConfig">Whether it is a menuconfig.</param>
public sealed class ConfigSyntax(TextSpan span, TextSyntax name, bool isMenuConfig) : EntrySyntax(span)
{
    /// <summary>The symbol.</summary>
    public TextSyntax Name { get; } = name;

    /// <summary>Whether it is a menuconfig.</summary>
    public bool IsMenuConfig { get; } = isMenuConfig;
}

/// <summary><c>choice</c> ... <c>endchoice</c></summary>
/// <param name="span">The line.</param>
public sealed class ChoiceSyntax(TextSpan span) : BlockSyntax(span);

/// <summary><c>menu "prompt"</c> ... <c>endmenu</c></summary>
/// <param name="span">The line.</param>
/// <param name="prompt">The heading.</param>
public sealed class MenuSyntax(TextSpan span, TextSyntax prompt) : BlockSyntax(span)
{
    /// <summary>The heading.</summary>
    public TextSyntax Prompt { get; } = prompt;
}

/// <summary><c>if E</c> ... <c>endif</c></summary>
/// <param name="span">The line.</param>
/// <param name="condition">What everything inside depends on.</param>
public sealed class IfSyntax(TextSpan span, ExpressionSyntax condition) : BlockSyntax(span)
{
    /// <summary>What everything inside depends on.</summary>
    public ExpressionSyntax Condition { get; } = condition;
}

/// <summary><c>comment "text"</c></summary>
/// <param name="span">The line.</param>
/// <param name="prompt">The text.</param>
public sealed class CommentSyntax(TextSpan span, TextSyntax prompt) : EntrySyntax(span)
{
    /// <summary>The text.</summary>
    public TextSyntax Prompt { get; } = prompt;
}

/// <summary><c>mainmenu "text"</c></summary>
/// <param name="span">The line.</param>
/// <param name="text">The title.</param>
public sealed class MainMenuSyntax(TextSpan span, TextSyntax text) : StatementSyntax(span)
{
    /// <summary>The title.</summary>
    public TextSyntax Text { get; } = text;
}

/// <summary><c>source</c>, <c>rsource</c>, <c>osource</c>, <c>orsource</c></summary>
/// <param name="span">The line.</param>
/// <param name="path">A path or a pattern.</param>
/// <param name="isRelative">Whether the path is relative to the sourcing file's folder instead of the root's.</param>
/// <param name="isOptional">Whether no file is as good as one.</param>
public sealed class SourceSyntax(TextSpan span, TextSyntax path, bool isRelative, bool isOptional) : StatementSyntax(span)
{
    /// <summary>A path or a pattern.</summary>
    public TextSyntax Path { get; } = path;

    /// <summary>Whether the path is relative to the sourcing file's folder instead of the root's.</summary>
    public bool IsRelative { get; } = isRelative;

    /// <summary>Whether no file is as good as one.</summary>
    public bool IsOptional { get; } = isOptional;
}

/// <summary><c>NAME = value</c>, <c>NAME := value</c>, <c>NAME += value</c></summary>
/// <param name="span">The line.</param>
/// <param name="name">The variable.</param>
/// <param name="operator">The operator.</param>
/// <param name="value">The value: leading blanks stripped, trailing ones kept.</param>
public sealed class AssignmentSyntax(TextSpan span, TextSyntax name, TextSpan @operator, TextSpan value) : StatementSyntax(span)
{
    /// <summary>The variable.</summary>
    public TextSyntax Name { get; } = name;

    /// <summary>The operator.</summary>
    public TextSpan Operator { get; } = @operator;

    /// <summary>The value: leading blanks stripped, trailing ones kept.</summary>
    public TextSpan Value { get; } = value;
}

/// <summary>A line that is only a macro, such as <c>$(error-if,...)</c>.</summary>
/// <param name="span">The macro.</param>
public sealed class MacroStatementSyntax(TextSpan span) : StatementSyntax(span);

/// <summary>A macro reference <c>$(...)</c> anywhere, outermost only.</summary>
/// <param name="Span">From the dollar to the closing parenthesis.</param>
public readonly record struct MacroReferenceSyntax(TextSpan Span);
