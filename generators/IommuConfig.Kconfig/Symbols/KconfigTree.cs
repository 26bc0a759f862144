using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IommuConfig.Kconfig;

/// <summary>A Kconfig tree: its menu tree and its symbols. Immutable; it holds no values (see <see cref="Configuration"/>).</summary>
/// <remarks>
/// Macros are expanded and files put together in the order of their text, as the C program does. A tree with errors can be looked at, but what was
/// wrong is missing. Several threads may use one tree.
/// </remarks>
/// <example><code>
/// KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder));
/// foreach (KconfigDiagnostic diagnostic in tree.Diagnostics)
/// {
///     Console.Error.WriteLine(diagnostic);
/// }
/// </code></example>
public sealed class KconfigTree
{
    private readonly SymbolTable _table;
    private readonly MessageLog _log;
    private Symbol[]? _byHash;
    private DependencyOrder? _order;
    private Dependents? _dependents;
    private ClassicForms? _forms;
    private MenuLayout? _layout;

    internal KconfigTree(IReadOnlyList<SourceFile> files, MenuNode root, BuildContext context)
    {
        Files = files;
        Root = root;
        Dialect = context.Dialect;
        Symbols = context.Defined;
        Choices = context.Choices;
        Modules = context.Modules;
        MainMenuText = context.MainMenuText is { } title ? context.WithValues(title) : Dialect.DefaultTitle;
        EnvironmentReads = context.EnvironmentReads;
        ScopeCount = context.ScopeCount;
        _table = context.Table;
        _log = context.Log;
    }

    /// <summary>The files, in the order they were first needed; the root is the first.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The menu tree.</summary>
    public MenuNode Root { get; }

    /// <summary>The defined symbols, in order of their first definition; the symbol at i has index i.</summary>
    public IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>The choices, in order.</summary>
    public IReadOnlyList<Choice> Choices { get; }

    /// <summary>The symbol marked <c>modules</c>, or null: then no value is m.</summary>
    public Symbol? ModulesSymbol => Modules.Symbol;

    /// <summary>The text of <c>mainmenu</c>, or what the dialect calls a tree without it.</summary>
    public string MainMenuText { get; }

    /// <summary>What is wrong with the files and with the tree as a whole.</summary>
    public IReadOnlyList<KconfigDiagnostic> Diagnostics => _log.Diagnostics;

    /// <summary>Whether any message is an error: then the tree, or a part of it, has no meaning.</summary>
    public bool HasErrors => _log.HasErrors;

    /// <summary>The dialect that it was read in.</summary>
    public Dialect Dialect { get; }

    /// <summary>The environment variables that macros read, with their values ("" for one that is not set), in the order of their first reading.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> EnvironmentReads { get; }

    /// <summary>The title of a tree without <c>mainmenu</c>.</summary>
    internal const string DefaultMainMenuText = "Main menu";

    internal ModulesReference Modules { get; }

    /// <summary>How many scopes there are.</summary>
    internal int ScopeCount { get; }

    /// <summary>All symbols, those of choices and those that nothing defines among them.</summary>
    internal IReadOnlyList<Symbol> AllSymbols => _table.Symbols;

    /// <summary>Whether symbols depend on themselves, as they may where cycles are only reported.</summary>
    internal bool HasCycles { get; set; }

    /// <summary>An order in which values can be computed: each after everything it depends on.</summary>
    internal DependencyOrder Order => _order ??= DependencyOrder.Compute(this);

    /// <summary>What is computed from each symbol, choice and scope.</summary>
    internal Dependents Dependents => _dependents ??= new Dependents(this);

    /// <summary>The C program's forms of conditions.</summary>
    internal ClassicForms Forms => _forms ??= new ClassicForms(this);

    /// <summary>Whether conditions are evaluated in the C program's simplified form, which is slower: what it leaves out is not computed on the way.</summary>
    internal bool ComputesSimplified { get; set; }

    /// <summary>Where entries stand when they are shown.</summary>
    internal MenuLayout Layout => _layout ??= MenuLayout.Of(this).Arrange();

