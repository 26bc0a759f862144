using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A tree with the user's values. Values are computed when first asked for after a change; not for use by several threads at once.</summary>
/// <remarks>
/// A user's value is kept even where it has no effect, because the prompt is hidden or something forces another: it has one as soon as that changes.
/// The rules are those of docs/kconfig-semantics.md, which are the C program's.
/// </remarks>
/// <example><code>
/// var configuration = new Configuration(tree);
/// configuration.Apply(DotConfig.Parse(new SourceFile(".config", File.ReadAllText(".config"))));
/// if (tree.TryGetSymbol("SMP", out Symbol? smp) &amp;&amp; configuration.GetValue(smp).Tristate == Tristate.Y) { ... }
/// File.WriteAllText(".config", DotConfigWriter.Write(configuration));
/// </code></example>
public sealed partial class Configuration
{
    private readonly List<KconfigDiagnostic> _assignmentDiagnostics = [];
    private readonly Evaluator _evaluator;
    private CheckedValues? _checked;
    private int _sequence;

    /// <summary>Starts with no user values: everything has its default.</summary>
    /// <param name="tree">The tree.</param>
    public Configuration(KconfigTree tree)
        : this(tree, null)
    {
    }

    /// <summary>Starts with no user values.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="console">Hears what the C program says while it computes values.</param>
    internal Configuration(KconfigTree tree, IConfConsole? console)
    {
        Tree = tree ?? throw new ArgumentNullException(nameof(tree));
        _evaluator = new Evaluator(tree, new UserValue?[tree.AllSymbols.Count], console);
    }

    /// <summary>The tree.</summary>
    public KconfigTree Tree { get; }

    /// <summary>
    /// What is wrong with the assignments and with the values that follow: messages of the files applied, in their order, then of the values, in
    /// order of the symbols. The tree's own messages are in <see cref="KconfigTree.Diagnostics"/>.
    /// </summary>
    public IReadOnlyList<KconfigDiagnostic> Diagnostics => (_checked ??= Check()).Diagnostics;

    internal Evaluator Evaluator
    {
        get
        {
            _evaluator.CalculateModules();
            return _evaluator;
        }
    }

    /// <summary>Applies the assignments of a .config or defconfig over what was applied before.</summary>
    /// <param name="config">The file.</param>
    public void Apply(DotConfig config)
    {
        _applied = _sequence == 0 ? new AppliedFile(config.File, config.Prefix) : null;
        _assignmentDiagnostics.AddRange(config.Diagnostics);
        foreach (DotConfigAssignment assignment in config.Assignments)
        {
            if (AssignmentReader.Read(Tree, config.File, assignment, _sequence++, _assignmentDiagnostics) is ({ } symbol, { } value))
            {
                _evaluator.SetUser(symbol, value);
            }
        }

        if (Tree.Dialect.Choices == ChoiceRules.Classic)
        {
            ClassicAssignments.ApplyToChoices(this);
        }

        _evaluator.InvalidateAll();
        if (Tree.Dialect.OutOfRange == OutOfRangeRule.Discard)
        {
            ClassicAssignments.DropOutOfRange(this, _assignmentDiagnostics);
        }

        _checked = null;
    }

    private CheckedValues Check()
    {
        List<KconfigDiagnostic> diagnostics = [.. _assignmentDiagnostics];
        IReadOnlyList<Symbol> reported = ValueChecks.Run(Tree.Symbols, Evaluator, diagnostics);
        return new CheckedValues(diagnostics, reported, IsEditable: false);
    }

    /// <summary>The value of a symbol.</summary>
    /// <param name="symbol">A symbol of the tree, also one that is only mentioned: that is n.</param>
    public SymbolValue GetValue(Symbol symbol) => symbol.Type is SymbolType.Int or SymbolType.Hex or SymbolType.String
        ? new SymbolValue(symbol.Type, Tristate.N, Evaluator.Text(symbol))
        : new SymbolValue(symbol.Type, Evaluator.Tristate(symbol), null);

    /// <summary>How visible the symbol's prompts are: what the user can set a tristate to at most; n means that user values have no effect.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public Tristate GetVisibility(Symbol symbol) => Evaluator.Visibility(symbol);

    /// <summary>The value of an expression.</summary>
    /// <param name="expression">An expression over symbols of the tree; others read as n.</param>
    public Tristate Evaluate(Expression expression) => Evaluator.Expressions.Evaluate(expression);

    /// <summary>Why a symbol has its value: who gave it, where that is written, and, for n, which dependency forbids more.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public ValueOrigin GetOrigin(Symbol symbol) => new OriginFinder(Evaluator).Find(symbol);

    /// <summary>The member of a choice that is y, or null if no member is visible.</summary>
    /// <param name="choice">A choice of the tree.</param>
    public Symbol? GetChosen(Choice choice) => Evaluator.Chosen(choice);
}
