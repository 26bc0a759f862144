using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>What the parts of a build share: the symbols so far, the messages, the macros, and how far reading has come.</summary>
internal sealed class BuildContext
{
    private readonly Stack<OpenFile> _files = new();
    private readonly HeldConsole? _held;
    private readonly Preprocessor _preprocessor;
    private readonly EarlyValues? _earlyValues;
    private OpenFile? _file;

    public BuildContext(LoadOptions options)
    {
        Options = options;
        _held = options.Console is null ? null : new HeldConsole(options.Console);
        Log = new MessageLog(options.Dialect, _held);
        _preprocessor = new Preprocessor(options with { Console = _held }, Log);
        Expressions = new ExpressionBuilder(Table, Modules, this);
        _earlyValues = options.Dialect.HasLegacySyntax ? new EarlyValues(Table, options.Dialect) : null;
    }

    public LoadOptions Options { get; }

    public Dialect Dialect => Options.Dialect;

    public MessageLog Log { get; }

    /// <summary>Whether the C program is replaced: then reading ends where it ends.</summary>
    public bool IsExact => _held is not null;

    /// <summary>Whether what follows is not to be read.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Whether a statement could not be understood, so that the C program's messages follow from its grammar.</summary>
    public bool IsMalformed { get; private set; }

    public SymbolTable Table { get; } = new();

    public ModulesReference Modules { get; } = new();

    public ExpressionBuilder Expressions { get; }

    /// <summary>Defined symbols, in order of their first definition.</summary>
    public List<Symbol> Defined { get; } = [];

    public List<Choice> Choices { get; } = [];

    public string? MainMenuText { get; set; }

