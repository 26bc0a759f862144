using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>What an IVRS table says about devices: behind which IOMMU each is, and under which id the IOMMU sees it. Segment 0.</summary>
internal sealed class IvrsDevices
{
    // Sorted by the first id, and apart from each other.
    private readonly List<Span> _spans = [];
    private readonly List<(ushort Device, ushort Capability)> _units = [];

    /// <summary>The highest id that the table names; -1 without any.</summary>
    internal int Highest { get; private set; } = -1;

    /// <summary>The devices that are behind an IOMMU, by ascending id.</summary>
    internal IReadOnlyList<Span> Spans => _spans;

    internal int AddUnit(ushort device, ushort capability)
    {
        _units.Add((device, capability));
        return _units.Count - 1;
    }

    /// <summary>The IOMMU of that device id and capability offset; -1 if there is none.</summary>
    internal int FindUnit(ushort device, ushort capability) => _units.IndexOf((device, capability));

    /// <summary>Puts devices behind an IOMMU. What was said of them before is void.</summary>
    /// <param name="first">The first device.</param>
    /// <param name="last">The last device.</param>
    /// <param name="unit">The IOMMU.</param>
    /// <param name="alias">The id under which it sees them, or -1 if it sees each as it is.</param>
    internal void Add(ushort first, ushort last, int unit, int alias)
    {
        Note(last);
        if (alias >= 0)
        {
            Note((ushort)alias);
        }

        int at = IndexOf(first);
        if (at < _spans.Count && _spans[at].First < first)
        {
            Span old = _spans[at];
            _spans[at] = old with { Last = (ushort)(first - 1) };
            _spans.Insert(++at, old with { First = first });
        }

        int end = at;
        while (end < _spans.Count && _spans[end].Last <= last)
        {
            end++;
        }

        if (end < _spans.Count && _spans[end].First <= last)
        {
            _spans[end] = _spans[end] with { First = (ushort)(last + 1) };
        }

        Span added = new(first, last, unit, alias);
        if (end > at)
        {
            _spans[at] = added;
            _spans.RemoveRange(at + 1, end - at - 1);
        }
        else
        {
            _spans.Insert(at, added);
        }
    }

    /// <summary>The parts of a range of devices that are behind an IOMMU: all of them, or one.</summary>
    internal IEnumerable<Span> Within(ushort first, ushort last, int unit = -1)
    {
        for (int index = IndexOf(first); index < _spans.Count && _spans[index].First <= last; index++)
        {
            Span span = _spans[index];
            if (unit < 0 || span.Unit == unit)
            {
                yield return span with { First = ushort.Max(first, span.First), Last = ushort.Min(last, span.Last) };
            }
        }
    }

    private void Note(ushort device) => Highest = device > Highest ? device : Highest;

    // The first span that ends at an id or behind it.
    private int IndexOf(ushort device)
    {
        int low = 0;
        int high = _spans.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_spans[middle].Last < device)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Devices with neighbouring ids of which the same is said.</summary>
    internal readonly record struct Span(ushort First, ushort Last, int Unit, int Alias)
    {
        internal ushort RequesterOf(ushort device) => Alias < 0 ? device : (ushort)Alias;
    }
}
