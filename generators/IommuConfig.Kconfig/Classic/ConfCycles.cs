using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Reports cycles as the C program does: by the first one that its search meets, each step with its relation. Cycles that run through the bounds of
/// a range are none to it.
/// </summary>
internal sealed class ConfCycles
{
    /// <summary>A chain longer than this is not followed; nobody could read it.</summary>
    private const int MaximumDepth = 2000;

    private readonly KconfigTree _tree;
    private readonly IConfConsole _console;
    private readonly List<Step> _path = [];
    private readonly HashSet<Symbol> _isOpen = [];
    private readonly HashSet<Symbol> _isDone = [];
    private readonly bool _isLegacy;
    private bool _hasFound;
    private bool _hasGivenUp;

    private ConfCycles(KconfigTree tree, IConfConsole console)
    {
        _tree = tree;
        _console = console;
        _isLegacy = tree.Dialect.Cycles == CycleRule.Report;
    }

    private enum Relation
    {
        /// <summary>A choice holds its members.</summary>
        None,
        DependsOn,
        IsSelectedBy,
        IsImpliedBy,
        DefaultContains,
        DefaultVisible,
        PromptVisible,
        RangeVisible,
    }

    private sealed record Step(Symbol Symbol)
    {
        public Relation Relation { get; set; }

        public KconfigProperty? Property { get; set; }

        /// <summary>The line that the step is about; null if it is about what the symbol is.</summary>
        public SourceLocation? Line { get; set; }
    }

    /// <summary>Searches all symbols. In Linux 7.3 that says what <see cref="EntrySanity"/> has to say, too.</summary>
    /// <returns>Whether there is a cycle.</returns>
    public static bool Report(KconfigTree tree, MessageLog log)
    {
        var search = new ConfCycles(tree, log.Console!);
        search.Search(log);
        if (!search._hasFound && search._hasGivenUp)
        {
            log.Console!.WriteError($"error: a chain of more than {MaximumDepth} dependencies belongs to a cycle\n");
        }

        return search._hasFound || search._hasGivenUp;
    }

    private void Search(MessageLog log)
    {
        if (_tree.Dialect.Messages == MessageShapes.Linux)
        {
            SearchEntries(log);
            return;
        }

        foreach (Symbol symbol in _tree.InHashOrder())
        {
            _hasFound |= Check(symbol) is not null;
        }
    }

    /// <summary>In Linux 7.3 each entry is checked when its cycles have been told.</summary>
    private void SearchEntries(MessageLog log)
    {
        foreach (MenuNode node in _tree.Nodes())
        {
            if (node.Subject is { } symbol)
            {
                _hasFound |= Check(symbol) is not null;
            }

            EntrySanity.Check(node, _tree, log);
        }
    }

    /// <summary>Follows what a symbol depends on.</summary>
    /// <returns>The symbol at which a cycle closed that is not complete yet, or null.</returns>
    private Symbol? Check(Symbol symbol)
    {
        if (_isOpen.Contains(symbol))
        {
            Print(symbol);
            return symbol;
        }

        if (_isDone.Contains(symbol))
        {
            return null;
        }

        if (_path.Count >= MaximumDepth)
        {
            _hasGivenUp = true;
            return null;
        }

        Symbol? found = CheckContents(symbol);

        // Linux 4.11 goes on behind a cycle that is complete; others end there.
        return _isLegacy && found == symbol ? null : found;
    }

    private Symbol? CheckContents(Symbol symbol)
    {
        Symbol? found;
        if (symbol.Choice is { } choice)
        {
            _path.Add(new Step(symbol));
            found = Check(choice.Symbol);
            _path.RemoveAt(_path.Count - 1);
            return found;
        }

        if (symbol.OwnChoice is { } own)
        {
            return CheckChoice(own);
        }

        _isOpen.Add(symbol);
        _isDone.Add(symbol);
        found = CheckLines(symbol);
        _isOpen.Remove(symbol);
        return found;
    }

