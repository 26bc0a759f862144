using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Walks the statements of all files once, in order, and makes the menu tree and the symbols.</summary>
internal sealed class TreeBuilder
{
    /// <summary>Blocks and sourced files inside each other; Linux needs less than 20.</summary>
    public const int MaximumDepth = 200;

    private readonly List<KconfigDiagnostic> _diagnostics = [];
    private readonly SymbolTable _table = new();
    private readonly ModulesReference _modules = new();
    private readonly Inclusions _inclusions;
    private readonly EntryBuilder _entries;
    private readonly List<Choice> _choices = [];
    private string? _mainMenuText;
    private int _depth;

    private TreeBuilder(ISyntaxTreeProvider trees)
    {
        _inclusions = new Inclusions(trees, _diagnostics);
        _entries = new EntryBuilder(_table, new ExpressionBuilder(_table, _modules), _modules, _diagnostics);
    }

    /// <summary>What surrounds a statement.</summary>
    /// <param name="Parent">The node that new nodes go into.</param>
    /// <param name="Dependency">What everything here depends on.</param>
    /// <param name="Visibility">What all prompts here are visible if.</param>
    /// <param name="Choice">The choice whose members these are.</param>
    internal readonly record struct Scope(MenuNode Parent, Expression Dependency, Expression Visibility, Choice? Choice);

    public static KconfigTree Build(string rootPath, ISyntaxTreeProvider trees) => new TreeBuilder(trees).Build(rootPath);

    private KconfigTree Build(string rootPath)
    {
        KconfigSyntaxTree? syntax = _inclusions.OpenRoot(rootPath);
        SourceFile file = syntax?.File ?? new SourceFile(rootPath, "");
        var root = new MenuNode(MenuNodeKind.Root, null, new SourceLocation(file, new TextSpan(0, 0)));
        if (syntax is not null)
        {
            AddAll(file, syntax.Root.Statements, new Scope(root, Expression.Yes, Expression.Yes, null));
        }

        SymbolOrder.Number(_entries.Defined, _table.Symbols);
        SymbolChecks.Run(_entries.Defined, _choices, _diagnostics);
        DependencyOrder order = DependencyOrder.Compute(_entries.Defined, _choices, _modules.Symbol, _diagnostics);
        return new KconfigTree(_inclusions.Files, root, _entries.Defined, _choices, _table, _modules, _mainMenuText, order, _diagnostics);
    }

    private void AddAll(SourceFile file, IReadOnlyList<StatementSyntax> statements, Scope scope)
    {
        foreach (StatementSyntax statement in statements)
        {
            switch (statement)
            {
                case ConfigSyntax config:
                    _entries.AddConfig(file, config, scope);
                    break;
                case CommentSyntax comment:
                    _entries.AddComment(file, comment, scope);
                    break;
                case MainMenuSyntax mainMenu:
                    AddMainMenu(file, mainMenu);
                    break;
                case SourceSyntax { Path.HasMacro: true }:
                    // The macro was reported; what it would have named is unknown.
                    break;
                case MenuSyntax or IfSyntax or ChoiceSyntax or SourceSyntax:
                    AddNested(file, statement, scope);
                    break;
            }
        }
    }

    private void AddNested(SourceFile file, StatementSyntax statement, Scope scope)
    {
        if (_depth == MaximumDepth)
        {
            _diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.TooDeep, file, statement.Span, "Blocks and sourced files", MaximumDepth));
            return;
        }

        _depth++;
        switch (statement)
        {
            case MenuSyntax menu:
                AddAll(file, menu.Statements, _entries.AddMenu(file, menu, scope));
                break;
            case IfSyntax @if:
                AddAll(file, @if.Statements, _entries.AddIf(file, @if, scope));
                break;
            case ChoiceSyntax syntax:
                var choice = new Choice(_choices.Count, new SourceLocation(file, syntax.Span));
                _choices.Add(choice);
                AddAll(file, syntax.Statements, _entries.AddChoice(file, syntax, choice, scope));
                break;
            case SourceSyntax source:
                foreach (KconfigSyntaxTree tree in _inclusions.Open(file, source))
                {
                    AddAll(tree.File, tree.Root.Statements, scope);
                    _inclusions.Close();
                }

                break;
        }

        _depth--;
    }

    private void AddMainMenu(SourceFile file, MainMenuSyntax syntax)
    {
        if (_inclusions.Files.Count > 1)
        {
            _diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.MisplacedStatement, file, syntax.Span, "mainmenu",
                "it must be the first statement of the root file"));
        }
        else
        {
            _mainMenuText = syntax.Text.GetValue(file);
        }
    }
}
