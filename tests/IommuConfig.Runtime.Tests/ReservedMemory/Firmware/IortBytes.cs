using System.Collections.Generic;
using static IommuConfig.Runtime.Tests.ReservedMemory.Firmware.TableBytes;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>Makes IORT tables. Mappings name nodes by their offset, so nodes are added one after another.</summary>
internal sealed class IortBytes
{
    private const int First = 48;

    private readonly List<byte> _nodes = [];
    private uint _count;

    internal uint AddSmmuV3(ulong address) => Add(4, Join(U64(address), new byte[36]));

    internal uint AddSmmu(ulong address) => Add(3, Join(U64(address), U64(0x10000), new byte[44]));

    internal uint AddItsGroup() => Add(0, U32(0));

    internal uint AddRootComplex(uint segment, params byte[][] mappings) => Add(2, Join(U64(0), U32(0), U32(segment), U32(64)), mappings);

    internal uint AddNamed(params byte[][] mappings) => Add(1, Join(new byte[13], "\\_SB.DEV0\0\0\0\0\0\0\0\0\0\0"u8.ToArray()), mappings);

    internal uint AddMemory(uint flags, (ulong Start, ulong Length)[] ranges, params byte[][] mappings)
    {
        byte[] fields = Join(U32(flags), U32((uint)ranges.Length), U32((uint)(28 + (20 * mappings.Length))), Join(mappings));
        foreach ((ulong start, ulong length) in ranges)
        {
            fields = Join(fields, U64(start), U64(length), U32(0));
        }

        return AddRaw(6, fields, mappings.Length, 28);
    }

    internal static byte[] Ids(uint input, uint count, uint output, uint node, bool isSingle = false) =>
        Join(U32(input), U32(count - 1), U32(output), U32(node), U32(isSingle ? 1u : 0));

    internal uint AddRaw(int type, byte[] fields, int mappings, int mappingOffset)
    {
        uint offset = (uint)(First + _nodes.Count);
        _nodes.AddRange(Join(U8(type), U16(16 + fields.Length), U8(3), U32(_count), U32((uint)mappings), U32((uint)mappingOffset), fields));
        _count++;
        return offset;
    }

    internal byte[] Finish() => Table("IORT", 6, Join(U32(_count), U32(First), U32(0), [.. _nodes]));

    /// <summary>A table with one of everything.</summary>
    internal static byte[] Everything()
    {
        IortBytes iort = new();
        uint its = iort.AddItsGroup();
        uint smmu = iort.AddSmmuV3(0x2b400000);
        uint old = iort.AddSmmu(0x2b500000);
        iort.AddRootComplex(1, Ids(0, 0x10000, 0x10000, smmu), Ids(0, 0x100, 0, its));
        iort.AddNamed(Ids(0, 1, 7, old, isSingle: true));
        iort.AddRaw(99, U32(0), 0, 0);
        iort.AddMemory(0, [(0x8d8a0000, 0x20000), (0x8d900000, 0x10000)], Ids(0, 1, 0x10100, smmu), Ids(0, 4, 7, old));
        iort.AddMemory(5, [(0x9c000000, 0x10000)], Ids(0, 1, 0x10200, smmu));
        return iort.Finish();
    }

    private uint Add(int type, byte[] fields, params byte[][] mappings) =>
        AddRaw(type, Join(fields, Join(mappings)), mappings.Length, 16 + fields.Length);
}
