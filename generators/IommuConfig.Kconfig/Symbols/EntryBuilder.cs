using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Makes menu nodes, and the properties of symbols and choices, from entries.</summary>
internal sealed class EntryBuilder(SymbolTable table, ExpressionBuilder expressions, ModulesReference modules, List<KconfigDiagnostic> diagnostics)
{
    private readonly List<Symbol> _defined = [];
    private readonly Dictionary<Symbol, SourceLocation> _typedAt = [];

    /// <summary>Defined symbols, in order of their first definition.</summary>
    public IReadOnlyList<Symbol> Defined => _defined;

    public void AddConfig(SourceFile file, ConfigSyntax syntax, TreeBuilder.Scope scope)
    {
        TextSpan name = syntax.Name.Span;
        if (syntax.Name.HasMacro)
        {
            return;
        }

        if (name.Length == 1 && file.Text[name.Start] is 'y' or 'm' or 'n')
        {
            Report(KconfigDiagnostics.ReservedName, file, name, file.GetText(name));
            return;
        }

        Symbol symbol = table.GetOrAdd(file.Text, name.Start, name.Length);
        if (!symbol.IsDefined)
        {
            _defined.Add(symbol);
        }

        var node = new MenuNode(syntax.IsMenuConfig ? MenuNodeKind.MenuConfig : MenuNodeKind.Config, scope.Parent, new SourceLocation(file, syntax.Span))
        {
            Symbol = symbol,
        };
        symbol.Add(node);
        AddDependencies(file, syntax, node, scope);
        foreach (PropertySyntax property in syntax.Properties)
        {
            AddProperty(file, symbol, node, property, scope);
        }

        if (syntax.IsMenuConfig && node.Prompt is null)
        {
            Report(KconfigDiagnostics.MenuConfigWithoutPrompt, file, syntax.Span, symbol.Name);
        }

        if (scope.Choice is { } choice && symbol.Choice is null)
        {
            symbol.Choice = choice;
            choice.Add(symbol);
        }
    }

    public void AddComment(SourceFile file, CommentSyntax syntax, TreeBuilder.Scope scope)
    {
        var node = new MenuNode(MenuNodeKind.Comment, scope.Parent, new SourceLocation(file, syntax.Span));
        AddDependencies(file, syntax, node, scope);
        node.Prompt = new Prompt(syntax.Prompt.GetValue(file), Expression.Yes, node.Dependency, node.Location);
    }

    public TreeBuilder.Scope AddMenu(SourceFile file, MenuSyntax syntax, TreeBuilder.Scope scope)
    {
        var node = new MenuNode(MenuNodeKind.Menu, scope.Parent, new SourceLocation(file, syntax.Span));
        AddDependencies(file, syntax, node, scope);
        // As in the C program, a literal m hides the prompts below while modules are impossible, but not the heading.
        List<Expression> visibleIf = [], heading = [node.Dependency];
        foreach (PropertySyntax property in syntax.Properties)
        {
            if (property is VisibleSyntax visible)
            {
                visibleIf.Add(expressions.Condition(file, visible.Condition));
                heading.Add(expressions.Value(file, visible.Condition));
            }
        }

        node.VisibleIf = Expression.And(visibleIf);
        node.Prompt = new Prompt(syntax.Prompt.GetValue(file), Expression.Yes, Expression.And(heading), node.Location);
        return new TreeBuilder.Scope(node, node.Dependency, Expression.And(scope.Visibility, node.VisibleIf), null);
    }

    public TreeBuilder.Scope AddIf(SourceFile file, IfSyntax syntax, TreeBuilder.Scope scope) =>
        scope with { Dependency = Expression.And(scope.Dependency, expressions.Condition(file, syntax.Condition)) };

    public TreeBuilder.Scope AddChoice(SourceFile file, ChoiceSyntax syntax, Choice choice, TreeBuilder.Scope scope)
    {
        var node = new MenuNode(MenuNodeKind.Choice, scope.Parent, choice.Location) { Choice = choice };
        choice.Node = node;
        AddDependencies(file, syntax, node, scope);
        foreach (PropertySyntax property in syntax.Properties)
        {
            var location = new SourceLocation(file, property.Span);
            switch (property)
            {
                case PromptSyntax prompt:
                    AddPrompt(node, prompt.Text, prompt.Condition, location, scope);
                    break;
                case HelpSyntax help:
                    node.Help = help.Text;
                    break;
                case DefaultSyntax { Value: OperandSyntax { Text.IsQuoted: false } value } item:
                    Expression condition = expressions.Condition(file, item.Condition);
                    Symbol member = table.GetOrAdd(file.Text, value.Span.Start, value.Span.Length);
                    choice.Add(new ChoiceDefault(member, condition, Expression.And(condition, node.Dependency), location));
                    break;
                case DefaultSyntax item:
                    Report(KconfigDiagnostics.ChoiceDefaultNotMember, file, item.Value.Span, file.GetText(item.Value.Span));
                    break;
            }
        }

        return new TreeBuilder.Scope(node, node.Dependency, scope.Visibility, choice);
    }

