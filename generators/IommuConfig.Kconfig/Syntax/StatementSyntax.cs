using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// A statement: one logical line, and for an entry or a block what belongs to it. A file is a sequence of statements; a backslash at a line's end
/// continues the line, <c>#</c> begins a comment, and indentation means nothing except in help texts.
/// </summary>
/// <param name="span">From its keyword to the end of its first line.</param>
public abstract class StatementSyntax(TextSpan span)
{
    /// <summary>From its keyword to the end of its first line.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>
    /// Whether its first line has a macro outside quotes. What that line says is known only when the macro was expanded; until then only the kind of
    /// the statement is, and the rest of its first line is empty here.
    /// </summary>
    public bool IsDeferred => DeferredFrom >= 0;

    /// <summary>Where the line begins that has to be read again, or -1.</summary>
    internal int DeferredFrom { get; init; } = -1;
}

/// <summary>A statement with lines that belong to it, up to the next statement.</summary>
/// <param name="span">Its first line.</param>
public abstract class EntrySyntax(TextSpan span) : StatementSyntax(span)
{
    /// <summary>The lines that belong to it, in order.</summary>
    public IReadOnlyList<PropertySyntax> Properties => Lines;

    /// <summary>The lines for loops that run often.</summary>
    internal PropertySyntax[] Lines { get; set; } = [];
}

/// <summary>A statement that contains others, up to its end in the same file.</summary>
/// <param name="span">Its first line.</param>
public abstract class BlockSyntax(TextSpan span) : EntrySyntax(span)
{
    /// <summary>The statements inside.</summary>
    public IReadOnlyList<StatementSyntax> Statements => Items;

    /// <summary>The statements for loops that run often.</summary>
    internal StatementSyntax[] Items { get; set; } = [];
}

/// <summary>The whole file.</summary>
/// <param name="span">The file.</param>
public sealed class RootSyntax(TextSpan span) : BlockSyntax(span);

/// <summary>
/// <c>config NAME</c> or <c>menuconfig NAME</c> and the lines behind it: defines the symbol, or adds to its definition. A menuconfig is shown as a menu
/// that holds what depends on it; the configuration is the same.
/// </summary>
/// <param name="span">The line.</param>
/// <param name="name">The symbol: a word, not in quotes.</param>
/// <param name="isMenuConfig">Whether it is a menuconfig.</param>
public sealed class ConfigSyntax(TextSpan span, TextSyntax name, bool isMenuConfig) : EntrySyntax(span)
{
    /// <summary>The symbol.</summary>
    public TextSyntax Name { get; } = name;

    /// <summary>Whether it is a menuconfig.</summary>
    public bool IsMenuConfig { get; } = isMenuConfig;
}

/// <summary>
/// <c>choice</c> ... <c>endchoice</c>: of the symbols inside exactly one is y. Lines of its own: prompt, default (the member taken by itself),
/// depends on, help. Inside stand only config, comment and if; in old Kconfig also menuconfig and source.
/// </summary>
/// <param name="span">The line.</param>
/// <param name="name">
/// The choice's name, which only Kconfig up to Linux 6.11 has (<c>choice NAME</c>): choices of one name share their members. As there, it may also
/// have a type (<see cref="TypeSyntax"/>: in a tristate choice that is m, any number of members can be m) and be optional
/// (<see cref="OptionalSyntax"/>: none of the members need be chosen).
/// </param>
public sealed class ChoiceSyntax(TextSpan span, TextSyntax? name) : BlockSyntax(span)
{
    /// <summary>The choice's name, if it has one.</summary>
    public TextSyntax? Name { get; } = name;
}

/// <summary><c>menu "prompt"</c> ... <c>endmenu</c>: a heading over what is inside. Lines of its own: depends on, which holds for everything inside, and visible if.</summary>
/// <param name="span">The line.</param>
/// <param name="prompt">The heading.</param>
public sealed class MenuSyntax(TextSpan span, TextSyntax prompt) : BlockSyntax(span)
{
    /// <summary>The heading.</summary>
    public TextSyntax Prompt { get; } = prompt;
}

/// <summary><c>if E</c> ... <c>endif</c>: everything inside depends on E.</summary>
/// <param name="span">The line.</param>
/// <param name="condition">What everything inside depends on.</param>
public sealed class IfSyntax(TextSpan span, ExpressionSyntax condition) : BlockSyntax(span)
{
    /// <summary>What everything inside depends on.</summary>
    public ExpressionSyntax Condition { get; } = condition;
}

/// <summary><c>comment "text"</c>: a line of text in menus and in the .config. Lines of its own: depends on.</summary>
/// <param name="span">The line.</param>
/// <param name="prompt">The text.</param>
public sealed class CommentSyntax(TextSpan span, TextSyntax prompt) : EntrySyntax(span)
{
    /// <summary>The text.</summary>
    public TextSyntax Prompt { get; } = prompt;
}

/// <summary><c>mainmenu "text"</c>: the title of the configuration. Only as the very first statement of the root file.</summary>
/// <param name="span">The line.</param>
/// <param name="text">The title.</param>
public sealed class MainMenuSyntax(TextSpan span, TextSyntax text) : StatementSyntax(span)
{
    /// <summary>The title.</summary>
    public TextSyntax Text { get; } = text;
}

/// <summary>
/// <c>source "path"</c>: the statements of another file, as if they stood here, except that a block ends in the file it begins in. Paths are relative
/// to the folder of the root file. Extensions: a path may be a pattern with *, ? and [...]; <c>rsource</c> is relative to this file's folder,
/// <c>osource</c> takes no file for an answer, <c>orsource</c> is both. Old Kconfig needs no quotes.
/// </summary>
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

/// <summary>
/// <c>NAME = value</c> (expanded whenever it is used), <c>NAME := value</c> (expanded here, once) or <c>NAME += value</c> (appended with a blank, as
/// the variable was first assigned): a variable, used as <c>$(NAME)</c> or, with arguments that its value calls $(1) and so on,
/// <c>$(NAME,argument,...)</c>.
/// </summary>
/// <param name="span">The line.</param>
/// <param name="name">The variable.</param>
/// <param name="operator">The operator.</param>
/// <param name="value">The value: leading blanks stripped, trailing ones kept. '#' is part of it.</param>
public sealed class AssignmentSyntax(TextSpan span, TextSyntax name, AssignmentOperator @operator, TextSpan value) : StatementSyntax(span)
{
    /// <summary>The variable.</summary>
    public TextSyntax Name { get; } = name;

    /// <summary>The operator.</summary>
    public AssignmentOperator Operator { get; } = @operator;

    /// <summary>The value: leading blanks stripped, trailing ones kept. '#' is part of it.</summary>
    public TextSpan Value { get; } = value;
}

/// <summary>
/// A line that is only macros, such as <c>$(error-if,condition,text)</c>: they are expanded for what they do, and must expand to nothing. Always
/// deferred.
/// </summary>
/// <param name="span">The line.</param>
public sealed class MacroStatementSyntax(TextSpan span) : StatementSyntax(span);

/// <summary>A macro reference <c>$(...)</c> anywhere but in an assignment's value, outermost only.</summary>
/// <param name="Span">From the dollar to the closing parenthesis.</param>
public readonly record struct MacroReferenceSyntax(TextSpan Span);