    private Symbol? CheckChoice(Choice choice)
    {
        _path.Add(new Step(choice.Symbol));
        foreach (Symbol member in choice.Members)
        {
            _isOpen.Add(member);
            _isDone.Add(member);
        }

        _isOpen.Add(choice.Symbol);
        _isDone.Add(choice.Symbol);
        Symbol? found = CheckLines(choice.Symbol);
        _isOpen.Remove(choice.Symbol);
        for (int i = 0; i < choice.Members.Count && found is null; i++)
        {
            found = CheckLines(choice.Members[i]);
        }

        foreach (Symbol member in choice.Members)
        {
            _isOpen.Remove(member);
        }

        _path.RemoveAt(_path.Count - 1);
        return found?.Choice == choice ? choice.Symbol : found;
    }

    private Symbol? CheckLines(Symbol symbol)
    {
        var step = new Step(symbol);
        _path.Add(step);
        Symbol? found = _isLegacy ? CheckLegacyStep(step, symbol) : CheckStep(step, symbol);
        _path.RemoveAt(_path.Count - 1);
        return found;
    }

    private Symbol? CheckStep(Step step, Symbol symbol)
    {
        ClassicForms forms = _tree.Forms;
        step.Relation = Relation.DependsOn;
        Symbol? found = symbol.OwnChoice is null ? Check(DirectDependency(symbol)) : null;
        if (found is null && symbol.OwnChoice is null)
        {
            step.Relation = Relation.IsSelectedBy;
            found = Check(forms.Selectors(symbol.SelectedBy));
            step.Relation = Relation.IsImpliedBy;
            found ??= Check(forms.Selectors(symbol.ImpliedBy));
        }

        IReadOnlyList<KconfigProperty> lines = symbol.Properties;
        for (int i = 0; i < lines.Count && found is null; i++)
        {
            if (lines[i] is SelectProperty)
            {
                continue;
            }

            step.Property = lines[i];
            step.Relation = lines[i] switch
            {
                Prompt => Relation.PromptVisible,
                RangeProperty => Relation.RangeVisible,
                _ => Relation.DefaultVisible,
            };
            found = Check(forms.Condition(lines[i]));
            if (found is null && lines[i] is DefaultProperty item)
            {
                step.Relation = Relation.DefaultContains;
                found = Check(forms.Convert(item.Value));
            }
        }

        return found;
    }

    /// <summary>Linux 4.11 goes through the lines, that of the entry itself with its dependencies among them. Of an imply only the condition counts, for the symbol that has it.</summary>
    private Symbol? CheckLegacyStep(Step step, Symbol symbol)
    {
        ClassicForms forms = _tree.Forms;
        step.Relation = Relation.IsSelectedBy;
        Symbol? found = Check(symbol.OwnChoice is { } choice ? forms.Least(choice) : forms.Selectors(symbol.SelectedBy));
        for (int i = 0; i < symbol.Definitions.Count && found is null; i++)
        {
            MenuNode node = symbol.Definitions[i];
            step.Relation = Relation.DependsOn;
            step.Line = node.Location;
            found = Check(forms.Dependency(node));
            for (int j = 0; j < node.Lines.Count && found is null; j++)
            {
                if (node.Lines[j] is SelectProperty { IsImply: false })
                {
                    continue;
                }

                step.Line = node.Lines[j].Location;
                step.Relation = Relation.DependsOn;
                found = Check(forms.Condition(node.Lines[j]));
                if (found is null && node.Lines[j] is DefaultProperty item)
                {
                    step.Relation = Relation.DefaultContains;
                    found = Check(forms.Convert(item.Value));
                }
            }
        }

        return found;
    }

    /// <summary>What a symbol depends on; in Linux 7.3 the prompt of a member has that alone, unless an <c>if</c> is between the choice and the member.</summary>
    private ClassicExpression? DirectDependency(Symbol symbol)
    {
        if (symbol.Choice is not { } choice || _tree.Dialect.Choices == ChoiceRules.Classic)
        {
            return _tree.Forms.DirectDependency(symbol);
        }

        ClassicExpression? whole = null;
        foreach (MenuNode node in symbol.Definitions)
        {
            whole = System.Linq.Enumerable.Contains(choice.Node.Parts, node) ? whole : ClassicExpression.Or(whole, _tree.Forms.Dependency(node));
        }

        return whole;
    }

