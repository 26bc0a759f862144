using System;
using System.Threading;

namespace IommuConfig.Runtime;

/// <summary>What was added to a machine, in that order. Who looks takes no lock and sees all of it as it was at one moment.</summary>
internal sealed class Registry<T>
    where T : class
{
    private T[] _items = [];

    internal ReadOnlySpan<T> All => Volatile.Read(ref _items);

    /// <summary>Called with the platform's lock of devices held, as <see cref="Remove"/> is.</summary>
    internal void Add(T item) => Volatile.Write(ref _items, [.. _items, item]);

    internal void Remove(T item) => Volatile.Write(ref _items, Array.FindAll(_items, other => other != item));
}
