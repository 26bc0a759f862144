using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Symbols in order of first mention, each once.</summary>
internal sealed class SymbolCollector
{
    private readonly List<Symbol> _symbols = [];
    private readonly HashSet<Symbol> _known = [];

    public IReadOnlyList<Symbol> Symbols => _symbols;

    public void Add(Symbol symbol)
    {
        if (_known.Add(symbol))
        {
            _symbols.Add(symbol);
        }
    }
}
