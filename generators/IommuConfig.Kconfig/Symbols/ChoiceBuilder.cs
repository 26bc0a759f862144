using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Makes choices, and tells which entries are their members.</summary>
internal sealed class ChoiceBuilder(BuildContext context)
{
    private readonly Dictionary<string, Choice> _named = new(StringComparer.Ordinal);

    /// <summary>Adds the node of a choice; a named choice that is known gets another node.</summary>
    public MenuNode Add(SourceFile file, ChoiceSyntax syntax, in EntryScope scope)
    {
        var location = new SourceLocation(file, syntax.Span);
        string name = syntax.Name is { } written ? context.Text(file, written) : "";
        if (name.Length == 0 || !_named.TryGetValue(name, out Choice? choice))
        {
            choice = new Choice(context.Choices.Count, name, location);
            context.Choices.Add(choice);
            context.Table.Add(choice.Symbol);
            if (context.Dialect.Choices == ChoiceRules.Members)
            {
                choice.Symbol.Type = SymbolType.Bool;
            }

            if (name.Length > 0)
            {
                _named.Add(name, choice);
            }
        }

        var node = new MenuNode(MenuNodeKind.Choice, scope.Container, location) { Choice = choice };
        choice.Symbol.Add(node);
        return node;
    }

    /// <summary>
    /// What surrounds the entries of a choice. In older dialects they depend on the choice itself, whose value bounds theirs; since then, on what
    /// the choice depends on.
    /// </summary>
    public EntryScope Inside(MenuNode node, in EntryScope scope) => new(node,
        context.Dialect.Choices == ChoiceRules.Classic
            ? context.Inside(null, new SymbolExpression(node.Choice!.Symbol))
            : node.Scope,
        scope.Visibility, node.Choice);

    public void AddDefault(SourceFile file, Choice choice, MenuNode node, DefaultSyntax item, SourceLocation location)
    {
        if (item.Value is OperandSyntax { Text: { IsQuoted: false } text })
        {
            string? expanded = text.HasMacro ? context.Text(file, text) : null;
            Symbol member = expanded is null
                ? context.Table.GetOrAdd(file.Text, text.Span.Start, text.Span.Length)
                : context.Table.GetOrAdd(expanded, 0, expanded.Length);
            choice.Add(new ChoiceDefault(member, context.Expressions.Condition(file, item.Condition), node, location));
        }
        else
        {
            context.Log.Report(KconfigDiagnostics.ChoiceDefaultNotMember, file, item.Value.Span, file.GetText(item.Value.Span));
        }
    }

    /// <summary>Where membership follows from the place alone, makes an entry a member and checks what can be checked at once.</summary>
    public void AddMember(Choice choice, MenuNode node)
    {
        if (context.Dialect.Choices == ChoiceRules.Classic)
        {
            return;
        }

        Symbol symbol = node.Symbol!;
        if (node.Prompt is null)
        {
            context.Log.Report(KconfigDiagnostics.ChoiceMemberWithoutPrompt, node.Location, symbol.Name);
        }

        if (symbol.Type != SymbolType.Bool)
        {
            context.Log.Report(KconfigDiagnostics.ChoiceMemberNotBool, node.Location, symbol.Name);
        }

        if (symbol.Choice is null)
        {
            symbol.Choice = choice;
            choice.Add(symbol, node);
        }
    }

    /// <summary>Checks a choice before its entries.</summary>
    public void Check(MenuNode node)
    {
        if (context.Dialect.Choices == ChoiceRules.Members && node.Prompt is null)
        {
            context.Log.Report(KconfigDiagnostics.ChoiceWithoutPrompt, node.Location);
        }
    }
}
