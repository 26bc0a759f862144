using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>A list that costs nothing while it is empty: a large tree has a hundred thousand of them, and most stay so.</summary>
internal struct GrowingList<T>
{
    private T[]? _items;

    public int Count { get; private set; }

    public readonly T this[int index] => _items![index];

    public void Add(T item)
    {
        if (_items is null)
        {
            _items = new T[1];
        }
        else if (_items.Length == Count)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    public readonly IReadOnlyList<T> AsReadOnly()
    {
        T[] items = _items ?? [];
        return Count == items.Length ? items : new ArraySegment<T>(items, 0, Count);
    }
}
