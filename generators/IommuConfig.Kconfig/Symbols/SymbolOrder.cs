using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Gives every symbol its index: the defined ones in order of definition, then the others in order of mention.</summary>
internal static class SymbolOrder
{
    public static void Number(IReadOnlyList<Symbol> defined, IReadOnlyList<Symbol> mentioned)
    {
        int index = 0;
        foreach (Symbol symbol in defined)
        {
            symbol.Index = index++;
        }

        foreach (Symbol symbol in mentioned)
        {
            if (!symbol.IsDefined)
            {
                symbol.Index = index++;
            }
        }
    }
}
