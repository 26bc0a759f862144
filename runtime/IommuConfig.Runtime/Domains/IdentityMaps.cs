using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>The ranges of a domain that are mapped one to one because firmware reserved them for a device, each with the number of devices it is mapped for.</summary>
/// <remarks>A range is known by exactly where it begins and ends; ranges are never merged (XSA-378).</remarks>
internal sealed class IdentityMaps
{
    private readonly List<IdentityRange> _ranges = [];

    internal bool IsEmpty => _ranges.Count == 0;

    /// <summary>Counts a device more for a range.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="access">What devices may do there.</param>
    /// <param name="range">The range, if it is new and has to be mapped.</param>
    /// <returns>0; -EADDRINUSE when it overlaps another one, or is mapped with another access.</returns>
    internal int Add(ulong first, ulong count, MapFlags access, out IdentityRange? range)
    {
        range = null;
        foreach (IdentityRange other in _ranges)
        {
            if (other.First == first && other.Count == count && other.Access == access)
            {
                other.Users++;
                return 0;
            }

            if (other.Overlaps(first, count))
            {
                return -Errno.EADDRINUSE;
            }
        }

        range = new IdentityRange(first, count, access);
        _ranges.Add(range);
        return 0;
    }

    /// <summary>Counts a device less.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="range">The range, if it was the last device and the range has to be unmapped.</param>
    /// <returns>0; -ENOENT when the range is not known.</returns>
    internal int Remove(ulong first, ulong count, out IdentityRange? range)
    {
        range = _ranges.Find(other => other.First == first && other.Count == count);
        if (range is null)
        {
            return -Errno.ENOENT;
        }

        if (--range.Users == 0)
        {
            _ranges.Remove(range);
        }
        else
        {
            range = null;
        }

        return 0;
    }

    /// <summary>Whether a range of frames has one in it that is mapped for a device.</summary>
    internal bool Holds(ulong first, ulong count)
    {
        foreach (IdentityRange range in _ranges)
        {
            if (range.Overlaps(first, count) && range.HasOwn(first, count))
            {
                return true;
            }
        }

        return false;
    }
}
