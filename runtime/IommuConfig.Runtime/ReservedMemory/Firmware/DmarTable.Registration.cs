using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime;

public readonly ref partial struct DmarTable
{
    /// <summary>Reads a table and adds the regions of its RMRR structures: all, or after an error none.</summary>
    /// <param name="bytes">The table; more may follow it.</param>
    /// <param name="options">How strictly.</param>
    /// <param name="regions">Where to.</param>
    /// <param name="pci">Says which devices there are, and what is behind bridges.</param>
    /// <param name="memory">
    /// The machine's memory, or null if it is not known. A region must not lie in usable memory; what the map does not know of it becomes reserved.
    /// </param>
    /// <returns>
    /// The first error, or none. As <see cref="Parse"/>, and -EEXIST for a region that overlaps another, -EIO for one in usable memory, -EFAULT
    /// for one that ends before it begins. A region without devices, or none of whose devices is there, is left out and is no error.
    /// </returns>
    public static FirmwareTableError Register(
        ReadOnlySpan<byte> bytes, FirmwareTableOptions options, ReservedRegions regions, PciConfiguration pci, MemoryMap? memory = null)
    {
        FirmwareTableError error = Parse(bytes, options, out DmarTable table);
        if (error.IsError)
        {
            return error;
        }

        RegionDraft draft = new(regions);
        foreach (DmarStructure structure in table.Structures)
        {
            if (structure.Type != DmarStructureType.Rmrr)
            {
                continue;
            }

            error = AddRegion(structure, draft, pci, memory);
            if (error.IsError)
            {
                return error;
            }
        }

        draft.Commit(memory);
        return default;
    }

    private static FirmwareTableError AddRegion(DmarStructure rmrr, RegionDraft draft, PciConfiguration pci, MemoryMap? memory)
    {
        if (draft.OverlapsRmrr(rmrr.First, rmrr.Last))
        {
            return new(-Errno.EEXIST, rmrr.Offset + 8, "A reserved region does not overlap another one (VT-d, 8.4).");
        }

        bool isRange = rmrr.First <= rmrr.Last;
        if (memory is not null && isRange && !UnityMemory.IsAllowed(memory, rmrr.First, rmrr.Last))
        {
            return new(-Errno.EIO, rmrr.Offset + 8, "A reserved region is in memory that the memory map calls reserved, not in RAM (VT-d, 8.4).");
        }

        List<DeviceRange> devices = [];
        bool isAnyPresent = !pci.HasSegment(rmrr.Segment);
        foreach (DmarScope scope in rmrr.Scopes)
        {
            if (scope.TryResolve(pci, out DeviceId device))
            {
                bool isPresent = pci.IsPresent(device);
                isAnyPresent |= isPresent;
                RmrrRules.Add(devices, new DeviceRange(device, device));
                if (scope.Type == DmarScopeType.Bridge && isPresent)
                {
                    AddBehind(device, pci, devices);
                }
            }
        }

        if (devices.Count == 0 || !isAnyPresent)
        {
            return default;
        }

        if (!isRange)
        {
            return new(-Errno.EFAULT, rmrr.Offset + 16, "A reserved region ends at its first byte or behind it (VT-d, 8.4).");
        }

        draft.Add(new ReservedRegion(ReservedRegionKind.Rmrr, rmrr.First, rmrr.Last, MapFlags.ReadWrite, [.. devices]));
        if (memory is not null)
        {
            draft.Claim(rmrr.First, rmrr.Last);
        }

        return default;
    }

    // The scope of a bridge is the bridge and all that is behind it.
    private static void AddBehind(DeviceId bridge, PciConfiguration pci, List<DeviceRange> devices)
    {
        byte first = pci.SecondaryBusOf(bridge);
        byte last = pci.SubordinateBusOf(bridge);
        if (first != 0 && first <= last)
        {
            RmrrRules.Add(devices, new DeviceRange(new DeviceId(bridge.Segment, first, 0), new DeviceId(bridge.Segment, last, 0xff)));
        }
    }
}
