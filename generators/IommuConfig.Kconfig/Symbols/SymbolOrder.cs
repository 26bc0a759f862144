using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Gives every symbol its index: the defined ones in order of definition, then those of choices, then the others in order of mention.</summary>
internal static class SymbolOrder
{
    public static void Number(IReadOnlyList<Symbol> defined, IReadOnlyList<Choice> choices, IReadOnlyList<Symbol> mentioned)
    {
        int index = 0;
        foreach (Symbol symbol in defined)
        {
            symbol.Index = index++;
        }

        foreach (Choice choice in choices)
        {
            choice.Symbol.Index = index++;
        }

        foreach (Symbol symbol in mentioned)
        {
            if (!symbol.IsDefined && symbol.OwnChoice is null)
            {
                symbol.Index = index++;
            }
        }
    }

    /// <summary>
    /// The order of the C program's symbol table: by bucket, and in a bucket the newest first. The name's bucket is its FNV-1a hash of 32 bits; a
    /// choice without a name is in the first.
    /// </summary>
    public static Symbol[] ByHash(IReadOnlyList<Symbol> mentioned, int buckets)
    {
        var next = new int[mentioned.Count];
        var first = new int[buckets];
        for (int i = 0; i < mentioned.Count; i++)
        {
            int bucket = mentioned[i].Name.Length == 0 ? 0 : (int)(Hash(mentioned[i].Name) % (uint)buckets);
            next[i] = first[bucket];
            first[bucket] = i + 1;
        }

        var ordered = new Symbol[mentioned.Count];
        int count = 0;
        foreach (int newest in first)
        {
            for (int i = newest; i > 0; i = next[i - 1])
            {
                ordered[count++] = mentioned[i - 1];
            }
        }

        return ordered;
    }

    private static uint Hash(string name)
    {
        uint hash = 2166136261;
        foreach (char c in name)
        {
            hash = (hash ^ c) * 0x01000193;
        }

        return hash;
    }
}
