using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime;

public readonly ref partial struct IortTable
{
    private const ulong MaximumStreams = 0x10000;

    /// <summary>Reads a table and adds the memory that it reserves: all, or after an error none. Devices may read and write it.</summary>
    /// <param name="bytes">The table; more may follow it.</param>
    /// <param name="options">How strictly.</param>
    /// <param name="regions">Where to.</param>
    /// <param name="memory">
    /// The machine's memory, or null if it is not known. A region must not lie in usable memory; what the map does not know of it becomes reserved.
    /// </param>
    /// <returns>
    /// The first error, or none. As <see cref="Parse"/>, and -EEXIST where a device has two ranges that overlap and are not the same, -EIO for
    /// memory that is in use. A node without mappings is for no device, so it is left out and is no error.
    /// </returns>
    public static FirmwareTableError Register(
        ReadOnlySpan<byte> bytes, FirmwareTableOptions options, ReservedRegions regions, MemoryMap? memory = null)
    {
        FirmwareTableError error = Parse(bytes, options, out IortTable table);
        if (error.IsError)
        {
            return error;
        }

        RegionDraft draft = new(regions);
        foreach (IortNode node in table.Nodes)
        {
            error = node.Type == IortNodeType.ReservedMemory ? table.AddMemory(node, draft, memory) : default;
            if (error.IsError)
            {
                return error;
            }
        }

        draft.Commit(memory);
        return default;
    }

    /// <summary>The PCI devices that a node of reserved memory is for: root complexes send their ids as streams that the node names. Sorted.</summary>
    /// <param name="node">A node of this table.</param>
    public DeviceRange[] DevicesOf(IortNode node)
    {
        List<DeviceRange> devices = [];
        Collect(node, devices, []);
        return DeviceRange.Normalize(devices.ToArray()).ToArray();
    }

    /// <summary>The other streams that a node of reserved memory is for: ids whose 32-bit form is the stream id. Sorted.</summary>
    /// <param name="node">A node of this table.</param>
    public DeviceRange[] StreamsOf(IortNode node)
    {
        List<DeviceRange> streams = [];
        Collect(node, [], streams);
        return DeviceRange.Normalize(streams.ToArray()).ToArray();
    }

    private FirmwareTableError AddMemory(IortNode node, RegionDraft draft, MemoryMap? memory)
    {
        List<DeviceRange> all = [];
        Collect(node, all, all);
        DeviceRange[] devices = DeviceRange.Normalize(all.ToArray()).ToArray();
        for (int index = 0; index < node.MemoryCount && devices.Length > 0; index++)
        {
            IortMemory range = node.Memory(index);
            int offset = node.Offset + node.MemoryOffset + (index * IortNode.MemorySize);
            if (memory is not null && !UnityMemory.IsAllowed(memory, range.Start, range.Last))
            {
                return new(-Errno.EIO, offset, "Reserved memory is what the memory map calls reserved, not RAM (DEN0049, 3.1.1.8).");
            }

            // A page is the least that can be mapped.
            ReservedRegion region = new(ReservedRegionKind.Rmr, range.Start & ~0xffful, range.Last | 0xfff, MapFlags.ReadWrite, devices);
            if (!draft.TryAddForEach(region))
            {
                return new(-Errno.EEXIST, offset, "The reserved ranges of a device are the same or apart (DEN0049, 3.1.1.8).");
            }

            if (memory is not null)
            {
                draft.Claim(region.First, region.Last);
            }
        }

        return default;
    }

    private void Collect(IortNode node, List<DeviceRange> devices, List<DeviceRange> streams)
    {
        for (int index = 0; index < node.MappingCount; index++)
        {
            Collect(node.Mapping(index), devices, streams);
        }
    }

    // A mapping of reserved memory says which ids leave to an SMMU; so does that of a root complex, which knows the devices they come from.
    private void Collect(IortMapping streams, List<DeviceRange> devices, List<DeviceRange> others)
    {
        List<DeviceRange> left = [new(new DeviceId(streams.OutputBase), new DeviceId((uint)(streams.OutputBase + (streams.Count - 1))))];
        foreach (IortNode node in Nodes)
        {
            for (int index = 0; index < node.MappingCount && node.Type == IortNodeType.RootComplex; index++)
            {
                IortMapping mapping = node.Mapping(index);
                if (mapping.OutputNode == streams.OutputNode && !mapping.IsSingle && mapping.InputBase <= ushort.MaxValue)
                {
                    Take(left, mapping, node.Segment, devices);
                }
            }
        }

        others.AddRange(left);
    }

    private static void Take(List<DeviceRange> left, IortMapping mapping, ushort segment, List<DeviceRange> devices)
    {
        ulong count = ulong.Min(mapping.Count, ushort.MaxValue + 1ul - mapping.InputBase);
        uint mappedFirst = mapping.OutputBase;
        uint mappedLast = (uint)ulong.Min(mapping.OutputBase + (count - 1), uint.MaxValue);
        for (int index = left.Count - 1; index >= 0; index--)
        {
            (uint first, uint last) = (left[index].First.Value, left[index].Last.Value);
            uint low = uint.Max(first, mappedFirst);
            uint high = uint.Min(last, mappedLast);
            if (low > high)
            {
                continue;
            }

            uint device = (uint)segment << 16 | (mapping.InputBase + (low - mappedFirst));
            devices.Add(new DeviceRange(new DeviceId(device), new DeviceId(device + (high - low))));
            left.RemoveAt(index);
            if (first < low)
            {
                left.Add(new DeviceRange(new DeviceId(first), new DeviceId(low - 1)));
            }

            if (high < last)
            {
                left.Add(new DeviceRange(new DeviceId(high + 1), new DeviceId(last)));
            }
        }
    }
}
