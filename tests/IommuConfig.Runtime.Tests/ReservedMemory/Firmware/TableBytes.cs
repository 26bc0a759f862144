using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>Writes the fields of tables, and finishes tables with length and checksum.</summary>
internal static class TableBytes
{
    internal static byte[] U8(int value) => [(byte)value];

    internal static byte[] U16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    internal static byte[] U32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    internal static byte[] U64(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    internal static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>A table of a signature with this behind the 36 bytes of the header.</summary>
    internal static byte[] Table(string signature, int revision, byte[] body)
    {
        byte[] table = Join(
            Encoding.ASCII.GetBytes(signature), U32((uint)(36 + body.Length)), U8(revision), U8(0), Encoding.ASCII.GetBytes("TESTS TESTS 01"), U32(1),
            Encoding.ASCII.GetBytes("TEST"), U32(1), body);
        return Sealed(table);
    }

    /// <summary>The table with the checksum that it has to have.</summary>
    internal static byte[] Sealed(byte[] table)
    {
        Seal(table);
        return table;
    }

    internal static void Seal(Span<byte> table)
    {
        uint length = Math.Min((uint)table.Length, BinaryPrimitives.ReadUInt32LittleEndian(table[4..]));
        table[9] = 0;
        byte sum = 0;
        foreach (byte each in table[..(int)length])
        {
            sum += each;
        }

        table[9] = (byte)-sum;
    }
}