    private Symbol? Check(ClassicExpression? expression)
    {
        switch (expression?.Kind)
        {
            case null:
                return null;
            case ClassicKind.And or ClassicKind.Or:
                return Check(expression.Left) ?? Check(expression.Right);
            case ClassicKind.Not:
                return Check(expression.Left);
            case ClassicKind.Symbol:
                return Check(expression.First);
            default:
                return Check(expression.First) ?? Check(expression.Second);
        }
    }

    private Symbol? Check(ClassicOperand operand) => operand.Symbol is { } symbol ? Check(symbol) : null;

    /// <summary>Prints the way from a symbol back to it; a member of a choice stands for its choice.</summary>
    private void Print(Symbol last)
    {
        if (last.Choice is { } choice)
        {
            _path.Add(new Step(last));
            PrintFrom(choice.Symbol);
            _path.RemoveAt(_path.Count - 1);
        }
        else
        {
            PrintFrom(last);
        }
    }

    private void PrintFrom(Symbol last)
    {
        int first = _path.FindLastIndex(step => step.Symbol == last);
        if (first < 0)
        {
            _console.WriteError("unexpected recursive dependency error\n");
            return;
        }

        bool hasPlaces = _tree.Dialect.Messages != MessageShapes.Linux;
        for (int i = first; i < _path.Count; i++)
        {
            Step step = _path[i];
            Symbol next = i + 1 < _path.Count ? _path[i + 1].Symbol : last;
            string place = hasPlaces ? Place(step) + ":" : "";
            if (i == first)
            {
                _console.WriteError($"{place}error: recursive dependency detected!\n");
            }

            if (_isLegacy)
            {
                WriteAdvice("txt");
            }

            _console.WriteError($"{place}\t{Describe(step, next)}\n");
        }

        if (!_isLegacy)
        {
            WriteAdvice("rst");
            _console.WriteError("\n");
        }
    }

    private void WriteAdvice(string extension) =>
        _console.WriteError($"For a resolution refer to Documentation/kbuild/kconfig-language.{extension}\n"
            + "subsection \"Kconfig recursive dependency limitations\"\n");

    private static SourceLocation Place(Step step) => step is { Line: { } line, Symbol: { OwnChoice: null, Choice: null } } ? line
        : step.Symbol.OwnChoice is not null || step.Symbol.Choice is not null || step.Property is null
        ? step.Symbol.Definitions[0].Location : step.Property.Location;

    private string Describe(Step step, Symbol next)
    {
        if (_tree.Dialect.Messages == MessageShapes.Linux)
        {
            if (next.OwnChoice is { } block)
            {
                return $"symbol {step.Symbol.DisplayName} is part of choice block at {block.Location}";
            }
        }
        else if (step.Symbol.OwnChoice is not null && step.Line is null)
        {
            return $"choice {step.Symbol.DisplayName} contains symbol {next.DisplayName}";
        }
        else if (step.Symbol.Choice is not null && step.Line is null)
        {
            return $"symbol {step.Symbol.DisplayName} is part of choice {next.DisplayName}";
        }

        string relation = step.Relation switch
        {
            Relation.None => "unknown is visible depending on",
            Relation.DependsOn => "depends on",
            Relation.IsSelectedBy => "is selected by",
            Relation.IsImpliedBy => "is implied by",
            Relation.DefaultContains when _isLegacy && (step.Symbol.OwnChoice ?? step.Symbol.Choice) is not null => "symbol value contains",
            Relation.DefaultContains => "default value contains",
            Relation.DefaultVisible => "default is visible depending on",
            Relation.RangeVisible => "range is visible depending on",
            _ when step.Property is Prompt { IsMenuHeading: true } => "menu is visible depending on",
            _ => "prompt is visible depending on",
        };
        return $"symbol {step.Symbol.DisplayName} {relation} {next.DisplayName}";
    }
}
