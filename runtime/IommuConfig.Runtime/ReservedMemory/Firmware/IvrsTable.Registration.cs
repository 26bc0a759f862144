using System;

namespace IommuConfig.Runtime;

public readonly ref partial struct IvrsTable
{
    /// <summary>Reads a table and adds the memory that it reserves: all, or after an error none.</summary>
    /// <param name="bytes">The table; more may follow it.</param>
    /// <param name="options">How strictly.</param>
    /// <param name="regions">Where to.</param>
    /// <param name="memory">
    /// The machine's memory, or null if it is not known. A region must not lie in usable memory; what the map does not know of it becomes reserved.
    /// </param>
    /// <returns>
    /// The first error, or none. As <see cref="Parse"/>, and -ENODEV for a block that names no device or IOMMU of the table or is neither unity
    /// map nor exclusion range, -EIO for memory that is in use, -EPERM where a device has two unity maps that overlap and are not the same. Memory
    /// beyond what the IOMMUs can address, that nothing may access, or that is for devices without an IOMMU is left out and is no error.
    /// </returns>
    public static FirmwareTableError Register(
        ReadOnlySpan<byte> bytes, FirmwareTableOptions options, ReservedRegions regions, MemoryMap? memory = null)
    {
        IvrsDevices devices = new();
        FirmwareTableError error = Read(bytes, options, devices, out IvrsTable table);
        if (error.IsError)
        {
            return error;
        }

        RegionDraft draft = new(regions) { Devices = devices };
        UnityRules rules = new(draft, devices, memory) { AddressBits = table.AddressBits };
        foreach (IvrsBlock block in table.Blocks)
        {
            error = block.IsMemory ? AddMemory(block, rules) : default;
            if (error.IsError)
            {
                return error;
            }
        }

        draft.Commit(memory);
        return default;
    }

    private int AddressBits => PhysicalBits == 0 ? VirtualBits : VirtualBits == 0 ? PhysicalBits : Math.Min(PhysicalBits, VirtualBits);

    private static FirmwareTableError AddMemory(IvrsBlock block, UnityRules rules)
    {
        if (!rules.IsAddressable(block.Last))
        {
            return default;
        }

        if (!rules.IsAllowed(block.Start, block.Last))
        {
            return new(-Errno.EIO, block.Offset + 16, "Reserved memory is what the memory map calls reserved, not RAM (AMD 48882, 5.2.2.8).");
        }

        if (!block.IsExclusion && !block.IsUnity)
        {
            return new(-Errno.ENODEV, block.Offset + 1, "Memory is a unity map (flag bit 0) or an exclusion range (bit 3) (AMD 48882, 5.2.2.8).");
        }

        int result = rules.Add(block.Start, block.Last, block.IsExclusion ? MapFlags.ReadWrite : block.Access, block.IsExclusion, DevicesOf(block), out bool isKnown);
        return isKnown ? result switch
        {
            0 => default,
            _ => new(result, block.Offset + 16, "The unity maps of a device are the same or apart (AMD 48882, 5.2.2.8)."),
        } : new(-Errno.ENODEV, block.Offset + 4, "Memory is for devices, or an IOMMU, that the blocks for IOMMUs name; a range ends behind its start (AMD 48882, 5.2.2.8).");
    }

    private static UnityRules.Whose DevicesOf(IvrsBlock block) => block.Type switch
    {
        IvrsBlockType.MemoryOfAll => UnityRules.Whose.All(),
        IvrsBlockType.MemoryOfOne => UnityRules.Whose.Range(block.DeviceId, block.DeviceId),
        IvrsBlockType.MemoryOfRange => block.Auxiliary > block.DeviceId ? UnityRules.Whose.Range(block.DeviceId, block.Auxiliary) : default,
        _ => UnityRules.Whose.Unit(block.DeviceId, block.Auxiliary),
    };
}
