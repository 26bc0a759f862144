using System.Collections.Generic;
using System.Numerics;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>
/// What an IOMMU remembers of its walks (its IOTLB and its paging-structure caches). It forgets only what it is told to, so a flush that is
/// missing shows as a translation that is out of date.
/// </summary>
/// <remarks>It never runs full, and it remembers whatever it may: hardware would forget more, and so find fewer mistakes.</remarks>
public sealed class TranslationCache
{
    private readonly TableWalk _walk;
    private readonly MachineMemory _memory;
    private readonly Dictionary<Place, WalkResult> _pages = [];
    private readonly Dictionary<Place, TableStep> _tables = [];
    private readonly List<TableStep> _passed = [];

    // Bit n: something of 2^n bytes was remembered.
    private ulong _pageShifts;
    private ulong _tableShifts;

    /// <summary>Makes one that remembers nothing yet.</summary>
    /// <param name="walk">Walks for what is not remembered.</param>
    /// <param name="memory">The memory that the tables are in.</param>
    public TranslationCache(TableWalk walk, MachineMemory memory)
    {
        _walk = walk;
        _memory = memory;
    }

    /// <summary>
    /// Whether it remembers that nothing was mapped, page by page (VT-d: caching mode). Together with <see cref="CachesTables"/> it remembers
    /// of an interior entry, too, that it was absent, and so that its whole range is.
    /// </summary>
    public bool CachesAbsentEntries { get; init; }

    /// <summary>Whether it remembers interior entries, and so begins a walk at the lowest table it remembers for an address.</summary>
    public bool CachesTables { get; init; }

    /// <summary>The number of pages it remembers, present or absent; one of any size counts once.</summary>
    public int PageCount => _pages.Count;

    /// <summary>The number of tables it remembers below the roots.</summary>
    public int TableCount => _tables.Count;

    /// <summary>Translates a request.</summary>
    /// <param name="root">Where the table of the domain begins. The root itself is not remembered, the device's context names it.</param>
    /// <param name="domain">The number under which to remember.</param>
    /// <param name="address">The device address.</param>
    /// <param name="isWrite">Whether it is a write.</param>
    /// <param name="target">The machine address, if it is not blocked.</param>
    /// <returns>Why it was blocked.</returns>
    public FaultReason Translate(TableRoot root, ushort domain, ulong address, bool isWrite, out ulong target)
    {
        target = 0;
        FaultReason reason = _walk.Start(_memory, root, address, out TableStep first);
        if (reason != FaultReason.None)
        {
            return reason;
        }

        if (!TryFind(_pages, _pageShifts, domain, address, out WalkResult found))
        {
            found = Walk(first, domain, address);
        }

        return found.Translate(address, isWrite, out target);
    }

    /// <summary>
    /// Forgets the pages that have a frame in common with a range, each as a whole, and the tables on the way to the range.
    /// </summary>
    /// <param name="domain">The number under which they were remembered.</param>
    /// <param name="first">The first frame.</param>
    /// <param name="count">The number of frames.</param>
    public void ForgetPages(ushort domain, Dfn first, ulong count)
    {
        if (count != 0)
        {
            ulong last = first.Value + (count - 1);
            Forget(domain, first.Value, last < first.Value ? ulong.MaxValue : last);
        }
    }

    /// <summary>Forgets what is remembered under a number.</summary>
    public void ForgetDomain(ushort domain) => Forget(domain, 0, ulong.MaxValue);

    /// <summary>Forgets everything.</summary>
    public void ForgetAll() => Forget(null, 0, ulong.MaxValue);

    private WalkResult Walk(TableStep first, ushort domain, ulong address)
    {
        if (!TryFind(_tables, _tableShifts, domain, address, out TableStep start))
        {
            start = first;
        }

        _passed.Clear();
        WalkResult result = _walk.Continue(_memory, start, address, _passed);
        foreach (TableStep step in _passed)
        {
            if (CachesTables && step.AddressBits < first.AddressBits)
            {
                Remember(_tables, ref _tableShifts, domain, address, step.AddressBits, step);
            }
        }

        if (result.Outcome == WalkOutcome.Mapped)
        {
            Remember(_pages, ref _pageShifts, domain, address, 12 + result.Order, result);
        }
        else if (result.Outcome == WalkOutcome.NotMapped && CachesAbsentEntries)
        {
            Remember(_pages, ref _pageShifts, domain, address, _walk.PageShift, result);
            if (CachesTables)
            {
                Remember(_pages, ref _pageShifts, domain, address, 12 + result.Order, result);
            }
        }

        return result;
    }

    private static void Remember<T>(
        Dictionary<Place, T> places, ref ulong shifts, ushort domain, ulong address, int shift, T value)
    {
        places[new Place(domain, shift, address >> shift)] = value;
        shifts |= 1UL << shift;
    }

    // The smallest first, which is also the oldest: below a larger one nothing would have been looked up.
    private static bool TryFind<T>(Dictionary<Place, T> places, ulong shifts, ushort domain, ulong address, out T? found)
    {
        for (; shifts != 0; shifts &= shifts - 1)
        {
            int shift = BitOperations.TrailingZeroCount(shifts);
            if (places.TryGetValue(new Place(domain, shift, address >> shift), out found))
            {
                return true;
            }
        }

        found = default;
        return false;
    }

    private void Forget(ushort? domain, ulong first, ulong last)
    {
        Forget(_pages, domain, first, last);
        Forget(_tables, domain, first, last);
    }

    // A dictionary may be thinned out while one goes through it.
    private static void Forget<T>(Dictionary<Place, T> places, ushort? domain, ulong first, ulong last)
    {
        foreach (Place place in places.Keys)
        {
            if ((domain is null || place.Domain == domain) && place.First <= last && place.Last >= first)
            {
                places.Remove(place);
            }
        }
    }

    /// <summary>A range of device addresses: 2^<paramref name="Shift"/> bytes, aligned to it.</summary>
    private readonly record struct Place(ushort Domain, int Shift, ulong Number)
    {
        internal ulong First => Number << (Shift - 12);

        internal ulong Last => First + ((1UL << (Shift - 12)) - 1);
    }
}
