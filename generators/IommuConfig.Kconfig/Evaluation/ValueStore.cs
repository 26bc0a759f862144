namespace IommuConfig.Kconfig;

/// <summary>The values of all symbols, by index.</summary>
internal sealed class ValueStore(KconfigTree tree)
{
    private readonly Tristate[] _tristates = new Tristate[tree.Symbols.Count];
    private readonly string?[] _texts = new string?[tree.Symbols.Count];
    private readonly Tristate[] _visibilities = new Tristate[tree.Symbols.Count];
    private readonly bool[] _written = new bool[tree.Symbols.Count];

    /// <summary>Whether the symbol marked <c>modules</c> is y.</summary>
    public bool ModulesPossible => tree.ModulesSymbol is { } modules && _tristates[modules.Index] != IommuConfig.Kconfig.Tristate.N;

    public Tristate Tristate(Symbol symbol) => symbol.IsDefined ? _tristates[symbol.Index] : IommuConfig.Kconfig.Tristate.N;

    /// <summary>The value as text; a name that is not defined, or has no type, is its own.</summary>
    public string Text(Symbol symbol) => symbol.Type switch
    {
        SymbolType.Unknown => symbol.Name,
        SymbolType.Bool or SymbolType.Tristate => TristateNames.Name(_tristates[symbol.Index]),
        _ => _texts[symbol.Index] ?? "",
    };

    public Tristate Visibility(Symbol symbol) => symbol.IsDefined ? _visibilities[symbol.Index] : IommuConfig.Kconfig.Tristate.N;

    /// <summary>Whether the symbol has a line in a .config.</summary>
    public bool IsWritten(Symbol symbol) => _written[symbol.Index];

    /// <summary>m is y for a bool, and while modules are not possible.</summary>
    public Tristate Promote(Symbol symbol, Tristate value) =>
        value == IommuConfig.Kconfig.Tristate.M && (symbol.Type != SymbolType.Tristate || !ModulesPossible) ? IommuConfig.Kconfig.Tristate.Y : value;

    public void SetVisibility(Symbol symbol, Tristate value) => _visibilities[symbol.Index] = value;

    public void Set(Symbol symbol, Tristate value, bool isWritten)
    {
        _tristates[symbol.Index] = value;
        _written[symbol.Index] = isWritten && !symbol.IsTransitional;
    }

    public void Set(Symbol symbol, string value, bool isWritten)
    {
        _texts[symbol.Index] = value;
        _written[symbol.Index] = isWritten && !symbol.IsTransitional;
    }
}
