using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Makes menu nodes, and the properties of symbols, from entries, in the order of their lines.</summary>
internal sealed class EntryBuilder(BuildContext context)
{
    private readonly ChoiceBuilder _choices = new(context);
    private readonly OptionBuilder _options = new(context);

    private MessageLog Log => context.Log;

    /// <summary>Makes the symbols that no file defines.</summary>
    public void AddPredefined(MenuNode root) => _options.AddPredefined(root);

    public void AddConfig(SourceFile file, ConfigSyntax syntax, in EntryScope scope)
    {
        TextSpan name = syntax.Name.Span;
        string? written = syntax.Name.HasMacro ? context.Text(file, syntax.Name) : null;
        if (written is "y" or "m" or "n" || (written is null && name.Length == 1 && file.Text[name.Start] is 'y' or 'm' or 'n'))
        {
            Log.Report(KconfigDiagnostics.ReservedName, file, name, written ?? file.GetText(name));
            return;
        }

        Symbol symbol = written is null ? context.Table.GetOrAdd(file.Text, name.Start, name.Length) : context.Table.GetOrAdd(written, 0, written.Length);
        if (!symbol.IsDefined)
        {
            context.Defined.Add(symbol);
        }

        var node = new MenuNode(syntax.IsMenuConfig ? MenuNodeKind.MenuConfig : MenuNodeKind.Config, scope.Container, new SourceLocation(file, syntax.Span))
        {
            Symbol = symbol,
        };
        symbol.Add(node);
        AddProperties(file, syntax, node, scope);
        if (syntax.IsMenuConfig && node.Prompt is null)
        {
            // The C program sees it when it reads the next statement.
            Log.Report(KconfigDiagnostics.MenuConfigWithoutPrompt, context.IsExact ? NextStatement(file, syntax) : node.Location, symbol.Name);
        }

        if (scope.Choice is { } choice)
        {
            _choices.AddMember(choice, node);
        }
    }

    public void AddComment(SourceFile file, CommentSyntax syntax, in EntryScope scope)
    {
        var node = new MenuNode(MenuNodeKind.Comment, scope.Container, new SourceLocation(file, syntax.Span));
        node.Prompt = new Prompt(context.Text(file, syntax.Prompt), Expression.Yes, node, null, node.Location);
        AddProperties(file, syntax, node, scope);
    }

    public EntryScope AddMenu(SourceFile file, MenuSyntax syntax, in EntryScope scope)
    {
        var node = new MenuNode(MenuNodeKind.Menu, scope.Container, new SourceLocation(file, syntax.Span));
        node.Prompt = new Prompt(context.Text(file, syntax.Prompt), Expression.Yes, node, null, node.Location);
        AddProperties(file, syntax, node, scope);
        return new EntryScope(node, node.Scope, context.Inside(scope.Visibility, node.VisibleIf), null);
    }

    public EntryScope AddIf(SourceFile file, IfSyntax syntax, in EntryScope scope)
    {
        Expression condition = context.Expressions.Condition(file, syntax.Condition);
        var node = new MenuNode(MenuNodeKind.If, scope.Container, new SourceLocation(file, syntax.Span))
        {
            OwnDependency = condition,
            Scope = context.Inside(scope.Dependency, condition),
        };
        return scope with { Container = node, Dependency = node.Scope };
    }

    public EntryScope AddChoice(SourceFile file, ChoiceSyntax syntax, in EntryScope scope)
    {
        MenuNode node = _choices.Add(file, syntax, scope);
        AddProperties(file, syntax, node, scope);
        _choices.Check(node);
        return _choices.Inside(node, scope);
    }

