using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Names to symbols, looked up in place in a file's text: a string is made only for a name that is new.</summary>
internal sealed class SymbolTable
{
    private int[] buckets = new int[1024];
    private int[] next = new int[1024];
    private readonly List<Symbol> symbols = [];

    /// <summary>In order of first mention.</summary>
    public IReadOnlyList<Symbol> Symbols => symbols;

    public Symbol GetOrAdd(string text, int start, int length)
    {
        int bucket = Bucket(text, start, length);
        if (Find(bucket, text, start, length) is { } found)
        {
            return found;
        }

        if (symbols.Count == next.Length)
        {
            Grow();
            bucket = Bucket(text, start, length);
        }

        var symbol = new Symbol(text.Substring(start, length));
        next[symbols.Count] = buckets[bucket];
        symbols.Add(symbol);
        buckets[bucket] = symbols.Count;
        return symbol;
    }

    public Symbol? Find(string text, int start, int length) => Find(Bucket(text, start, length), text, start, length);

    private Symbol? Find(int bucket, string text, int start, int length)
    {
        for (int i = buckets[bucket]; i > 0; i = next[i - 1])
        {
            Symbol symbol = symbols[i - 1];
            if (symbol.Name.Length == length && string.CompareOrdinal(symbol.Name, 0, text, start, length) == 0)
            {
                return symbol;
            }
        }

        return null;
    }

    /// <summary>FNV-1a; the number of buckets is a power of two.</summary>
    private int Bucket(string text, int start, int length)
    {
        uint hash = 2166136261;
        for (int i = start; i < start + length; i++)
        {
            hash = (hash ^ text[i]) * 0x01000193;
        }

        return (int)((hash ^ (hash >> 15)) & (uint)(buckets.Length - 1));
    }

    private void Grow()
    {
        buckets = new int[buckets.Length * 2];
        next = new int[buckets.Length];
        for (int i = 0; i < symbols.Count; i++)
        {
            int bucket = Bucket(symbols[i].Name, 0, symbols[i].Name.Length);
            next[i] = buckets[bucket];
            buckets[bucket] = i + 1;
        }
    }
}
