using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The value of a symbol.</summary>
public sealed class SymbolExpression : Expression
{
    internal SymbolExpression(Symbol symbol) => Symbol = symbol;

    /// <summary>The symbol; not defined anywhere if <see cref="Symbol.IsDefined"/> is false.</summary>
    public Symbol Symbol { get; }

    /// <inheritdoc/>
    public override string ToString() => Symbol.Name;

    internal override void Collect(List<Symbol> symbols)
    {
        if (!Symbol.IsNumber && !symbols.Contains(Symbol))
        {
            symbols.Add(Symbol);
        }
    }
}
