using static IommuConfig.Runtime.Tests.ReservedMemory.Firmware.TableBytes;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>Makes IVRS tables.</summary>
internal static class IvrsBytes
{
    internal const int Unity = 1;
    internal const int Read = 2;
    internal const int Write = 4;
    internal const int Exclusion = 8;
    internal const int OfAll = 0x20;
    internal const int OfOne = 0x21;
    internal const int OfRange = 0x22;
    internal const int OfUnit = 0x23;

    /// <summary>A table for addresses of 48 bits whose features are valid.</summary>
    internal static byte[] Of(params byte[][] blocks) => With((48u << 8) | (64u << 15) | 1, blocks);

    internal static byte[] With(uint information, params byte[][] blocks) => Table("IVRS", 2, Join(U32(information), U64(0), Join(blocks)));

    internal static byte[] Unit(int type, int device, int capability, params byte[][] entries) => Block(
        type, 0, U16(device), U16(capability), U64(0xfeb80000), U16(0), U16(0), U32(0), type == 0x10 ? [] : new byte[16], Join(entries));

    internal static byte[] Ivmd(int type, int flags, int device, int auxiliary, ulong start, ulong length) =>
        Block(type, flags, U16(device), U16(auxiliary), U64(0), U64(start), U64(length));

    internal static byte[] Block(int type, int flags, params byte[][] fields)
    {
        byte[] body = Join(fields);
        return Join(U8(type), U8(flags), U16(4 + body.Length), body);
    }

    internal static byte[] Entry(int type, int device) => Join(U8(type), U16(device), U8(0));

    internal static byte[] Entry(int type, int device, int alias) => Join(Entry(type, device), U8(0), U16(alias), U8(0));

    internal static byte[] Behind(int first, int last) => Join(Entry(3, first), Entry(4, last));

    internal static byte[] AliasedDevices(int first, int last, int alias) => Join(Entry(0x43, first, alias), Entry(4, last));

    internal static byte[] Named(int device, string name) =>
        Join(Entry(0xf0, device), new byte[16], U8(2), U8(name.Length), System.Text.Encoding.ASCII.GetBytes(name));

    /// <summary>A table with one of everything.</summary>
    internal static byte[] Everything() => Of(
        Unit(0x10, 0x0002, 0x40, Behind(0x08, 0xffff)),
        Unit(
            0x11, 0x0002, 0x40, Behind(0x08, 0x1ff), Entry(0, 0), Entry(2, 0x200), Entry(0x42, 0x208, 0x200), AliasedDevices(0x300, 0x3ff, 0x300),
            Entry(0x48, 0, 0xa0), Entry(0x46, 0x400, 0)),
        Unit(0x11, 0x4002, 0x40, Behind(0x4000, 0x4fff)),
        Unit(0x40, 0x0002, 0x40, Behind(0x08, 0x3ff), Named(0x500, "\\_SB.X")),
        Unit(0x40, 0x4002, 0x40, Behind(0x4000, 0x4fff)),
        Ivmd(OfAll, Unity | Read | Write, 0, 0, 0x7d000000, 0x20000),
        Ivmd(OfOne, Unity | Read, 0x10, 0, 0x7e000000, 0x1000),
        Ivmd(OfRange, Unity | Write, 0x20, 0x27, 0x7e010000, 0x8000),
        Ivmd(OfUnit, Exclusion, 0x4002, 0x40, 0x7f000000, 0x100000));
}
