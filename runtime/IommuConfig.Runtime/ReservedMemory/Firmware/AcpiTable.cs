using System;
using System.Buffers.Binary;

namespace IommuConfig.Runtime;

/// <summary>What all tables of ACPI have in common: the header of 36 bytes (ACPI specification, section 5.2.6), and little-endian fields.</summary>
internal static class AcpiTable
{
    internal const int HeaderSize = 36;

    private const int LengthOffset = 4;
    private const int ChecksumOffset = 9;

    /// <summary>Checks the header, and cuts off what is behind the table.</summary>
    internal static FirmwareTableError Open(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature, int minimum, int error, FirmwareTableOptions options, out ReadOnlySpan<byte> table)
    {
        table = default;
        if (bytes.Length < HeaderSize)
        {
            return new(error, 0, "A table has a header of 36 bytes (ACPI, 5.2.6).");
        }

        if (!bytes.StartsWith(signature))
        {
            return new(error, 0, "The first four bytes are the signature of the table that is asked for (ACPI, 5.2.6).");
        }

        uint length = U32(bytes, LengthOffset);
        if (length > (uint)bytes.Length)
        {
            return new(error, LengthOffset, "The length in the header is not more than there are bytes (ACPI, 5.2.6).");
        }

        if (length < (uint)minimum)
        {
            return new(error, LengthOffset, "The length in the header covers the header and the table's fixed fields (ACPI, 5.2.6).");
        }

        ReadOnlySpan<byte> whole = bytes[..(int)length];
        if ((options & FirmwareTableOptions.IgnoreChecksum) == 0 && Sum(whole) != 0)
        {
            return new(error, ChecksumOffset, "All bytes of a table together make 0, modulo 256 (ACPI, 5.2.6).");
        }

        table = whole;
        return default;
    }

    internal static ushort U16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    internal static uint U32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    internal static ulong U64(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (byte each in bytes)
        {
            sum += each;
        }

        return sum;
    }
}
