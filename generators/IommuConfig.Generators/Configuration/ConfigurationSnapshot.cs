using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;
using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Configuration;

/// <summary>
/// The tree with its values, made anew whenever a Kconfig file or the configuration changes and at no other time: it is compared by reference,
/// and what follows from it by value.
/// </summary>
internal sealed class ConfigurationSnapshot
{
    private readonly Kconfig.Configuration _values;
    private readonly KconfigInput? _config;

    private ConfigurationSnapshot(
        LoadedTree tree, KconfigInput? config, Kconfig.Configuration values, IEnumerable<DiagnosticInfo> ofFiles, ChangedSymbols? changes)
    {
        Loaded = tree;
        IsDamaged = Tree.HasErrors;
        Changes = changes;
        _values = values;
        _config = config;

        // Of a damaged tree the values are not worth reporting, since every one may follow from the damage.
        IEnumerable<KconfigDiagnostic> ofValues = IsDamaged ? [] : _values.Diagnostics;
        Diagnostics = ofFiles.Concat(tree.Diagnostics)
            .Concat(ofValues.Select(diagnostic => KconfigDescriptors.ToInfo(diagnostic, diagnostic.Path == config?.Path ? config.Path : tree.PathOf(diagnostic.Path))))
            .ToEquatableArray();
    }

    /// <summary>Evaluates the tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="configs">The files given as configuration: none, or one.</param>
    public static ConfigurationSnapshot Evaluate(LoadedTree tree, EquatableArray<KconfigInput> configs)
    {
        Kconfig.Configuration values = new(tree.Tree);
        List<DiagnosticInfo> ofFiles = [];
        if (configs.Count > 0)
        {
            KconfigInput config = configs[0];
            SourceFile file = new(config.Path, config.Text);
            ofFiles.AddRange(KconfigDescriptors.Encoding(config, file));
            values.Apply(DotConfig.Parse(file));
        }

        if (configs.Count > 1)
        {
            ofFiles.Add(DiagnosticInfo.Create(
                ConstantsDiagnostics.SeveralConfigurations, new LocationInfo(configs[1].Path, default, default), configs[0].Path, configs[1].Path));
        }

        // From here on the values are only read, by as many threads as there are.
        values.Complete();
        return new(tree, configs.Count == 0 ? null : configs[0], values, ofFiles, null);
    }

    /// <summary>
    /// The same tree after a small edit of its configuration. Only what hangs on the edited lines is computed, which takes microseconds; the whole
    /// tree takes milliseconds.
    /// </summary>
    /// <param name="configs">The files given as configuration.</param>
    /// <returns>Null where the edit is not of that kind: see <see cref="Kconfig.Configuration.After"/>.</returns>
    public ConfigurationSnapshot? After(EquatableArray<KconfigInput> configs) =>
        configs.Count == 1 && _config is { IsUtf8: true } last && configs[0].IsSameFile(last)
        && _values.After(new(last.Path, configs[0].Text), out IReadOnlyList<Symbol> reached) is { } values
            ? new(Loaded, configs[0], values, [], new(Version, reached))
            : null;

    /// <summary>Stands for this snapshot where it should not be kept alive.</summary>
    public object Version { get; } = new();

    /// <summary>How it came from another snapshot; null if it was evaluated as a whole.</summary>
    public ChangedSymbols? Changes { get; }

    /// <summary>Whether the tree has errors: what it does not define, or defines oddly, may be their consequence.</summary>
    public bool IsDamaged { get; }

    /// <summary>The tree.</summary>
    public KconfigTree Tree => Loaded.Tree;

    /// <summary>The tree, and where its files are.</summary>
    public LoadedTree Loaded { get; }

    /// <summary>What is wrong with the tree, the configuration, and the values that follow.</summary>
    public EquatableArray<DiagnosticInfo> Diagnostics { get; }

    /// <summary>The value of a symbol.</summary>
    public SymbolValue GetValue(Symbol symbol) => _values.GetValue(symbol);

