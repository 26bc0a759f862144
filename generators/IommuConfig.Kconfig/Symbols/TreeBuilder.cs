namespace IommuConfig.Kconfig;

/// <summary>Walks the statements of all files once, in order, and makes the menu tree and the symbols.</summary>
internal sealed class TreeBuilder
{
    /// <summary>Blocks and sourced files inside each other; Linux needs less than 20.</summary>
    public const int MaximumDepth = 200;

    private readonly BuildContext _context;
    private readonly ISyntaxTreeProvider _trees;
    private readonly Inclusions _inclusions;
    private readonly EntryBuilder _entries;
    private int _depth;

    private TreeBuilder(ISyntaxTreeProvider trees, LoadOptions options)
    {
        _trees = trees;
        _context = new BuildContext(options);
        _inclusions = new Inclusions(trees, _context);
        _entries = new EntryBuilder(_context);
    }

    public static KconfigTree Build(string rootPath, ISyntaxTreeProvider trees, LoadOptions options) => new TreeBuilder(trees, options).Build(rootPath);

    private KconfigTree Build(string rootPath)
    {
        KconfigSyntaxTree? syntax = _inclusions.OpenRoot(rootPath);
        SourceFile file = syntax?.File ?? new SourceFile(rootPath, "");
        var root = new MenuNode(MenuNodeKind.Root, null, new SourceLocation(file, new TextSpan(0, 0)));
        _entries.AddPredefined(root);
        if (syntax is not null)
        {
            AddFile(syntax, new EntryScope(root, null, null, null));
        }

        _context.EndReading();
        if (_context.IsMalformed)
        {
            MalformedTree.Report(rootPath, _trees, _context.Options, _context.Options.Console!);
        }

        SymbolOrder.Number(_context.Defined, _context.Choices, _context.Table.Symbols);
        var tree = new KconfigTree(_inclusions.Files, root, _context);
        if (!_context.HasStopped)
        {
            TreeFinalizer.Run(tree, _context);
        }

        return tree;
    }

    private void AddFile(KconfigSyntaxTree syntax, in EntryScope scope)
    {
        _context.Enter(syntax);
        AddAll(syntax.File, syntax.Root.Items, scope);
        _context.Leave();
    }

    private void AddAll(SourceFile file, StatementSyntax[] statements, in EntryScope scope)
    {
        for (int i = 0; i < statements.Length && !_context.HasStopped; i++)
        {
            StatementSyntax statement = statements[i];
            _context.Reach(statement.Span);
            if (statement.IsDeferred)
            {
                if (_context.Resolve(file, statement) is not { } resolved)
                {
                    continue;
                }

                statement = resolved;
            }

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
                case AssignmentSyntax assignment:
                    _context.Assign(file, assignment);
                    break;
                case MacroStatementSyntax macro:
                    _context.Run(file, macro);
                    break;
                case MenuSyntax or IfSyntax or ChoiceSyntax or SourceSyntax:
                    AddNested(file, statement, scope);
                    break;
            }
        }
    }

    private void AddNested(SourceFile file, StatementSyntax statement, in EntryScope scope)
    {
        if (_depth == MaximumDepth)
        {
            _context.Log.Report(KconfigDiagnostics.TooDeep, file, statement.Span, "Blocks and sourced files", MaximumDepth);
            return;
        }

        _depth++;
        switch (statement)
        {
            case MenuSyntax menu:
                AddMenu(file, menu, scope);
                break;
            case IfSyntax @if:
                AddIf(file, @if, scope);
                break;
            case ChoiceSyntax choice:
                AddChoice(file, choice, scope);
                break;
            case SourceSyntax source:
                AddSource(file, source, scope);
                break;
        }

        _depth--;
    }

    // Methods of their own, so that the frames that nest are small.
    private void AddMenu(SourceFile file, MenuSyntax menu, in EntryScope scope) => AddAll(file, menu.Items, _entries.AddMenu(file, menu, scope));

    private void AddIf(SourceFile file, IfSyntax @if, in EntryScope scope) => AddAll(file, @if.Items, _entries.AddIf(file, @if, scope));

    private void AddChoice(SourceFile file, ChoiceSyntax choice, in EntryScope scope) =>
        AddAll(file, choice.Items, _entries.AddChoice(file, choice, scope));

    private void AddSource(SourceFile file, SourceSyntax source, in EntryScope scope)
    {
        foreach (KconfigSyntaxTree tree in _inclusions.Open(file, source))
        {
            AddFile(tree, scope);
            _inclusions.Close();
        }
    }

    private void AddMainMenu(SourceFile file, MainMenuSyntax syntax)
    {
        if (_inclusions.Files.Count > 1)
        {
            _context.RefuseForGrammar(file, syntax.Span, "another statement");
            _context.Log.Report(KconfigDiagnostics.MisplacedStatement, file, syntax.Span, "mainmenu",
                "it must be the first statement of the root file");
        }
        else
        {
            _context.MainMenuText = _context.Text(file, syntax.Text);
        }
    }
}
