using System;

namespace IommuConfig.Runtime;

/// <summary>ACPI's DMAR table: the IOMMUs of a machine with VT-d, and the memory that is reserved for devices (VT-d specification, chapter 8).</summary>
public readonly ref partial struct DmarTable
{
    private const int FixedSize = 48;
    private const int StructureHeaderSize = 4;

    private readonly ReadOnlySpan<byte> _bytes;

    private DmarTable(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The number of bits of an address that a device can have.</summary>
    public int HostAddressWidth => _bytes[36] + 1;

    /// <summary>Bit 0: interrupts can be remapped. Bit 1: the system is not to use 32-bit processor ids (x2APIC).</summary>
    public byte Flags => _bytes[37];

    /// <summary>The structures of known types, for <c>foreach</c>.</summary>
    public StructureList Structures => new(_bytes);

    /// <summary>Reads a table, and checks all of it: what <paramref name="table"/> then gives out is well-formed.</summary>
    /// <param name="bytes">The table; more may follow it.</param>
    /// <param name="options">How strictly.</param>
    /// <param name="table">The table, which lives as long as the bytes; unusable if there is an error.</param>
    /// <returns>
    /// The first error, or none. -EINVAL: header, host address width of 0, a structure or scope of a wrong length, a path that leads nowhere, a
    /// second unit for all other devices in segment 0. -ENODEV: a unit at address 0 or at an address of all ones.
    /// </returns>
    public static FirmwareTableError Parse(ReadOnlySpan<byte> bytes, FirmwareTableOptions options, out DmarTable table)
    {
        table = default;
        FirmwareTableError error = AcpiTable.Open(bytes, "DMAR"u8, FixedSize, -Errno.EINVAL, options, out ReadOnlySpan<byte> whole);
        if (error.IsError)
        {
            return error;
        }

        if (whole[36] == 0)
        {
            return new(-Errno.EINVAL, 36, "The host address width, less one, is not 0 (VT-d, 8.1).");
        }

        error = CheckStructures(whole);
        if (!error.IsError)
        {
            table = new DmarTable(whole);
        }

        return error;
    }

    private static FirmwareTableError CheckStructures(ReadOnlySpan<byte> bytes)
    {
        bool hasUnitForOthers = false;
        for (int offset = FixedSize; offset < bytes.Length;)
        {
            ReadOnlySpan<byte> rest = bytes[offset..];
            if (rest.Length < StructureHeaderSize)
            {
                return new(-Errno.EINVAL, offset, "A structure has at least a type and a length, 4 bytes (VT-d, 8.2).");
            }

            int length = AcpiTable.U16(rest, 2);
            if (length < StructureHeaderSize)
            {
                return new(-Errno.EINVAL, offset + 2, "The length of a structure is 4 or more (VT-d, 8.2).");
            }

            if (length > rest.Length)
            {
                return new(-Errno.EINVAL, offset + 2, "A structure ends where the table ends, or before (VT-d, 8.2).");
            }

            FirmwareTableError error = CheckStructure(rest[..length], offset, ref hasUnitForOthers);
            if (error.IsError)
            {
                return error;
            }

            offset += length;
        }

        return default;
    }

    private static FirmwareTableError CheckStructure(ReadOnlySpan<byte> bytes, int offset, ref bool hasUnitForOthers)
    {
        DmarStructureType type = (DmarStructureType)AcpiTable.U16(bytes, 0);
        if (!IsKnown(type))
        {
            return default;
        }

        int size = DmarStructure.FixedSizeOf(type);
        if (bytes.Length < size)
        {
            return new(-Errno.EINVAL, offset + 2, type switch
            {
                DmarStructureType.Drhd => "The length of a DRHD is 16 or more (VT-d, 8.3).",
                DmarStructureType.Rmrr => "The length of an RMRR is 24 or more (VT-d, 8.4).",
                DmarStructureType.Atsr => "The length of an ATSR is 8 or more (VT-d, 8.5).",
                DmarStructureType.Rhsa => "The length of an RHSA is 20 (VT-d, 8.6).",
                _ => "The length of a SATC is 8 or more (VT-d, 8.8).",
            });
        }

        if (type == DmarStructureType.Drhd)
        {
            FirmwareTableError error = CheckUnit(new DmarStructure(bytes, offset), ref hasUnitForOthers);
            if (error.IsError)
            {
                return error;
            }
        }

        return type == DmarStructureType.Rhsa ? default : CheckScopes(bytes[size..], offset + size);
    }

    private static FirmwareTableError CheckUnit(DmarStructure unit, ref bool hasUnitForOthers)
    {
        if (unit.RegisterBase is 0 or ulong.MaxValue)
        {
            return new(-Errno.ENODEV, unit.Offset + 8, "The registers of a unit have an address, neither 0 nor all ones (VT-d, 8.3).");
        }

        if ((unit.Flags & 1) != 0 && unit.Segment == 0)
        {
            if (hasUnitForOthers)
            {
                return new(-Errno.EINVAL, unit.Offset + 4, "One unit of a segment is for all devices that others do not name (VT-d, 8.3).");
            }

            hasUnitForOthers = true;
        }

        return default;
    }

    private static FirmwareTableError CheckScopes(ReadOnlySpan<byte> bytes, int offset)
    {
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < DmarScope.MinimumSize || bytes[1] < DmarScope.MinimumSize)
            {
                return new(-Errno.EINVAL, offset, "A device scope has 8 bytes or more: a path of at least one step (VT-d, 8.3.1).");
            }

            int length = bytes[1];
            if (length > bytes.Length)
            {
                return new(-Errno.EINVAL, offset + 1, "A device scope ends where its structure ends, or before (VT-d, 8.3.1).");
            }

            DmarScope scope = new(bytes[..length], 0);
            for (int index = 0; index < scope.PathLength && scope.IsOnPci; index++)
            {
                if (scope.Step(index) is ( > 31, _) or (_, > 7))
                {
                    return new(-Errno.EINVAL, offset + 6 + (2 * index), "A step of a path is a device below 32 and a function below 8 (VT-d, 8.3.1).");
                }
            }

            offset += length;
            bytes = bytes[length..];
        }

        return default;
    }

    private static bool IsKnown(DmarStructureType type) =>
        type is >= DmarStructureType.Drhd and <= DmarStructureType.Rhsa or DmarStructureType.Satc;

    /// <summary>The structures of a table, for <c>foreach</c>.</summary>
    public readonly ref struct StructureList
    {
        private readonly ReadOnlySpan<byte> _bytes;

        internal StructureList(ReadOnlySpan<byte> bytes) => _bytes = bytes;

        /// <summary>Starts before the first.</summary>
        public Enumerator GetEnumerator() => new(_bytes);

        /// <summary>Goes from one to the next.</summary>
        public ref struct Enumerator
        {
            private readonly ReadOnlySpan<byte> _bytes;
            private int _next;

            internal Enumerator(ReadOnlySpan<byte> bytes)
            {
                _bytes = bytes;
                _next = FixedSize;
            }

            /// <summary>Where it is.</summary>
            public DmarStructure Current { get; private set; }

            /// <summary>Goes on.</summary>
            public bool MoveNext()
            {
                while (_next < _bytes.Length)
                {
                    int offset = _next;
                    int length = AcpiTable.U16(_bytes, offset + 2);
                    Current = new DmarStructure(_bytes.Slice(offset, length), offset);
                    _next += length;
                    if (IsKnown(Current.Type))
                    {
                        return true;
                    }
                }

                return false;
            }
        }
    }
}