    /// <summary>The symbol of that name, or null where the tree does not define it.</summary>
    public SymbolFact? Find(string name)
    {
        if (!Tree.TryGetSymbol(name, out Symbol? symbol))
        {
            return null;
        }

        SymbolValue value = _values.GetValue(symbol);
        bool isSet = symbol.Type is SymbolType.Bool or SymbolType.Tristate ? value.Tristate != Kconfig.Tristate.N : value.Text.Length != 0;
        return new(symbol.Name, TypeOf(symbol.Type), isSet, value.ToString(), symbol.Definitions[0].Location.ToString(), Reason(symbol, value, isSet));
    }

    /// <summary>The expression's value.</summary>
    public ExpressionFact Evaluate(string expression)
    {
        Expression? parsed = Expression.Parse(expression, Tree, out IReadOnlyList<KconfigDiagnostic> diagnostics);
        if (parsed is null)
        {
            return new(false, "", diagnostics.Count == 0 ? "it is empty" : diagnostics[0].Message, null);
        }

        string? unknown = parsed.Symbols.FirstOrDefault(symbol => !symbol.IsDefined)?.Name;
        if (unknown is not null)
        {
            return new(false, "", null, unknown);
        }

        if (_values.Evaluate(parsed) != Kconfig.Tristate.N)
        {
            return new(true, "", null, null);
        }

        string text = parsed.ToString();
        string reasons = string.Join(", ", parsed.Symbols.Select(symbol => Find(symbol.Name)!.Reason));
        bool isSymbol = parsed.Symbols.Count == 1 && text == parsed.Symbols[0].Name;
        return new(false, isSymbol ? $"depends on {text}, and {reasons}" : $"depends on {text}, which is n: {reasons}", null, null);
    }

    /// <summary>A defined symbol whose name is close to this one, or null.</summary>
    public string? Suggest(string name) => Tree.FindSimilar(name);

    /// <summary>A place of the tree, for the compiler.</summary>
    public LocationInfo Locate(SourceLocation location) => Loaded.Locate(location);

    // The line of a .config is not quoted: it moves whenever the file is sorted anew, and the generated text must not.
    private string Reason(Symbol symbol, SymbolValue value, bool isSet)
    {
        string place = symbol.Definitions[0].Location.ToString();
        ValueOrigin origin = _values.GetOrigin(symbol);
        string where = origin.Kind switch
        {
            ValueOriginKind.User => $"{place}, set in {_config?.Name}",
            ValueOriginKind.Selected when origin is { Selector: { } selector, Location: { } at } => $"{place}, selected by {selector.Name} at {at}",
            ValueOriginKind.Implied when origin is { Selector: { } selector, Location: { } at } => $"{place}, implied by {selector.Name} at {at}",
            ValueOriginKind.Default when origin.Location is { } at && at.ToString() != place => $"{place}, default at {at}",
            ValueOriginKind.Default => $"{place}, default",
            ValueOriginKind.Choice => $"{place}, decided by its choice",
            _ => place,
        };
        bool isLogical = symbol.Type is SymbolType.Bool or SymbolType.Tristate;
        if (isLogical && !isSet)
        {
            return origin.FailingDependency is { } failing
                ? $"{symbol.Name} is not set ({place}, depends on {failing}, which is n)"
                : $"{symbol.Name} is not set ({where})";
        }

        return symbol.Type == SymbolType.String ? $"{symbol.Name}=\"{value.Text}\" ({where})" : $"{symbol.Name}={value} ({where})";
    }

    private static SymbolFactType TypeOf(SymbolType type) => type switch
    {
        SymbolType.Bool => SymbolFactType.Bool,
        SymbolType.Tristate => SymbolFactType.Tristate,
        SymbolType.Int => SymbolFactType.Int,
        SymbolType.Hex => SymbolFactType.Hex,
        _ => SymbolFactType.String,
    };
}
