using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Names to symbols, looked up in place in a file's text: a string is made only for a name that is new.</summary>
internal sealed class SymbolTable
{
    private int[] _buckets = new int[1024];
    private int[] _next = new int[1024];
    private readonly List<Symbol> _symbols = [];

    /// <summary>In order of first mention.</summary>
    public IReadOnlyList<Symbol> Symbols => _symbols;

    public Symbol GetOrAdd(string text, int start, int length)
    {
        int bucket = Bucket(text, start, length);
        if (Find(bucket, text, start, length) is { } found)
        {
            return found;
        }

        var symbol = new Symbol(text.Substring(start, length));
        Add(symbol);
        bucket = Bucket(text, start, length);
        _next[_symbols.Count - 1] = _buckets[bucket];
        _buckets[bucket] = _symbols.Count;
        return symbol;
    }

    /// <summary>Gives a symbol its place in the order without making it known by name.</summary>
    public void Add(Symbol symbol)
    {
        if (_symbols.Count == _next.Length)
        {
            Grow();
        }

        _symbols.Add(symbol);
    }

    public Symbol? Find(string text, int start, int length) => Find(Bucket(text, start, length), text, start, length);

    private Symbol? Find(int bucket, string text, int start, int length)
    {
        for (int i = _buckets[bucket]; i > 0; i = _next[i - 1])
        {
            Symbol symbol = _symbols[i - 1];
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

        return (int)((hash ^ (hash >> 15)) & (uint)(_buckets.Length - 1));
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        _next = new int[_buckets.Length];
        for (int i = 0; i < _symbols.Count; i++)
        {
            if (_symbols[i].OwnChoice is not null)
            {
                continue;
            }

            int bucket = Bucket(_symbols[i].Name, 0, _symbols[i].Name.Length);
            _next[i] = _buckets[bucket];
            _buckets[bucket] = i + 1;
        }
    }
}
