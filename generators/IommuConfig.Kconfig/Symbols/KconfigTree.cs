using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IommuConfig.Kconfig;

/// <summary>A Kconfig tree: its menu tree and its symbols. Immutable; it holds no values (see <see cref="Configuration"/>).</summary>
public sealed class KconfigTree
{
    private readonly SymbolTable _table;

    internal KconfigTree(
        IReadOnlyList<SourceFile> files, MenuNode root, IReadOnlyList<Symbol> symbols, IReadOnlyList<Choice> choices,
        SymbolTable table, ModulesReference modules, string? mainMenuText, DependencyOrder order, IReadOnlyList<KconfigDiagnostic> diagnostics)
    {
        Files = files;
        Root = root;
        Symbols = symbols;
        Choices = choices;
        _table = table;
        Modules = modules;
        MainMenuText = mainMenuText ?? "Main menu";
        Order = order;
        Diagnostics = diagnostics;
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

    /// <summary>The text of <c>mainmenu</c>, or "Main menu".</summary>
    public string MainMenuText { get; }

    /// <summary>What is wrong with the files and with the tree as a whole.</summary>
    public IReadOnlyList<KconfigDiagnostic> Diagnostics { get; }

    internal ModulesReference Modules { get; }

    /// <summary>The order in which values can be computed.</summary>
    internal DependencyOrder Order { get; }

    /// <summary>Reads a tree.</summary>
    /// <param name="rootPath">Path of the root file, as <paramref name="files"/> knows it.</param>
    /// <param name="files">The files.</param>
    public static KconfigTree Load(string rootPath, IFileProvider files) => Load(rootPath, new FilesToParse(files));

    /// <summary>Puts parsed files together. Does not parse, so that trees can be kept per file.</summary>
    /// <param name="rootPath">Path of the root file, as <paramref name="trees"/> knows it.</param>
    /// <param name="trees">The parsed files.</param>
    public static KconfigTree Load(string rootPath, ISyntaxTreeProvider trees) => TreeBuilder.Build(rootPath, trees);

    /// <summary>Finds a defined symbol.</summary>
    /// <param name="name">The name without "CONFIG_".</param>
    /// <param name="symbol">The symbol.</param>
    public bool TryGetSymbol(string name, [NotNullWhen(true)] out Symbol? symbol)
    {
        symbol = _table.Find(name, 0, name.Length) is { IsDefined: true } found ? found : null;
        return symbol is not null;
    }

    /// <summary>The defined symbol that was probably meant by a name that is not defined, or null: without "CONFIG_", or nearly the same.</summary>
    /// <param name="name">The name.</param>
    public string? FindSimilar(string name) =>
        name.StartsWith("CONFIG_", StringComparison.Ordinal) && TryGetSymbol(name.Substring(7), out Symbol? symbol)
            ? symbol.Name
            : DidYouMean.Closest(name, Names());

    /// <summary>"; did you mean 'X'?" for a name that is not defined.</summary>
    internal string Hint(string name) => FindSimilar(name) is { } similar ? "; did you mean '" + similar + "'?" : "";

    private IEnumerable<string> Names()
    {
        foreach (Symbol symbol in Symbols)
        {
            yield return symbol.Name;
        }
    }
}