    private void AddDependencies(SourceFile file, EntrySyntax syntax, MenuNode node, TreeBuilder.Scope scope)
    {
        var own = new List<Expression>();
        foreach (PropertySyntax property in syntax.Properties)
        {
            if (property is DependsSyntax depends)
            {
                own.Add(expressions.Dependency(file, depends));
            }
        }

        node.OwnDependency = Expression.And(own);
        node.Dependency = Expression.And(scope.Dependency, node.OwnDependency);
    }

    private void AddProperty(SourceFile file, Symbol symbol, MenuNode node, PropertySyntax property, TreeBuilder.Scope scope)
    {
        var location = new SourceLocation(file, property.Span);
        switch (property)
        {
            case TypeSyntax type:
                SetType(symbol, type.Type, location);
                if (type.Prompt is { } text)
                {
                    AddPrompt(node, text, type.Condition, location, scope);
                }

                break;
            case PromptSyntax prompt:
                AddPrompt(node, prompt.Text, prompt.Condition, location, scope);
                break;
            case DefaultSyntax item:
                SetType(symbol, item.Type, location);
                Expression condition = expressions.Condition(file, item.Condition);
                symbol.Add(new DefaultProperty(expressions.Value(file, item.Value), condition, Expression.And(condition, node.Dependency), location));
                break;
            case SelectSyntax select:
                AddSelect(file, symbol, node, select, location);
                break;
            case RangeSyntax range:
                condition = expressions.Condition(file, range.Condition);
                symbol.Add(new RangeProperty(expressions.Operand(file, range.Low), expressions.Operand(file, range.High), condition,
                    Expression.And(condition, node.Dependency), location));
                break;
            case HelpSyntax help:
                node.Help = help.Text;
                break;
            case ModulesSyntax:
                SetModules(symbol, location);
                break;
            case TransitionalSyntax:
                symbol.IsTransitional = true;
                break;
        }
    }

    private void AddSelect(SourceFile file, Symbol symbol, MenuNode node, SelectSyntax select, SourceLocation location)
    {
        TextSpan name = select.Target.Span;
        if (select.Target.HasMacro)
        {
            return;
        }

        if (select.Target.IsQuoted || (name.Length == 1 && file.Text[name.Start] is 'y' or 'm' or 'n'))
        {
            Report(KconfigDiagnostics.SelectOfSymbolOfWrongType, file, name, file.GetText(name), "a constant", select.IsImply ? "imply" : "select");
            return;
        }

        Symbol target = table.GetOrAdd(file.Text, name.Start, name.Length);
        Expression condition = expressions.Condition(file, select.Condition);
        symbol.Add(new SelectProperty(symbol, target, select.IsImply, condition, Expression.And(condition, node.Dependency), location));
    }

    private void AddPrompt(MenuNode node, TextSyntax text, ExpressionSyntax? condition, SourceLocation location, TreeBuilder.Scope scope)
    {
        if (node.Prompt is not null)
        {
            Report(KconfigDiagnostics.PromptRedefined, location.File, location.Span);
        }

        string prompt = text.GetValue(location.File);
        string trimmed = prompt.TrimStart(' ', '\t');
        if (trimmed.Length < prompt.Length)
        {
            Report(KconfigDiagnostics.LeadingWhitespace, location.File, text.Span);
        }

        Expression own = expressions.Condition(location.File, condition);
        node.Prompt = new Prompt(trimmed, own, Expression.And(own, node.Dependency, scope.Visibility), location);
    }

    private void SetType(Symbol symbol, SymbolType type, SourceLocation location)
    {
        if (type == SymbolType.Unknown || type == symbol.Type)
        {
            return;
        }

        if (symbol.Type == SymbolType.Unknown)
        {
            symbol.Type = type;
            _typedAt[symbol] = location;
        }
        else
        {
            Report(KconfigDiagnostics.TypeRedefinition, location.File, location.Span,
                symbol.Name, SymbolTypes.Name(symbol.Type), _typedAt[symbol], SymbolTypes.Name(type));
        }
    }

    private void SetModules(Symbol symbol, SourceLocation location)
    {
        if (modules.Symbol is { } other && other != symbol)
        {
            Report(KconfigDiagnostics.ModulesRedefined, location.File, location.Span, symbol.Name, other.Name);
            return;
        }

        modules.Symbol = symbol;
        symbol.IsModules = true;
    }

    private void Report(KconfigDiagnosticDescriptor descriptor, SourceFile file, TextSpan span, params object[] arguments) =>
        diagnostics.Add(KconfigDiagnostic.Create(descriptor, file, span, arguments));
}
