using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A tree with the user's values. Values are computed when first asked for after a change; not for use by several threads at once.</summary>
public sealed class Configuration
{
    private readonly UserValue?[] _userValues;
    private readonly List<KconfigDiagnostic> _assignmentDiagnostics = [];
    private Evaluator? _evaluator;
    private List<KconfigDiagnostic>? _diagnostics;
    private int _sequence;

    /// <summary>Starts with no user values: everything has its default.</summary>
    /// <param name="tree">The tree.</param>
    public Configuration(KconfigTree tree)
    {
        Tree = tree ?? throw new ArgumentNullException(nameof(tree));
        _userValues = new UserValue?[tree.Symbols.Count];
    }

    /// <summary>The tree.</summary>
    public KconfigTree Tree { get; }

    /// <summary>
    /// What is wrong with the assignments and with the values that follow: messages of the files applied, in their order, then of the values, in
    /// order of the symbols. The tree's own messages are in <see cref="KconfigTree.Diagnostics"/>.
    /// </summary>
    public IReadOnlyList<KconfigDiagnostic> Diagnostics
    {
        get
        {
            if (_diagnostics is null)
            {
                _diagnostics = [.. _assignmentDiagnostics];
                ValueChecks.Run(Tree, Evaluated, new OriginFinder(Evaluated), _diagnostics);
            }

            return _diagnostics;
        }
    }

    internal ValueStore Values => Evaluated.Values;

    private Evaluator Evaluated
    {
        get
        {
            if (_evaluator is null)
            {
                _evaluator = new Evaluator(Tree, _userValues);
                _evaluator.Run();
            }

            return _evaluator;
        }
    }

    /// <summary>Applies the assignments of a .config or defconfig over what was applied before.</summary>
    /// <param name="config">The file.</param>
    public void Apply(DotConfig config)
    {
        _assignmentDiagnostics.AddRange(config.Diagnostics);
        foreach (DotConfigAssignment assignment in config.Assignments)
        {
            if (AssignmentReader.Read(Tree, config.File, assignment, _sequence++, _assignmentDiagnostics) is ({ } symbol, { } value))
            {
                _userValues[symbol.Index] = value;
            }
        }

        _evaluator = null;
        _diagnostics = null;
    }

    /// <summary>The value of a symbol.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public SymbolValue GetValue(Symbol symbol) => symbol.Type is SymbolType.Int or SymbolType.Hex or SymbolType.String
        ? new SymbolValue(symbol.Type, Tristate.N, Values.Text(symbol))
        : new SymbolValue(symbol.Type, Values.Tristate(symbol), null);

    /// <summary>How visible the symbol's prompts are: what the user can set a tristate to at most; n means that user values have no effect.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public Tristate GetVisibility(Symbol symbol) => Values.Visibility(symbol);

    /// <summary>The value of an expression.</summary>
    /// <param name="expression">An expression over symbols of the tree; others read as n.</param>
    public Tristate Evaluate(Expression expression) => Evaluated.Expressions.Evaluate(expression);

    /// <summary>Why a symbol has its value.</summary>
    /// <param name="symbol">A symbol of the tree.</param>
    public ValueOrigin GetOrigin(Symbol symbol) => new OriginFinder(Evaluated).Find(symbol);

    /// <summary>The member of a choice that is y, or null if no member is visible.</summary>
    /// <param name="choice">A choice of the tree.</param>
    public Symbol? GetChosen(Choice choice) => Evaluated.Chosen(choice);
}
