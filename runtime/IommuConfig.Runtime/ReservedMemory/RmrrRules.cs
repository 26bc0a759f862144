using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>What holds for the regions of VT-d, wherever they come from.</summary>
internal static class RmrrRules
{
    /// <summary>Adds devices that are not in the list yet. Their order is kept: regions are shown for their devices in the order of the scopes.</summary>
    internal static void Add(List<DeviceRange> devices, DeviceRange more)
    {
        foreach (DeviceRange range in devices)
        {
            if (range.Contains(more.First) && range.Contains(more.Last))
            {
                return;
            }
        }

        devices.Add(more);
    }

    /// <summary>Adds a region that is not from firmware.</summary>
    /// <returns>
    /// 0, also if none of its devices is there and nothing was added; -EEXIST if it overlaps a region; -EFAULT if the memory map does not know all of it.
    /// </returns>
    internal static int Register(
        ReservedRegions regions, ulong first, ulong last, IReadOnlyList<DeviceRange> named, PciConfiguration pci, MemoryMap? memory)
    {
        RegionDraft draft = new(regions);
        if (draft.OverlapsRmrr(first, last))
        {
            return -Errno.EEXIST;
        }

        if (memory is not null && !UnityMemory.IsKnown(memory, first, last))
        {
            return -Errno.EFAULT;
        }

        List<DeviceRange> devices = [];
        bool isAnyPresent = false;
        foreach (DeviceRange range in named)
        {
            Add(devices, range);
            isAnyPresent |= !pci.HasSegment(range.First.Segment) || pci.IsPresent(range.First);
        }

        if (isAnyPresent)
        {
            draft.Add(new ReservedRegion(ReservedRegionKind.Rmrr, first, last, MapFlags.ReadWrite, [.. devices]));
            draft.Commit();
        }

        return 0;
    }
}
