using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>A set of frames, kept as ranges that neither overlap nor touch, by ascending number.</summary>
public sealed class FrameRangeSet
{
    /// <summary>The highest frame there can be: addresses have 64 bits.</summary>
    public const ulong MaxFrame = ulong.MaxValue >> 12;

    private readonly List<(ulong First, ulong Last)> _ranges = [];

    /// <summary>The number of ranges.</summary>
    public int Count => _ranges.Count;

    /// <summary>A range. The last frame is part of it.</summary>
    public (ulong First, ulong Last) this[int index] => _ranges[index];

    /// <summary>Adds the frames of a range; some may be members already.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="last">The last frame.</param>
    /// <returns>0; -EINVAL when it ends before it begins, or after <see cref="MaxFrame"/>.</returns>
    public int Add(ulong first, ulong last)
    {
        if (!IsRange(first, last))
        {
            return -Errno.EINVAL;
        }

        // What it overlaps or touches becomes one with it.
        int start = 0;
        while (start < _ranges.Count && _ranges[start].Last + 1 < first)
        {
            start++;
        }

        int end = start;
        while (end < _ranges.Count && _ranges[end].First <= last + 1)
        {
            first = Math.Min(first, _ranges[end].First);
            last = Math.Max(last, _ranges[end].Last);
            end++;
        }

        _ranges.RemoveRange(start, end - start);
        _ranges.Insert(start, (first, last));
        return 0;
    }

    /// <summary>Removes the frames of a range; some may be no members.</summary>
    /// <returns>As <see cref="Add"/>.</returns>
    public int Remove(ulong first, ulong last)
    {
        if (!IsRange(first, last))
        {
            return -Errno.EINVAL;
        }

        for (int index = _ranges.Count - 1; index >= 0; index--)
        {
            (ulong low, ulong high) = _ranges[index];
            if (high < first || last < low)
            {
                continue;
            }

            _ranges.RemoveAt(index);
            if (last < high)
            {
                _ranges.Insert(index, (last + 1, high));
            }

            if (low < first)
            {
                _ranges.Insert(index, (low, first - 1));
            }
        }

        return 0;
    }

    /// <summary>Removes all frames of another set.</summary>
    public void Remove(FrameRangeSet frames)
    {
        foreach ((ulong first, ulong last) in frames._ranges)
        {
            Remove(first, last);
        }
    }

    /// <summary>Whether a frame is a member.</summary>
    public bool Contains(ulong frame)
    {
        foreach ((ulong first, ulong last) in _ranges)
        {
            if (first <= frame && frame <= last)
            {
                return true;
            }
        }

        return false;
    }

    internal FrameRangeSet Copy()
    {
        FrameRangeSet copy = new();
        copy._ranges.AddRange(_ranges);
        return copy;
    }

    private static bool IsRange(ulong first, ulong last) => first <= last && last <= MaxFrame;
}
