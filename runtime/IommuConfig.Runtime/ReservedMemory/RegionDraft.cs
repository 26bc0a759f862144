using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>The reserved regions as they will be when all of a table was accepted.</summary>
internal sealed class RegionDraft
{
    private readonly ReservedRegions _target;
    private readonly List<ReservedRegion> _regions;
    private readonly List<(ulong First, ulong Last)> _claims = [];

    internal RegionDraft(ReservedRegions target)
    {
        _target = target;
        _regions = [.. target.OldestFirst()];
        Devices = target.AmdViDevices;
        MinimumLevels = target.MinimumLevels;
    }

    internal IvrsDevices? Devices { get; set; }

    internal int MinimumLevels { get; set; }

    internal void Add(ReservedRegion region) => _regions.Add(region);

    internal bool OverlapsRmrr(ulong first, ulong last)
    {
        foreach (ReservedRegion region in _regions)
        {
            if (region.Kind == ReservedRegionKind.Rmrr && region.Overlaps(first, last))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Adds a region that may be named for several devices one after another: the same region gets more devices; each device's regions stay
    /// apart from each other, and are never joined.
    /// </summary>
    /// <returns>Whether it was added; not when a device has another region that overlaps it.</returns>
    internal bool TryAddForEach(ReservedRegion region)
    {
        int same = -1;
        for (int index = 0; index < _regions.Count; index++)
        {
            ReservedRegion other = _regions[index];
            if (other.Kind != region.Kind || !other.Overlaps(region.First, region.Last))
            {
                continue;
            }

            if (other.First == region.First && other.Last == region.Last && other.Access == region.Access)
            {
                same = index;
            }
            else if (DeviceRange.Intersect(other.Devices, region.Devices))
            {
                return false;
            }
        }

        if (same < 0)
        {
            _regions.Add(region);
        }
        else
        {
            _regions[same] = With(_regions[same], region.First, region.Last, region.Devices, region.IsGlobal);
        }

        return true;
    }

    /// <summary>Gives an IOMMU an exclusion range, or extends the one it has: it has one.</summary>
    /// <returns>Whether it could; not when there would be a gap, or when the one is for all devices and the other is not.</returns>
    internal bool TryExclude(ulong first, ulong last, ReadOnlySpan<DeviceRange> devices, int unit, bool isGlobal)
    {
        int index = _regions.FindIndex(region => region.Kind == ReservedRegionKind.Exclusion && region.Unit == unit);
        if (index < 0)
        {
            _regions.Add(new ReservedRegion(ReservedRegionKind.Exclusion, first, last, MapFlags.ReadWrite, devices.ToArray()) { Unit = unit, IsGlobal = isGlobal });
            return true;
        }

        ReservedRegion other = _regions[index];
        bool touches = (first == 0 || other.Last >= first - 1) && (other.First == 0 || last >= other.First - 1);
        if (!touches || other.IsGlobal != isGlobal)
        {
            return false;
        }

        _regions[index] = With(other, Math.Min(first, other.First), Math.Max(last, other.Last), devices, isGlobal);
        return true;
    }

    /// <summary>Notes that what a memory map does not know about a region is reserved.</summary>
    internal void Claim(ulong first, ulong last) => _claims.Add((first, last));

    /// <summary>Makes it so.</summary>
    internal void Commit(MemoryMap? memory = null)
    {
        _target.Replace([.. _regions], Devices, MinimumLevels);
        foreach ((ulong first, ulong last) in _claims)
        {
            UnityMemory.Claim(memory!, first, last);
        }
    }

    private static ReservedRegion With(ReservedRegion region, ulong first, ulong last, ReadOnlySpan<DeviceRange> devices, bool isGlobal)
    {
        DeviceRange[] all = [.. region.Devices, .. devices];
        return new ReservedRegion(region.Kind, first, last, region.Access, DeviceRange.Normalize(all).ToArray())
        {
            Unit = region.Unit,
            IsGlobal = region.IsGlobal || isGlobal,
        };
    }
}
