using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>Named things in memory, found by exact path, by pattern, or by a path in the wrong case.</summary>
internal sealed class PathSet<T>
    where T : class
{
    private readonly Dictionary<string, T> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byLooseName = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string path, T item)
    {
        _byPath[path] = item;
        _byLooseName[path] = path;
    }

    public T? Find(string path) => _byPath.TryGetValue(path, out T? item) ? item : null;

    public string? FindIgnoringCase(string path) => _byLooseName.TryGetValue(path, out string? found) ? found : null;

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