    private void AddProperties(SourceFile file, EntrySyntax syntax, MenuNode node, in EntryScope scope)
    {
        Expression? dependency = null;
        List<Expression>? dependencies = null, visible = null, heading = null;
        PropertySyntax[] properties = syntax.Lines;
        for (int i = 0; i < properties.Length && !context.HasStopped; i++)
        {
            PropertySyntax? property = properties[i];
            context.Reach(property.Span);
            property = property.IsDeferred ? context.Resolve(file, property) : property;
            if (property is DependsSyntax depends)
            {
                Expression next = context.Expressions.Dependency(file, depends);
                if (dependency is null)
                {
                    dependency = next;
                }
                else
                {
                    (dependencies ??= [dependency]).Add(next);
                }
            }
            else if (property is VisibleSyntax visibleIf)
            {
                if (dependency is not null && context.Dialect.VisibilityComesFirst)
                {
                    context.RefuseForGrammar(file, property.Span, "'visible if' before 'depends on'");
                }

                // As in the C program, a literal m hides the prompts below while modules are impossible, but not the heading.
                Expression shown = context.Expressions.Value(file, visibleIf.Condition);
                (visible ??= []).Add(context.Dialect.RewritesModuleInVisibleIf ? context.Expressions.Condition(file, visibleIf.Condition) : shown);
                (heading ??= []).Add(shown);
            }
            else if (property is not null)
            {
                AddProperty(file, node, property, scope);
            }
        }

        if (dependency is not null)
        {
            node.OwnDependency = dependencies is null ? dependency : Expression.And(dependencies);
        }

        if (visible is not null)
        {
            node.VisibleIf = Expression.And(visible);
            node.HeadingVisibleIf = Expression.And(heading!);
        }

        node.Scope = context.Inside(scope.Dependency, node.OwnDependency);
    }

    private void AddProperty(SourceFile file, MenuNode node, PropertySyntax property, in EntryScope scope)
    {
        ExpressionBuilder expressions = context.Expressions;
        Symbol? symbol = node.Subject;
        var location = new SourceLocation(file, property.Span);
        switch (property)
        {
            case TypeSyntax type:
                if (type.Prompt is { } text)
                {
                    AddPrompt(node, text, type.Condition, location, scope);
                }

                SetType(node, type.Type, location);
                break;
            case PromptSyntax prompt:
                AddPrompt(node, prompt.Text, prompt.Condition, location, scope);
                break;
            case DefaultSyntax item when node.Choice is { } choice:
                _choices.AddDefault(file, choice, node, item, location);
                break;
            case DefaultSyntax item:
                Expression value = expressions.Value(file, item.Value);
                symbol!.Add(node, new DefaultProperty(value, expressions.Condition(file, item.Condition), node, location));
                SetType(node, item.Type, location);
                break;
            case SelectSyntax select:
                AddSelect(file, symbol!, node, select, location);
                break;
            case RangeSyntax range:
                symbol!.Add(node, new RangeProperty(expressions.Operand(file, range.Low), expressions.Operand(file, range.High),
                    expressions.Condition(file, range.Condition), node, location));
                break;
            case HelpSyntax help:
                AddHelp(node, help, location);
                break;
            case ModulesSyntax:
                _options.SetModules(symbol!, location);
                break;
            case TransitionalSyntax:
                symbol!.IsTransitional = true;
                break;
            case OptionalSyntax:
                node.Choice!.IsOptional = true;
                break;
            case OptionSyntax option:
                _options.Set(file, node, option, location);
                break;
        }
    }

    private void AddHelp(MenuNode node, HelpSyntax help, SourceLocation location)
    {
        // The C program names the line at which it sees that the text has ended.
        SourceLocation place = context.IsExact ? BehindHelp(location) : location with { Span = location.Span with { Length = "help".Length } };
        if (node.HelpLine is not null)
        {
            Log.Report(KconfigDiagnostics.DuplicateHelp, place, node.Subject!.DisplayName);
        }

        if (!help.HasText)
        {
            Log.Report(KconfigDiagnostics.BlankHelp, place, node.Subject!.DisplayName);
        }

        node.HelpLine = help;
    }

