using System;

namespace IommuConfig.Runtime;

/// <summary>
/// ACPI's IVRS table: the IOMMUs of a machine with AMD-Vi, the devices behind them, and the memory that is reserved for devices (AMD IOMMU
/// specification 48882, section 5.2).
/// </summary>
public readonly ref partial struct IvrsTable
{
    private const int FixedSize = 48;
    private const int BlockHeaderSize = 4;

    private readonly ReadOnlySpan<byte> _bytes;

    private IvrsTable(ReadOnlySpan<byte> bytes, IvrsBlockType unitType)
    {
        _bytes = bytes;
        UnitType = unitType;
    }

    /// <summary>The type of the blocks that describe IOMMUs: the highest one there is that may be used. Blocks of the others say the same with less.</summary>
    public IvrsBlockType UnitType { get; }

    /// <summary>Whether the feature fields of IOMMUs' blocks are valid, so that blocks of type 11h and 40h may be used (EFRSup).</summary>
    public bool HasFeatures => (Information & 1) != 0;

    /// <summary>The number of bits of a machine address; 0 if the table does not say.</summary>
    public int PhysicalBits => (int)(Information >> 8) & 0x7f;

    /// <summary>The number of bits of an address that a device can have; 0 if the table does not say.</summary>
    public int VirtualBits => (int)(Information >> 15) & 0x7f;

    /// <summary>The blocks that count, for <c>foreach</c>: IOMMUs of <see cref="UnitType"/>, and memory.</summary>
    public BlockList Blocks => new(_bytes, UnitType);

    private uint Information => AcpiTable.U32(_bytes, 36);

    /// <summary>Reads a table, and checks all of it: what <paramref name="table"/> then gives out is well-formed.</summary>
    /// <param name="bytes">The table; more may follow it.</param>
    /// <param name="options">How strictly.</param>
    /// <param name="table">The table, which lives as long as the bytes; unusable if there is an error.</param>
    /// <returns>The first error, always -ENODEV, or none: the header, no IOMMU, a block or a device entry of a wrong length, a range of devices without an end, memory without a length.</returns>
    public static FirmwareTableError Parse(ReadOnlySpan<byte> bytes, FirmwareTableOptions options, out IvrsTable table) =>
        Read(bytes, options, null, out table);

    // Notes what is said of devices, unless there is nowhere to.
    private static FirmwareTableError Read(ReadOnlySpan<byte> bytes, FirmwareTableOptions options, IvrsDevices? devices, out IvrsTable table)
    {
        table = default;
        FirmwareTableError error = AcpiTable.Open(bytes, "IVRS"u8, FixedSize, -Errno.ENODEV, options, out ReadOnlySpan<byte> whole);
        if (error.IsError)
        {
            return error;
        }

        IvrsBlockType unitType = 0;
        bool hasFeatures = (AcpiTable.U32(whole, 36) & 1) != 0;
        for (int offset = FixedSize; offset < whole.Length;)
        {
            error = CheckLength(whole[offset..], offset, out int length);
            if (error.IsError)
            {
                return error;
            }

            IvrsBlockType type = (IvrsBlockType)whole[offset];
            if (type == IvrsBlockType.Unit || (hasFeatures && IvrsBlock.IsUnitType(type)))
            {
                unitType = type > unitType ? type : unitType;
            }

            offset += length;
        }

        if (unitType == 0)
        {
            return new(-Errno.ENODEV, whole.Length - 1, "There is a block for an IOMMU, of a type that may be used (AMD 48882, 5.2.2.1).");
        }

        IvrsTable found = new(whole, unitType);
        foreach (IvrsBlock block in found.Blocks)
        {
            error = block.IsUnit ? IvhdEntries.Read(block, devices) : CheckMemory(block);
            if (error.IsError)
            {
                return error;
            }
        }

        table = found;
        return default;
    }

    private static FirmwareTableError CheckLength(ReadOnlySpan<byte> bytes, int offset, out int length)
    {
        length = 0;
        if (bytes.Length < BlockHeaderSize)
        {
            return new(-Errno.ENODEV, offset, "A block has at least a type, flags and a length, 4 bytes (AMD 48882, 5.2.2).");
        }

        length = AcpiTable.U16(bytes, 2);
        if (length < BlockHeaderSize)
        {
            return new(-Errno.ENODEV, offset + 2, "The length of a block is 4 or more (AMD 48882, 5.2.2).");
        }

        if (length > bytes.Length)
        {
            return new(-Errno.ENODEV, offset + 2, "A block ends where the table ends, or before (AMD 48882, 5.2.2).");
        }

        IvrsBlockType type = (IvrsBlockType)bytes[0];
        if (IvrsBlock.IsUnitType(type) && length < IvrsBlock.UnitSizeOf(type))
        {
            return new(-Errno.ENODEV, offset + 2, "The length of a block for an IOMMU is 24 or more, 40 with features (AMD 48882, 5.2.2.1).");
        }

        if (type is >= IvrsBlockType.MemoryOfAll and <= IvrsBlockType.MemoryOfUnit && length < IvrsBlock.MemorySize)
        {
            return new(-Errno.ENODEV, offset + 2, "The length of a block for memory is 32 (AMD 48882, 5.2.2.8).");
        }

        return default;
    }

    private static FirmwareTableError CheckMemory(IvrsBlock memory) =>
        memory.Length == 0 || memory.Start > ulong.MaxValue - (memory.Length - 1)
            ? new(-Errno.ENODEV, memory.Offset + 24, "Memory has a length, and does not go beyond the last address (AMD 48882, 5.2.2.8).")
            : default;

    /// <summary>The blocks of a table, for <c>foreach</c>.</summary>
    public readonly ref struct BlockList
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private readonly IvrsBlockType _unitType;

        internal BlockList(ReadOnlySpan<byte> bytes, IvrsBlockType unitType)
        {
            _bytes = bytes;
            _unitType = unitType;
        }

        /// <summary>Starts before the first.</summary>
        public Enumerator GetEnumerator() => new(_bytes, _unitType);

        /// <summary>Goes from one to the next.</summary>
        public ref struct Enumerator
        {
            private readonly ReadOnlySpan<byte> _bytes;
            private readonly IvrsBlockType _unitType;
            private int _next;

            internal Enumerator(ReadOnlySpan<byte> bytes, IvrsBlockType unitType)
            {
                _bytes = bytes;
                _unitType = unitType;
                _next = FixedSize;
            }

            /// <summary>Where it is.</summary>
            public IvrsBlock Current { get; private set; }

            /// <summary>Goes on.</summary>
            public bool MoveNext()
            {
                while (_next < _bytes.Length)
                {
                    int offset = _next;
                    int length = AcpiTable.U16(_bytes, offset + 2);
                    Current = new IvrsBlock(_bytes.Slice(offset, length), offset);
                    _next += length;
                    if (Current.Type == _unitType || Current.IsMemory)
                    {
                        return true;
                    }
                }

                return false;
            }
        }
    }
}
