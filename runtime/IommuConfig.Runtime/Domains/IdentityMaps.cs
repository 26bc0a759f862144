namespace IommuConfig.Runtime;

/// <summary>The ranges of a domain that are mapped one to one because firmware reserved them for a device, each with the number of devices it is mapped for.</summary>
/// <remarks>A range is known by exactly where it begins and ends; ranges are never merged (XSA-378).</remarks>
internal sealed class IdentityMaps
{
    private Range? _first;

    /// <summary>Counts a device more for a range.</summary>
    /// <returns>0 when the range is new and has to be mapped; 1 when it is mapped; -EADDRINUSE when it overlaps another one, or is mapped with another access.</returns>
    internal int Add(ulong first, ulong count, MapFlags access)
    {
        for (Range? range = _first; range is not null; range = range.Next)
        {
            if (range.First == first && range.Count == count)
            {
                if (range.Access != access)
                {
                    return -Errno.EADDRINUSE;
                }

                range.Users++;
                return 1;
            }

            if (first < range.First + range.Count && range.First < first + count)
            {
                return -Errno.EADDRINUSE;
            }
        }

        _first = new Range(first, count, access) { Next = _first };
        return 0;
    }

    /// <summary>Counts a device less.</summary>
    /// <returns>0 when it was the last one: the range has to be unmapped; 1 when others are left; -ENOENT when the range is not known.</returns>
    internal int Remove(ulong first, ulong count)
    {
        Range? before = null;
        for (Range? range = _first; range is not null; before = range, range = range.Next)
        {
            if (range.First != first || range.Count != count)
            {
                continue;
            }

            if (--range.Users > 0)
            {
                return 1;
            }

            if (before is null)
            {
                _first = range.Next;
            }
            else
            {
                before.Next = range.Next;
            }

            return 0;
        }

        return -Errno.ENOENT;
    }

    private sealed class Range(ulong first, ulong count, MapFlags access)
    {
        internal ulong First => first;

        internal ulong Count => count;

        internal MapFlags Access => access;

        internal int Users { get; set; } = 1;

        internal Range? Next { get; set; }
    }
}
