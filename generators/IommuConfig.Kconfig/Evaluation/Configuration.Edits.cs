using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <content>
/// The configuration that a small edit of the file makes: the values are taken over, and only what hangs on the edited lines is computed again. It is
/// what applying the whole file to a new configuration would give; wherever that is not certain, there is none.
/// </content>
public sealed partial class Configuration
{
    /// <summary>The most characters that an edit may touch: beyond it, too much would be computed one by one.</summary>
    private const int MaximumEdit = 4096;

    private AppliedFile? _applied;

    /// <summary>Takes over everything that is known.</summary>
    private Configuration(Configuration other, AppliedFile applied, int sequence)
    {
        Tree = other.Tree;
        _evaluator = new Evaluator(other._evaluator);
        _applied = applied;
        _sequence = sequence;
    }

    /// <summary>
    /// Computes everything that can be asked for: from here on, as long as nothing is set, it is only read, by as many threads as there are.
    /// </summary>
    internal void Complete()
    {
        Evaluator evaluator = Evaluator;
        foreach (Symbol symbol in Tree.AllSymbols)
        {
            evaluator.Calculate(symbol);
        }

        evaluator.CalculateScopes();
        _checked = Check() with { IsEditable = HasOneValueForEachAssignment() };
    }

    /// <summary>The configuration of an edited file.</summary>
    /// <param name="file">The file that was applied, as it is now.</param>
    /// <param name="reached">The symbols that may have another value than here; no other has.</param>
    /// <returns>
    /// Null if it has to be made from the whole file: too much was edited; lines are wrong or repeated, here or there; choices of older dialects or
    /// <c>modules</c> have a part in it; the tree has errors or cycles; or <see cref="Complete"/> was not called.
    /// </returns>
    internal Configuration? After(SourceFile file, out IReadOnlyList<Symbol> reached)
    {
        reached = [];
        if (_checked is not { IsEditable: true } before || _applied is not { } applied)
        {
            return null;
        }

        var lines = EditedLines.Between(applied.File.Text, file.Text);
        if (lines.Length > MaximumEdit)
        {
            return null;
        }

        DotConfig edit = new DotConfigParser(file, applied.Prefix).Parse(lines.Start, lines.NewEnd);
        (int first, int removed) = CountAssignments(lines);
        var edited = new Configuration(this, applied with { File = file }, _sequence + edit.Assignments.Count - removed);
        return edit.Diagnostics.Count == 0
            && edited.MoveUsers(lines, file, edit.Assignments.Count - removed) is { } old
            && edited.SetUsers(edit, first, old)
            && edited.Propagate(old, out reached)
            ? edited.Checked(before.Reported, reached) : null;
    }

    /// <summary>Whether each assignment of the file is the only one of a symbol, and is its value.</summary>
    private bool HasOneValueForEachAssignment()
    {
        if (Tree.HasErrors || Tree.HasCycles || Tree.ComputesSimplified || _applied is null || _assignmentDiagnostics.Count > 0)
        {
            return false;
        }

        int count = 0;
        foreach (Symbol symbol in Tree.Symbols)
        {
            if (_evaluator.Remembered(symbol) is { } user)
            {
                if (user.IsNew || user.Location is null)
                {
                    return false;
                }

                count++;
            }
        }

        return count == _sequence;
    }

    /// <summary>How many assignments stand before the edited lines, and how many in them.</summary>
    private (int Before, int Within) CountAssignments(EditedLines lines)
    {
        int before = 0, within = 0;
        for (int i = 0; i < Tree.Symbols.Count; i++)
        {
            if (_evaluator.Users[i]?.Location is { } location)
            {
                before += location.Span.Start < lines.Start ? 1 : 0;
                within += location.Span.Start >= lines.Start && location.Span.Start < lines.OldEnd ? 1 : 0;
            }
        }

        return (before, within);
    }

