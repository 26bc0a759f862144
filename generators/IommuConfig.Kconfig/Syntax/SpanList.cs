using System;

namespace IommuConfig.Kconfig;

/// <summary>A list of parts of a text that costs nothing while it is empty, as in most files.</summary>
internal struct SpanList
{
    private int[]? _bounds;

    public int Count { get; private set; }

    public readonly TextSpan this[int index] => TextSpan.FromBounds(_bounds![2 * index], _bounds[2 * index + 1]);

    public void Add(TextSpan span)
    {
        if (_bounds is null || _bounds.Length == 2 * Count)
        {
            Array.Resize(ref _bounds, Math.Max(8, 4 * Count));
        }

        _bounds![2 * Count] = span.Start;
        _bounds[2 * Count + 1] = span.End;
        Count++;
    }

    /// <summary>Forgets what lies behind the first <paramref name="count"/>.</summary>
    public void Truncate(int count) => Count = count;
}
