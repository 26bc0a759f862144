using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Named things in memory, found by exact path, by pattern, or by a path in the wrong case.</summary>
internal sealed class PathSet<T>
    where T : class
{
    private readonly Dictionary<string, T> _byPath = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _byLooseName;

    public void Add(string path, T item)
    {
        _byPath[path] = item;
        _byLooseName = null;
    }

    public T? Find(string path) => _byPath.TryGetValue(path, out T? item) ? item : null;

    public string? FindIgnoringCase(string path)
    {
        // Of two names that differ in case only, the later counts; and asked for is only what is missing.
        if (_byLooseName is null)
        {
            var byLooseName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (string known in _byPath.Keys)
            {
                byLooseName[known] = known;
            }

            _byLooseName = byLooseName;
        }

        return _byLooseName.TryGetValue(path, out string? found) ? found : null;
    }

    public IReadOnlyList<string> Glob(string pattern)
    {
        var matches = new List<string>();
        foreach (string path in _byPath.Keys)
        {
            if (PathPattern.Matches(pattern, path))
            {
                matches.Add(path);
            }
        }

        matches.Sort(StringComparer.Ordinal);
        return matches;
    }
}