    /// <summary>Gives all user values their places in the new file, and takes away those of the edited lines.</summary>
    /// <returns>What was taken away.</returns>
    private Dictionary<Symbol, UserValue?> MoveUsers(EditedLines lines, SourceFile file, int more)
    {
        var removed = new Dictionary<Symbol, UserValue?>();
        UserValue?[] users = _evaluator.Users;
        for (int i = 0; i < users.Length; i++)
        {
            if (users[i] is not { Location: { } location } user)
            {
                continue;
            }

            bool isBehind = location.Span.Start >= lines.OldEnd;
            if (!isBehind && location.Span.Start >= lines.Start)
            {
                removed.Add(i < Tree.Symbols.Count ? Tree.Symbols[i] : Tree.Choices[i - Tree.Symbols.Count].Symbol, user);
                users[i] = null;
                continue;
            }

            users[i] = user with
            {
                Location = new SourceLocation(file, isBehind ? location.Span with { Start = location.Span.Start + lines.Growth } : location.Span),
                Sequence = user.Sequence + (isBehind ? more : 0),
            };
        }

        return removed;
    }

    /// <summary>Applies the edited lines.</summary>
    /// <param name="edit">The lines.</param>
    /// <param name="sequence">The number of the first assignment.</param>
    /// <param name="old">What was taken away; of symbols that had no value, null is added.</param>
    /// <returns>Whether each is the only one of its symbol, and right.</returns>
    private bool SetUsers(DotConfig edit, int sequence, Dictionary<Symbol, UserValue?> old)
    {
        foreach (DotConfigAssignment assignment in edit.Assignments)
        {
            if (AssignmentReader.Read(Tree, edit.File, assignment, sequence++, _assignmentDiagnostics) is not ({ } symbol, { } value)
                || _evaluator.Remembered(symbol) is not null)
            {
                return false;
            }

            _evaluator.SetUser(symbol, value);
            if (!old.ContainsKey(symbol))
            {
                old.Add(symbol, null);
            }
        }

        return true;
    }

    private bool Propagate(Dictionary<Symbol, UserValue?> old, out IReadOnlyList<Symbol> reached)
    {
        List<Symbol> changed = [];
        foreach (KeyValuePair<Symbol, UserValue?> entry in old)
        {
            // Among members of a choice the order of the lines counts, too.
            UserValue? user = _evaluator.Remembered(entry.Key);
            if (entry.Key.Choice is not null || user?.Tristate != entry.Value?.Tristate || user?.Text != entry.Value?.Text)
            {
                changed.Add(entry.Key);
            }
        }

        var propagation = new ChangePropagation(_evaluator) { StopsAtClassicChoices = true };
        reached = propagation.Reached;
        return propagation.TryRun(changed) && (Tree.Dialect.OutOfRange != OutOfRangeRule.Discard || AreInRange(reached));
    }

    /// <summary>Whether <see cref="ClassicAssignments.DropOutOfRange"/> would leave all user values as they are.</summary>
    private bool AreInRange(IReadOnlyList<Symbol> symbols)
    {
        foreach (Symbol symbol in symbols)
        {
            if (symbol.Type is SymbolType.Int or SymbolType.Hex && GetUserValue(symbol) is { } user && !Allows(symbol, user.Text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Checks again what may have changed, and what there was a message about: that may now be for another reason, or stand elsewhere.
    /// </summary>
    private Configuration Checked(IReadOnlyList<Symbol> reported, IReadOnlyList<Symbol> reached)
    {
        var symbols = new SortedSet<Symbol>(Comparer<Symbol>.Create((left, right) => left.Index.CompareTo(right.Index)));
        symbols.UnionWith(reported);
        symbols.UnionWith(reached);
        List<KconfigDiagnostic> diagnostics = [];
        _checked = new CheckedValues(diagnostics, ValueChecks.Run(symbols, _evaluator, diagnostics), IsEditable: true);
        return this;
    }

    /// <summary>The one file that was applied.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Prefix">What names of symbols begin with in it.</param>
    private sealed record AppliedFile(SourceFile File, string Prefix);

    /// <summary>What is wrong.</summary>
    /// <param name="Diagnostics">All messages.</param>
    /// <param name="Reported">The symbols that there are messages about.</param>
    /// <param name="IsEditable">Whether the file is right, all values are known, and nothing was set since.</param>
    private sealed record CheckedValues(List<KconfigDiagnostic> Diagnostics, IReadOnlyList<Symbol> Reported, bool IsEditable);
}
