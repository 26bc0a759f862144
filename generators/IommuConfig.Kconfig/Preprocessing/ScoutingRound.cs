using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>One way of a <see cref="ProbeScout"/> through the tree.</summary>
internal sealed class ScoutingRound : IShell
{
    /// <summary>A surrogate alone, which no file and no command output contains.</summary>
    private const char Hole = '\ud800';

    private readonly ISyntaxTreeProvider _trees;
    private readonly Func<KconfigSyntaxTree, List<StatementSyntax>> _statementsOf;
    private readonly Func<string, string?> _ask;
    private readonly Preprocessor _preprocessor;
    private readonly MessageLog _log;
    private readonly Dialect _dialect;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _isOver;

    /// <summary>Begins a round.</summary>
    /// <param name="trees">The parsed files.</param>
    /// <param name="statementsOf">The assignments and inclusions of a file, in order.</param>
    /// <param name="options">What the tree will be read with.</param>
    /// <param name="ask">Gives the output of a command, or null.</param>
    public ScoutingRound(
        ISyntaxTreeProvider trees, Func<KconfigSyntaxTree, List<StatementSyntax>> statementsOf, LoadOptions options, Func<string, string?> ask)
    {
        _trees = trees;
        _statementsOf = statementsOf;
        _ask = ask;
        _dialect = options.Dialect;
        _log = new MessageLog(_dialect);
        _preprocessor = new Preprocessor(options with { Shell = this, Console = null, Trace = null }, _log, Hole);
    }

    public bool HasHoles { get; private set; }

    private bool IsOver => _isOver || _preprocessor.HasFailed;

    public void Visit(KconfigSyntaxTree root) => Visit(root, null);

    /// <summary>Files inside each other, as deep as the load follows them.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="outer">The files that are being read.</param>
    private void Visit(KconfigSyntaxTree tree, Inclusion? outer)
    {
        var here = new Inclusion(tree.File.Path, outer, (outer?.Depth ?? 0) + 1);
        _isOver |= here.Depth > TreeBuilder.MaximumDepth || HasError(tree);
        int macro = 0;
        foreach (StatementSyntax statement in _statementsOf(tree))
        {
            ExpandUntil(tree, statement.Span.Start, ref macro);
            if (IsOver)
            {
                return;
            }

            Follow(tree.File, statement, here);
        }

        ExpandUntil(tree, int.MaxValue, ref macro);
    }

    string IShell.Run(string command)
    {
        if (command.IndexOf(Hole) < 0 && _ask(command) is { } output)
        {
            return output;
        }

        HasHoles = true;
        return Hole.ToString();
    }

    private void ExpandUntil(KconfigSyntaxTree tree, int position, ref int macro)
    {
        for (; macro < tree.MacroSpans.Count && tree.MacroSpans[macro].Start < position && !IsOver; macro++)
        {
            TextSpan span = tree.MacroSpans[macro];
            _preprocessor.Expand(tree.File.GetText(span), new SourceLocation(tree.File, span));
        }
    }

    private void Follow(SourceFile file, StatementSyntax statement, Inclusion here)
    {
        StatementSyntax? finished = statement.IsDeferred
            ? DeferredLine.Parse(file, statement, span => _preprocessor.Expand(file.GetText(span), new SourceLocation(file, span)), _log)
            : statement;
        switch (finished)
        {
            case AssignmentSyntax assignment when Text(file, assignment.Name) is { } name:
                _preprocessor.Assign(name, assignment.Operator, file.GetText(assignment.Value), new SourceLocation(file, assignment.Span));
                break;
            case SourceSyntax source when Text(file, source.Path) is { } path:
                Include(file, source, path, here);
                break;
            default:
                _isOver = true;
                break;
        }
    }

    /// <summary>The text of a word or string, or null if it is not known.</summary>
    private string? Text(SourceFile file, TextSyntax syntax)
    {
        string text = syntax is { HasMacro: true, Expansion: null } ? _preprocessor.GetValue(syntax, file) : syntax.GetValue(file);
        return text.IndexOf(Hole) < 0 ? text : null;
    }

    private void Include(SourceFile file, SourceSyntax source, string written, Inclusion here)
    {
        string path = _dialect.IsExtended ? SourcePath.Resolve(written, source.IsRelative ? file.Path : null) : written;
        bool isPattern = _dialect.IsExtended && PathPattern.IsPattern(path);
        IReadOnlyList<string> paths = isPattern ? _trees.Glob(path) : [path];
        for (int i = 0; i < paths.Count && !IsOver; i++)
        {
            bool isAllowed = !here.Contains(paths[i]) && (_seen.Add(paths[i]) || _dialect.AllowsRepeatedSource);
            if (isAllowed && _trees.GetTree(paths[i]) is { } tree)
            {
                Visit(tree, here);
            }
            else
            {
                _isOver |= !isAllowed || !source.IsOptional;
            }
        }

        _isOver |= paths.Count == 0 && !source.IsOptional;
    }

    private static bool HasError(KconfigSyntaxTree tree)
    {
        foreach (KconfigDiagnostic diagnostic in tree.Diagnostics)
        {
            if (diagnostic.Severity == KconfigSeverity.Error)
            {
                return true;
            }
        }

        return false;
    }

        /// <summary>A file that is being read, and those that led to it.</summary>
        private sealed record Inclusion(string Path, Inclusion? Outer, int Depth)
        {
            public bool Contains(string path)
            {
                for (Inclusion? file = this; file is not null; file = file.Outer)
                {
                    if (file.Path == path)
                    {
                        return true;
                    }
                }

                return false;
            }
        }
}