    /// <summary>Arranges the entries while somebody listens.</summary>
    internal void Arrange(IMenuLayoutObserver observer) => _layout = MenuLayout.Of(this, observer).Arrange();

    /// <summary>All symbols in the order of the C program's symbol table, which is that of auto.conf.</summary>
    internal IReadOnlyList<Symbol> InHashOrder() => _byHash ??= SymbolOrder.ByHash(_table.Symbols, Dialect.HashBuckets);

    /// <summary>Reads a tree.</summary>
    /// <param name="rootPath">Path of the root file, as <paramref name="files"/> knows it.</param>
    /// <param name="files">The files.</param>
    /// <param name="options">The dialect, the environment and more; null for the defaults.</param>
    /// <returns>The tree, whatever the files contain; see <see cref="Diagnostics"/>. Without the root file it is empty, with KC0020.</returns>
    public static KconfigTree Load(string rootPath, IFileProvider files, LoadOptions? options = null) =>
        Load(rootPath, new FilesToParse(files, (options ?? new LoadOptions()).Dialect), options);

    /// <summary>Puts parsed files together. Does not parse, so that trees can be kept per file.</summary>
    /// <param name="rootPath">Path of the root file, as <paramref name="trees"/> knows it.</param>
    /// <param name="trees">The parsed files.</param>
    /// <param name="options">The dialect, which must be that of the parsed files, the environment and more; null for the defaults.</param>
    public static KconfigTree Load(string rootPath, ISyntaxTreeProvider trees, LoadOptions? options = null) =>
        TreeBuilder.Build(rootPath, trees, options ?? new LoadOptions());

    /// <summary>Finds a defined symbol.</summary>
    /// <param name="name">The name without "CONFIG_"; upper and lower case differ.</param>
    /// <param name="symbol">The symbol, or null.</param>
    /// <returns>False if no entry defines the name, even where an expression mentions it.</returns>
    public bool TryGetSymbol(string name, [NotNullWhen(true)] out Symbol? symbol)
    {
        symbol = _table.Find(name, 0, name.Length) is { IsDefined: true } found ? found : null;
        return symbol is not null;
    }

    /// <summary>The symbol of a name in a text, defined or only mentioned; null if no file has the name.</summary>
    internal Symbol? FindMentioned(string text, int start, int length) => _table.Find(text, start, length);

    /// <summary>The defined symbol that was probably meant by a name that is not defined, or null: without "CONFIG_", or nearly the same.</summary>
    /// <param name="name">The name.</param>
    public string? FindSimilar(string name)
    {
        string plain = name.StartsWith("CONFIG_", StringComparison.Ordinal) ? name.Substring("CONFIG_".Length) : name;
        return TryGetSymbol(plain, out Symbol? symbol) ? symbol.Name : DidYouMean.Closest(plain, Names());
    }

    /// <summary>The tree as one Kconfig file (<see cref="KconfigWriter.Write(KconfigTree)"/>).</summary>
    public override string ToString() => KconfigWriter.Write(this);

    /// <summary>"; did you mean 'X'?" for a name that is not defined.</summary>
    internal string Hint(string name) => FindSimilar(name) is { } similar ? "; did you mean '" + similar + "'?" : "";

    /// <summary>Each symbol, those of choices among them, at its first entry.</summary>
    internal IEnumerable<Symbol> InMenuOrder()
    {
        var seen = new bool[Symbols.Count + Choices.Count];
        foreach (MenuNode node in Nodes())
        {
            if (node.Subject is { } symbol && !seen[symbol.Index])
            {
                seen[symbol.Index] = true;
                yield return symbol;
            }
        }
    }

    /// <summary>All nodes, each before those below it.</summary>
    internal IEnumerable<MenuNode> Nodes()
    {
        var pending = new Stack<MenuNode>();
        pending.Push(Root);
        while (pending.Count > 0)
        {
            MenuNode node = pending.Pop();
            yield return node;
            for (int i = node.Children.Count - 1; i >= 0; i--)
            {
                pending.Push(node.Children[i]);
            }
        }
    }

    private IEnumerable<string> Names()
    {
        foreach (Symbol symbol in Symbols)
        {
            yield return symbol.Name;
        }
    }
}
