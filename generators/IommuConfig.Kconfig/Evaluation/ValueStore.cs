namespace IommuConfig.Kconfig;

/// <summary>The values of all symbols, by index.</summary>
internal sealed class ValueStore(KconfigTree tree)
{
    private readonly Tristate[] tristates = new Tristate[tree.Symbols.Count];
    private readonly string?[] texts = new string?[tree.Symbols.Count];
    private readonly Tristate[] visibilities = new Tristate[tree.Symbols.Count];
    private readonly bool[] written = new bool[tree.Symbols.Count];

    /// <summary>Whether the symbol marked <c>modules</c> is y.</summary>
    public bool ModulesPossible => tree.ModulesSymbol is { } modules && tristates[modules.Index] != IommuConfig.Kconfig.Tristate.N;

    public Tristate Tristate(Symbol symbol) => symbol.IsDefined ? tristates[symbol.Index] : IommuConfig.Kconfig.Tristate.N;

    /// <summary>The value as text; a name that is not defined, or has no type, is its own.</summary>
    public string Text(Symbol symbol) => symbol.Type switch
    {
        SymbolType.Unknown => symbol.Name,
        SymbolType.Bool or SymbolType.Tristate => TristateNames.Name(tristates[symbol.Index]),
        _ => texts[symbol.Index] ?? "",
    };

    public Tristate Visibility(Symbol symbol) => symbol.IsDefined ? visibilities[symbol.Index] : IommuConfig.Kconfig.Tristate.N;

    /// <summary>Whether the symbol has a line in a .config.</summary>
    public bool IsWritten(Symbol symbol) => written[symbol.Index];

    /// <summary>m is y for a bool, and while modules are not possible.</summary>
    public Tristate Promote(Symbol symbol, Tristate value) =>
        value == IommuConfig.Kconfig.Tristate.M && (symbol.Type != SymbolType.Tristate || !ModulesPossible) ? IommuConfig.Kconfig.Tristate.Y : value;

    public void SetVisibility(Symbol symbol, Tristate value) => visibilities[symbol.Index] = value;

    public void Set(Symbol symbol, Tristate value, bool isWritten)
    {
        tristates[symbol.Index] = value;
        written[symbol.Index] = isWritten && !symbol.IsTransitional;
    }

    public void Set(Symbol symbol, string value, bool isWritten)
    {
        texts[symbol.Index] = value;
        written[symbol.Index] = isWritten && !symbol.IsTransitional;
    }
}
