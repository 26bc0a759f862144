using System;
using System.Collections.Generic;
using System.Linq;

using IommuConfig.Runtime;

namespace Passthrough.Reserved;

/// <summary>Reads the reserved regions of a DMAR, IVRS or IORT table. Of the machine it is from nothing is known.</summary>
internal static class FirmwareTableFile
{
    private const int ChecksumOffset = 9;

    /// <summary>Whether these are a table that can be read; which says nothing of whether it is in order.</summary>
    public static bool IsTable(ReadOnlySpan<byte> bytes) => bytes.StartsWith("DMAR"u8) || bytes.StartsWith("IVRS"u8) || bytes.StartsWith("IORT"u8);

    /// <summary>Reads a table's regions, in its order.</summary>
    /// <returns>What is wrong with the table, if anything is.</returns>
    public static FirmwareTableError Read(ReadOnlySpan<byte> bytes, List<RegionRow> rows)
    {
        // A table that firmware has not finished yet has no checksum, and is still worth a look.
        FirmwareTableOptions options = bytes.Length > ChecksumOffset && bytes[ChecksumOffset] == 0 ? FirmwareTableOptions.IgnoreChecksum : FirmwareTableOptions.None;

        // The rules of the layer first: what it would refuse is an error here, too.
        FirmwareTableError error = bytes[0] == (byte)'D' ? DmarTable.Register(bytes, options, new ReservedRegions(), new EveryDevice()) :
            bytes[1] == (byte)'V' ? IvrsTable.Register(bytes, options, new ReservedRegions()) :
            IortTable.Register(bytes, options, new ReservedRegions());
        if (error.IsError)
        {
            return error;
        }

        if (bytes[0] == (byte)'D')
        {
            DmarTable.Parse(bytes, options, out DmarTable dmar);
            Add(dmar, rows);
        }
        else if (bytes[1] == (byte)'V')
        {
            IvrsTable.Parse(bytes, options, out IvrsTable ivrs);
            Add(ivrs, rows);
        }
        else
        {
            IortTable.Parse(bytes, options, out IortTable iort);
            Add(iort, rows);
        }

        return default;
    }

    private static void Add(DmarTable table, List<RegionRow> rows)
    {
        foreach (DmarStructure structure in table.Structures)
        {
            if (structure.Type == DmarStructureType.Rmrr)
            {
                List<string> devices = [];
                foreach (DmarScope scope in structure.Scopes)
                {
                    devices.Add(scope.Type == DmarScopeType.Endpoint ? scope.ToString() : $"{scope.ToString()} ({NameOf(scope.Type)})");
                }

                rows.Add(new RegionRow(structure.First, structure.Last, MapFlags.ReadWrite.ToString(), "RMRR", [.. devices]));
            }
        }
    }

    private static string NameOf(DmarScopeType type) => type switch
    {
        DmarScopeType.Bridge => "bridge and all behind it",
        DmarScopeType.IoApic => "IO-APIC",
        DmarScopeType.Hpet => "timer",
        DmarScopeType.Namespace => "ACPI device",
        _ => $"unknown type {(int)type}",
    };

    private static void Add(IvrsTable table, List<RegionRow> rows)
    {
        foreach (IvrsBlock block in table.Blocks)
        {
            if (block.IsMemory)
            {
                MapFlags access = block.IsExclusion ? MapFlags.ReadWrite : block.Access;
                string kind = block.IsExclusion ? "exclusion" : "unity";
                string device = new DeviceId(block.DeviceId).ToString();
                rows.Add(new RegionRow(block.Start, block.Last, access.ToString(), kind, [block.Type switch
                {
                    IvrsBlockType.MemoryOfAll => "all devices",
                    IvrsBlockType.MemoryOfOne => device,
                    IvrsBlockType.MemoryOfRange => $"{device}-{new DeviceId(block.Auxiliary)}",
                    _ => $"all behind the IOMMU at {device}",
                }]));
            }
        }
    }

    private static void Add(IortTable table, List<RegionRow> rows)
    {
        foreach (IortNode node in table.Nodes)
        {
            string[] devices =
            [
                .. table.DevicesOf(node).Select(range => range.ToString()),
                .. table.StreamsOf(node).Select(range => range.Count == 1 ? $"stream {range.First.Value:x}" : $"streams {range.First.Value:x}-{range.Last.Value:x}"),
            ];
            for (int index = 0; index < node.MemoryCount; index++)
            {
                IortMemory memory = node.Memory(index);
                rows.Add(new RegionRow(memory.Start, memory.Last, MapFlags.ReadWrite.ToString(), "RMR", devices));
            }
        }
    }

    /// <summary>A machine where every device is there, so that no region is left out.</summary>
    private sealed class EveryDevice : PciConfiguration
    {
        public override uint Read32(DeviceId device, int offset) => offset == 0 ? 0x00010001u : 0;
    }
}
