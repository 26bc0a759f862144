using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>The value of a symbol.</summary>
public sealed class SymbolExpression : Expression
{
    internal SymbolExpression(Symbol symbol) => Symbol = symbol;

    /// <summary>The symbol; not defined anywhere if <see cref="Symbol.IsDefined"/> is false.</summary>
    public Symbol Symbol { get; }

    internal override void AppendTo(StringBuilder text) => PrintedText.AppendName(text, Symbol);

    internal override void Collect(SymbolCollector symbols)
    {
        if (!Symbol.IsNumber)
        {
            symbols.Add(Symbol);
        }
    }
}
