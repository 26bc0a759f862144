using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Walks the statements of all files once, in order, and makes the menu tree and the symbols.</summary>
internal sealed class TreeBuilder
{
    /// <summary>Blocks and sourced files inside each other; Linux needs less than 20.</summary>
    public const int MaximumDepth = 200;

    private readonly List<KconfigDiagnostic> diagnostics = [];
    private readonly SymbolTable table = new();
    private readonly ModulesReference modules = new();
    private readonly Inclusions inclusions;
    private readonly EntryBuilder entries;
    private readonly List<Choice> choices = [];
    private string? mainMenuText;
    private int depth;

    private TreeBuilder(ISyntaxTreeProvider trees)
    {
        inclusions = new Inclusions(trees, diagnostics);
        entries = new EntryBuilder(table, new ExpressionBuilder(table, modules), modules, diagnostics);
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
        KconfigSyntaxTree? syntax = inclusions.OpenRoot(rootPath);
        SourceFile file = syntax?.File ?? new SourceFile(rootPath, "");
        var root = new MenuNode(MenuNodeKind.Root, null, new SourceLocation(file, new TextSpan(0, 0)));
        if (syntax is not null)
        {
            AddAll(file, syntax.Root.Statements, new Scope(root, Expression.Yes, Expression.Yes, null));
        }

        SymbolOrder.Number(entries.Defined, table.Symbols);
        SymbolChecks.Run(entries.Defined, choices, diagnostics);
        DependencyOrder order = DependencyOrder.Compute(entries.Defined, choices, modules.Symbol, diagnostics);
        return new KconfigTree(inclusions.Files, root, entries.Defined, choices, table, modules, mainMenuText, order, diagnostics);
    }

    private void AddAll(SourceFile file, IReadOnlyList<StatementSyntax> statements, Scope scope)
    {
        foreach (StatementSyntax statement in statements)
        {
            switch (statement)
            {
                case ConfigSyntax config:
                    entries.AddConfig(file, config, scope);
                    break;
                case CommentSyntax comment:
                    entries.AddComment(file, comment, scope);
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
        if (depth == MaximumDepth)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.TooDeep, file, statement.Span, "Blocks and sourced files", MaximumDepth));
            return;
        }

        depth++;
        switch (statement)
        {
            case MenuSyntax menu:
                AddAll(file, menu.Statements, entries.AddMenu(file, menu, scope));
                break;
            case IfSyntax @if:
                AddAll(file, @if.Statements, entries.AddIf(file, @if, scope));
                break;
            case ChoiceSyntax syntax:
                var choice = new Choice(choices.Count, new SourceLocation(file, syntax.Span));
                choices.Add(choice);
                AddAll(file, syntax.Statements, entries.AddChoice(file, syntax, choice, scope));
                break;
            case SourceSyntax source:
                foreach (KconfigSyntaxTree tree in inclusions.Open(file, source))
                {
                    AddAll(tree.File, tree.Root.Statements, scope);
                    inclusions.Close();
                }

                break;
        }

        depth--;
    }

    private void AddMainMenu(SourceFile file, MainMenuSyntax syntax)
    {
        if (inclusions.Files.Count > 1)
        {
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.MisplacedStatement, file, syntax.Span, "mainmenu",
                "it must be the first statement of the root file"));
        }
        else
        {
            mainMenuText = syntax.Text.GetValue(file);
        }
    }
}
