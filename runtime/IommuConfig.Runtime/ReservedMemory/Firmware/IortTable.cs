using System;

namespace IommuConfig.Runtime;

/// <summary>
/// ACPI's IORT table: how the ids of devices reach the SMMUs of an Arm machine, and the memory that is reserved for devices (Arm DEN0049, revision E.d).
/// </summary>
public readonly ref partial struct IortTable
{
    private const int FixedSize = 48;
    private const int CountOffset = 36;
    private const int FirstNodeOffset = 40;

    private readonly ReadOnlySpan<byte> _bytes;

    private IortTable(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The nodes of known types, for <c>foreach</c>.</summary>
    public NodeList Nodes => new(_bytes);

    /// <summary>Reads a table, and checks all of it: what <paramref name="table"/> then gives out is well-formed.</summary>
    /// <param name="bytes">The table; more may follow it.</param>
    /// <param name="options">How strictly.</param>
    /// <param name="table">The table, which lives as long as the bytes; unusable if there is an error.</param>
    /// <returns>
    /// The first error, always -EINVAL, or none: the header, a node, an array of mappings or of ranges that is not within its bounds, memory
    /// without a length, memory whose mappings do not lead to an SMMU.
    /// </returns>
    public static FirmwareTableError Parse(ReadOnlySpan<byte> bytes, FirmwareTableOptions options, out IortTable table)
    {
        table = default;
        FirmwareTableError error = AcpiTable.Open(bytes, "IORT"u8, FixedSize, -Errno.EINVAL, options, out ReadOnlySpan<byte> whole);
        if (error.IsError)
        {
            return error;
        }

        error = CheckNodes(whole);
        if (error.IsError)
        {
            return error;
        }

        IortTable found = new(whole);
        foreach (IortNode node in found.Nodes)
        {
            error = node.Type == IortNodeType.ReservedMemory ? found.CheckMemory(node) : default;
            if (error.IsError)
            {
                return error;
            }
        }

        table = found;
        return default;
    }

    private static FirmwareTableError CheckNodes(ReadOnlySpan<byte> bytes)
    {
        uint count = AcpiTable.U32(bytes, CountOffset);
        uint first = AcpiTable.U32(bytes, FirstNodeOffset);
        if (count > 0 && (first < FixedSize || first > (uint)bytes.Length))
        {
            return new(-Errno.EINVAL, FirstNodeOffset, "The first node is behind the table's fixed fields, and in the table (DEN0049, 3).");
        }

        int offset = (int)first;
        for (uint index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> rest = bytes[offset..];
            if (rest.Length < IortNode.HeaderSize)
            {
                return new(-Errno.EINVAL, rest.IsEmpty ? CountOffset : offset, "There are as many nodes as the table says, of 16 bytes or more (DEN0049, 3).");
            }

            int length = AcpiTable.U16(rest, 1);
            if (length > rest.Length || length < IortNode.FixedSizeOf((IortNodeType)rest[0]))
            {
                return new(-Errno.EINVAL, offset + 1, "A node has at least the fields of its type, and ends where the table ends, or before (DEN0049, 3.1).");
            }

            FirmwareTableError error = CheckArrays(rest[..length], offset);
            if (error.IsError)
            {
                return error;
            }

            offset += length;
        }

        return default;
    }

    private static FirmwareTableError CheckArrays(ReadOnlySpan<byte> bytes, int offset)
    {
        IortNodeType type = (IortNodeType)bytes[0];
        if (IortNode.HasMappings(type) && !IsInside(bytes, AcpiTable.U32(bytes, 8), AcpiTable.U32(bytes, 12), IortNode.MappingSize))
        {
            return new(-Errno.EINVAL, offset + 8, "The mappings of a node are in the node (DEN0049, 3.1).");
        }

        if (type == IortNodeType.RootComplex && AcpiTable.U32(bytes, 28) > ushort.MaxValue)
        {
            return new(-Errno.EINVAL, offset + 28, "A PCI segment has 16 bits (DEN0049, 3.1.1.3).");
        }

        if (type != IortNodeType.ReservedMemory)
        {
            return default;
        }

        uint array = AcpiTable.U32(bytes, 24);
        if (!IsInside(bytes, AcpiTable.U32(bytes, 20), array, IortNode.MemorySize))
        {
            return new(-Errno.EINVAL, offset + 20, "The memory ranges of a node are in the node (DEN0049, 3.1.1.8).");
        }

        IortNode node = new(bytes, offset);
        for (int index = 0; index < node.MemoryCount; index++)
        {
            IortMemory memory = node.Memory(index);
            if (memory.Length == 0 || memory.Start > ulong.MaxValue - (memory.Length - 1))
            {
                return new(
                    -Errno.EINVAL, offset + (int)array + (index * IortNode.MemorySize), "Memory has a length, and does not go beyond the last address (DEN0049, 3.1.1.8).");
            }
        }

        return default;
    }

    private static bool IsInside(ReadOnlySpan<byte> node, uint count, uint offset, int size) =>
        count == 0 || (offset >= IortNode.HeaderSize && offset + ((ulong)count * (uint)size) <= (uint)node.Length);

    private FirmwareTableError CheckMemory(IortNode memory)
    {
        for (int index = 0; index < memory.MappingCount; index++)
        {
            IortMapping mapping = memory.Mapping(index);
            int offset = memory.Offset + memory.MappingOffset + (index * IortNode.MappingSize);
            if (!IsSmmuAt(mapping.OutputNode))
            {
                return new(-Errno.EINVAL, offset + 12, "The mappings of reserved memory lead to SMMUs (DEN0049, 3.1.1.8).");
            }

            if (mapping.OutputBase + (mapping.Count - 1) > uint.MaxValue || mapping.Count > MaximumStreams)
            {
                return new(-Errno.EINVAL, offset + 4, "A mapping of reserved memory has at most 65536 ids, of 32 bits (DEN0049, 3.1.1.8).");
            }
        }

        return default;
    }

    private bool IsSmmuAt(int offset)
    {
        foreach (IortNode node in Nodes)
        {
            if (node.Offset == offset)
            {
                return node.IsSmmu;
            }
        }

        return false;
    }

    /// <summary>The nodes of a table, for <c>foreach</c>.</summary>
    public readonly ref struct NodeList
    {
        private readonly ReadOnlySpan<byte> _bytes;

        internal NodeList(ReadOnlySpan<byte> bytes) => _bytes = bytes;

        /// <summary>Starts before the first.</summary>
        public Enumerator GetEnumerator() => new(_bytes);

        /// <summary>Goes from one to the next.</summary>
        public ref struct Enumerator
        {
            private readonly ReadOnlySpan<byte> _bytes;
            private uint _left;
            private int _next;

            internal Enumerator(ReadOnlySpan<byte> bytes)
            {
                _bytes = bytes;
                _left = AcpiTable.U32(bytes, CountOffset);
                _next = (int)AcpiTable.U32(bytes, FirstNodeOffset);
            }

            /// <summary>Where it is.</summary>
            public IortNode Current { get; private set; }

            /// <summary>Goes on.</summary>
            public bool MoveNext()
            {
                while (_left > 0)
                {
                    int offset = _next;
                    int length = AcpiTable.U16(_bytes, offset + 1);
                    Current = new IortNode(_bytes.Slice(offset, length), offset);
                    _next += length;
                    _left--;
                    if (Current.Type <= IortNodeType.ReservedMemory)
                    {
                        return true;
                    }
                }

                return false;
            }
        }
    }
}