    /// <summary>How many scopes there are.</summary>
    public int ScopeCount { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string>> EnvironmentReads => _preprocessor.EnvironmentReads;

    /// <summary>Whether the file that is being read is the root.</summary>
    public bool IsInRoot => _files.Count == 0;

    /// <summary>Begins a file.</summary>
    public void Enter(KconfigSyntaxTree tree)
    {
        if (_file is not null)
        {
            _files.Push(_file);
        }

        _file = new OpenFile(tree);
        foreach (KconfigDiagnostic diagnostic in tree.Diagnostics)
        {
            if (IsExact && diagnostic.Severity == KconfigSeverity.Error)
            {
                Malformed();
            }
            else if (IsExact && diagnostic.Descriptor == KconfigDiagnostics.NoFinalNewLine && NeedsLineEnd(tree.File))
            {
                RefuseForGrammar(tree.File, diagnostic.Span, "a line end");
            }
        }
    }

    /// <summary>
    /// Whether the C program misses the line end of the last line: in Linux 7.3 the end of the root file is none, and a block that ends with the
    /// last line of another file ends only outside it.
    /// </summary>
    private bool NeedsLineEnd(SourceFile file)
    {
        string lastLine = file.Text.Substring(file.Text.LastIndexOf('\n') + 1).TrimStart(' ', '\t');
        int end = 0;
        while (end < lastLine.Length && lastLine[end] is >= 'a' and <= 'z')
        {
            end++;
        }

        return Dialect.Messages == MessageShapes.Linux && (IsInRoot || lastLine.Substring(0, end) is "endmenu" or "endif" or "endchoice");
    }

    /// <summary>Ends a file.</summary>
    public void Leave()
    {
        if (!HasStopped || IsMalformed)
        {
            ReportUntil(int.MaxValue);
        }

        _file = _files.Count > 0 ? _files.Pop() : null;
    }

    /// <summary>Says what is wrong with the text up to the end of a line, before what the line means is looked at.</summary>
    public void Reach(TextSpan line)
    {
        if (_file!.Reported < _file.Tree.Diagnostics.Count)
        {
            int end = _file.Tree.File.Text.IndexOf('\n', line.End);
            ReportUntil(end < 0 ? int.MaxValue : end);
        }
    }

    /// <summary>Ends reading: whatever was held back is said.</summary>
    public void EndReading()
    {
        if (!IsMalformed)
        {
            _held?.Release();
        }

        HasStopped |= IsExact && Log.HasErrors;
    }

    /// <summary>Ends reading at once.</summary>
    public void Stop() => HasStopped |= IsExact;

    /// <summary>The scope inside an entry with a condition of its own.</summary>
    public DependencyScope? Inside(DependencyScope? outer, Expression own) =>
        ReferenceEquals(own, Expression.Yes) ? outer : new DependencyScope(outer, own, ScopeCount++);

    /// <summary>The text of a word or string, macros expanded.</summary>
    public string Text(SourceFile file, TextSyntax text) =>
        text is { HasMacro: true, Expansion: null } ? Checked(_preprocessor.GetValue(text, file)) : text.GetValue(file);

    /// <summary>The same, and whether it has a hole where a macro would have to be, which was reported.</summary>
    public string Text(SourceFile file, TextSyntax text, out bool hasHole)
    {
        int before = _preprocessor.HasFailed ? 0 : _preprocessor.Holes;
        string result = Text(file, text);
        hasHole = text.HasMacro && _preprocessor.Holes > before;
        return result;
    }

    /// <summary>The value of an environment variable, or null if it is not set.</summary>
    public string? ReadEnvironment(string name, SourceLocation place) => _preprocessor.ReadEnvironment(name, place);

    /// <summary>Says, to who listens to the C program, what has no id of ours.</summary>
    public void Say(string text) => _held?.WriteError(text);

    /// <summary>Reports an error for which the C program has words of its own, after which it reads on.</summary>
    public void Refuse(SourceLocation place, string expected, string words)
    {
        Log.Add(KconfigDiagnostic.Create(KconfigDiagnostics.SyntaxError, place.File, place.Span, expected, "'" + place.File.GetText(place.Span) + "'"));
        Say(FormattableString.Invariant($"{place.Path}:{place.Line}: {words}\n"));
    }

    /// <summary>In the dialect that has them, replaces the references <c>$NAME</c> by the values that the symbols have so far.</summary>
    public string WithValues(string text) => _earlyValues?.Expand(text) ?? text;

    public void Assign(SourceFile file, AssignmentSyntax assignment)
    {
        _preprocessor.Assign(Text(file, assignment.Name), assignment.Operator, file.GetText(assignment.Value), new SourceLocation(file, assignment.Span));
        HasStopped |= IsExact && _preprocessor.HasFailed;
    }

    public void Run(SourceFile file, MacroStatementSyntax macro) => Expand(file, macro.Span);

    /// <summary>Parses a line that had to wait for its macros; null if it is empty or wrong.</summary>
    public StatementSyntax? Resolve(SourceFile file, StatementSyntax statement)
    {
        int errors = Log.ErrorCount;
        StatementSyntax? resolved = DeferredLine.Parse(file, statement, span => Expand(file, span), Log);
        StopIfMalformed(errors);
        return resolved;
    }

    /// <summary>Parses a line that had to wait for its macros; null if it is empty or wrong.</summary>
    public PropertySyntax? Resolve(SourceFile file, PropertySyntax property)
    {
        int errors = Log.ErrorCount;
        PropertySyntax? resolved = DeferredLine.Parse(file, property, span => Expand(file, span), Log);
        StopIfMalformed(errors);
        return resolved;
    }

    private void StopIfMalformed(int errors)
    {
        if (Log.ErrorCount > errors && IsExact && !HasStopped)
        {
            Malformed();
        }
    }

    private string Expand(SourceFile file, TextSpan span)
    {
        if (HasStopped)
        {
            return "";
        }

        return Checked(_preprocessor.Expand(file.GetText(span), new SourceLocation(file, span)));
    }

    private string Checked(string text)
    {
        HasStopped |= IsExact && _preprocessor.HasFailed;
        return text;
    }

    /// <summary>The C program's grammar does not have what we understand.</summary>
    public void RefuseForGrammar(SourceFile file, TextSpan place, string expected)
    {
        if (IsExact)
        {
            Log.Add(KconfigDiagnostic.Create(KconfigDiagnostics.SyntaxError, file, place, expected, "'" + file.GetText(place) + "'"));
            Malformed();
        }
    }

    private void Malformed()
    {
        IsMalformed = true;
        HasStopped = true;
    }

    private void ReportUntil(int position)
    {
        IReadOnlyList<KconfigDiagnostic> diagnostics = _file!.Tree.Diagnostics;
        for (; _file.Reported < diagnostics.Count && diagnostics[_file.Reported].Span.Start <= position; _file.Reported++)
        {
            Log.AddFromText(diagnostics[_file.Reported], _file.Tree.File);
        }
    }

    /// <summary>A file that is being read.</summary>
    private sealed class OpenFile(KconfigSyntaxTree tree)
    {
        public KconfigSyntaxTree Tree => tree;

        /// <summary>How many of its diagnostics were reported.</summary>
        public int Reported { get; set; }
    }
}
