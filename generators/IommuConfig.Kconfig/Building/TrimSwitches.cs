using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>The symbols whose values a program reads from a feature switch, which its users or the trimmer set, and not from a constant.</summary>
internal static class TrimSwitches
{
    /// <summary>The name of a symbol's switch: the full name of the member that reads it.</summary>
    public static string NameOf(string symbol, string @namespace, string @class) => (@namespace.Length == 0 ? "" : @namespace + ".") + @class + "." + symbol;

    /// <summary>The symbols of a list of names. With a member of a choice come the others: when one is switched on, another goes off.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="names">What the project names.</param>
    /// <param name="report">Receives, for a name that can be no switch, the name and why.</param>
    public static IReadOnlyList<Symbol> Resolve(KconfigTree tree, IEnumerable<string> names, Action<string, string>? report = null)
    {
        List<Symbol> symbols = [];
        HashSet<Symbol> seen = [];
        foreach (string name in names)
        {
            if (!tree.TryGetSymbol(name, out Symbol? symbol))
            {
                report?.Invoke(name, "no Kconfig file defines it" + tree.Hint(name));
            }
            else if (symbol.Type != SymbolType.Bool)
            {
                report?.Invoke(name, $"it is of type {symbol.Type.ToString().ToLowerInvariant()} ({symbol.Definitions[0].Location}), and a switch is on or off: make a choice of bool symbols, one for each value");
            }
            else
            {
                foreach (Symbol member in symbol.Choice?.Members ?? [symbol])
                {
                    if (seen.Add(member))
                    {
                        symbols.Add(member);
                    }
                }
            }
        }

        return symbols;
    }
}