    private SourceLocation NextStatement(SourceFile file, EntrySyntax entry)
    {
        int last = entry.Properties.Count - 1;
        int end = last < 0 ? entry.Span.End : entry.Properties[last].Span.End;
        int next = end;
        while (next < file.Text.Length && file.Text[next] is ' ' or '\t' or '\n' or '#')
        {
            next = file.Text[next] == '#' ? TextScan.LineEnd(file.Text, next) : next + 1;
        }

        if (next < file.Text.Length || context.Dialect.Messages == MessageShapes.Linux)
        {
            return new SourceLocation(file, new TextSpan(next, 0));
        }

        // Nothing follows. Linux 4.11 names the last line; Linux 6.1 has left the root file before it looks for more.
        return context.Dialect.Messages == MessageShapes.Legacy ? new SourceLocation(file, new TextSpan(end, 0))
            : new SourceLocation(context.IsInRoot ? new SourceFile("<none>", file.Text) : file, new TextSpan(next, 0));
    }

    private static SourceLocation BehindHelp(SourceLocation help)
    {
        string text = help.File.Text;
        int end = help.Span.End;
        while (end < text.Length && text[end] is ' ' or '\t' or '\n')
        {
            end++;
        }

        // A file that ends with the keyword is left before its text is looked for.
        bool isLeft = end == text.Length && end == help.Span.End;
        return new SourceLocation(isLeft ? new SourceFile("<none>", text) : help.File, new TextSpan(end, 0));
    }

    private void AddSelect(SourceFile file, Symbol symbol, MenuNode node, SelectSyntax select, SourceLocation location)
    {
        TextSpan name = select.Target.Span;
        string? expanded = select.Target.HasMacro ? context.Text(file, select.Target) : null;
        if (select.Target.IsQuoted || expanded is "y" or "m" or "n"
            || (expanded is null && name.Length == 1 && file.Text[name.Start] is 'y' or 'm' or 'n'))
        {
            Log.Report(KconfigDiagnostics.SelectOfSymbolOfWrongType, file, name, file.GetText(name), "a constant", select.IsImply ? "imply" : "select");
            return;
        }

        Symbol target = expanded is null ? context.Table.GetOrAdd(file.Text, name.Start, name.Length) : context.Table.GetOrAdd(expanded, 0, expanded.Length);
        symbol.Add(node, new SelectProperty(symbol, target, select.IsImply, context.Expressions.Condition(file, select.Condition), node, location));
    }

    private void AddPrompt(MenuNode node, TextSyntax text, ExpressionSyntax? condition, SourceLocation location, in EntryScope scope)
    {
        string prompt = context.Text(location.File, text);
        Expression own = context.Expressions.Condition(location.File, condition);
        string trimmed = prompt.TrimStart(' ', '\t', '\n', '\r', '\f', '\v');
        if (trimmed.Length < prompt.Length)
        {
            Log.Report(KconfigDiagnostics.LeadingWhitespace, location.File, text.Expansion is null ? text.Span : location.Span);
        }

        if (node.Prompt is not null)
        {
            Log.Report(KconfigDiagnostics.PromptRedefined, location);
        }

        node.Prompt = new Prompt(trimmed, own, node, scope.Visibility, location);
        node.Lines.Add(node.Prompt);
    }

    private void SetType(MenuNode node, SymbolType type, SourceLocation location)
    {
        Symbol symbol = node.Subject!;
        if (type == SymbolType.Unknown || type == symbol.Type)
        {
            return;
        }

        if (symbol.Type == SymbolType.Unknown)
        {
            symbol.Type = type;
            symbol.HasWrittenType = true;
            symbol.TypedAt = location;
        }
        else
        {
            // The C program names the entry.
            Log.Report(KconfigDiagnostics.TypeRedefinition, context.IsExact ? node.Location : location,
                symbol.DisplayName, SymbolTypes.Name(symbol.Type), symbol.TypedAt, SymbolTypes.Name(type));
        }
    }
}
