using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Names to symbols, looked up in place in a file's text: a string is made only for a name that is new.</summary>
internal sealed class SymbolTable
{
    private readonly List<Symbol> _symbols = [];
    private int[] _buckets = new int[1024];

    /// <summary>Of each symbol: its name's hash, and the one before it in its bucket.</summary>
    private int[] _hashes = new int[1024];
    private int[] _next = new int[1024];

    /// <summary>In order of first mention.</summary>
    public IReadOnlyList<Symbol> Symbols => _symbols;

    public Symbol GetOrAdd(string text, int start, int length)
    {
        uint hash = Hash(text, start, length);
        if (Find(hash, text, start, length) is { } found)
        {
            return found;
        }

        var symbol = new Symbol(text.Substring(start, length));
        Add(symbol);
        _hashes[_symbols.Count - 1] = (int)hash;
        Link(_symbols.Count - 1);
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

    public Symbol? Find(string text, int start, int length) => Find(Hash(text, start, length), text, start, length);

    private Symbol? Find(uint hash, string text, int start, int length)
    {
        for (int i = _buckets[hash & (uint)(_buckets.Length - 1)]; i > 0; i = _next[i - 1])
        {
            if (_hashes[i - 1] == (int)hash && _symbols[i - 1].Name is var name && name.Length == length && TextScan.IsAt(text, start, name))
            {
                return _symbols[i - 1];
            }
        }

        return null;
    }

    /// <summary>FNV-1a, mixed since the number of buckets is a power of two.</summary>
    private static uint Hash(string text, int start, int length)
    {
        uint hash = 2166136261;
        for (int i = start; i < start + length; i++)
        {
            hash = (hash ^ text[i]) * 0x01000193;
        }

        return hash ^ (hash >> 15);
    }

    private void Link(int index)
    {
        ref int bucket = ref _buckets[_hashes[index] & (_buckets.Length - 1)];
        _next[index] = bucket;
        bucket = index + 1;
    }

    private void Grow()
    {
        int size = _next.Length * 2;
        Array.Resize(ref _hashes, size);
        _next = new int[size];
        _buckets = new int[size];
        for (int i = 0; i < _symbols.Count; i++)
        {
            if (_symbols[i].OwnChoice is null)
            {
                Link(i);
            }
        }
    }
}
