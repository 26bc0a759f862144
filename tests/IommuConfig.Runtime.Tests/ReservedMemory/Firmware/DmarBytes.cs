using System.Linq;
using static IommuConfig.Runtime.Tests.ReservedMemory.Firmware.TableBytes;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>Makes DMAR tables.</summary>
internal static class DmarBytes
{
    internal static byte[] Of(params byte[][] structures) =>
        Table("DMAR", 1, Join(U8(38), U8(1), new byte[10], Join(structures)));

    internal static byte[] Unit(ulong address, bool isForOthers, int segment = 0, params byte[][] scopes) =>
        Structure(0, U8(isForOthers ? 1 : 0), U8(0), U16(segment), U64(address), Join(scopes));

    internal static byte[] Rmrr(ulong first, ulong last, params byte[][] scopes) => RmrrOn(0, first, last, scopes);

    internal static byte[] RmrrOn(int segment, ulong first, ulong last, params byte[][] scopes) =>
        Structure(1, U16(0), U16(segment), U64(first), U64(last), Join(scopes));

    internal static byte[] Ports(params byte[][] scopes) => Structure(2, U8(0), U8(0), U16(0), Join(scopes));

    internal static byte[] Affinity(ulong address, uint node) => Structure(3, U32(0), U64(address), U32(node));

    internal static byte[] Caches(params byte[][] scopes) => Structure(5, U8(1), U8(0), U16(0), Join(scopes));

    internal static byte[] Structure(int type, params byte[][] fields)
    {
        byte[] body = Join(fields);
        return Join(U16(type), U16(4 + body.Length), body);
    }

    internal static byte[] Endpoint(int bus, params (int Device, int Function)[] path) => Scope(1, bus, path);

    internal static byte[] Scope(int type, int bus, params (int Device, int Function)[] path) =>
        Join(U8(type), U8(6 + (2 * path.Length)), U16(0), U8(0), U8(bus), [.. path.SelectMany(step => new[] { (byte)step.Device, (byte)step.Function })]);

    /// <summary>A table with one of everything.</summary>
    internal static byte[] Everything() => Of(
        Unit(0xfed90000, false, 0, Endpoint(0, (2, 0))),
        Unit(0xfed91000, true, 0, Scope(3, 0xf0, (31, 0)), Scope(4, 0, (15, 0)), Scope(5, 0, (1, 2))),
        Structure(4, U32(0), U32(0)),
        Rmrr(0x7a000000, 0x7a00ffff, Endpoint(0, (0x14, 0))),
        Rmrr(0x7b800000, 0x7fffffff, Endpoint(0, (2, 0)), Scope(2, 0, (0x1c, 0)), Endpoint(0, (0x1c, 0), (0, 0))),
        Ports(Scope(2, 0, (0x1c, 0))),
        Affinity(0xfed90000, 0),
        Caches(Endpoint(0, (2, 0))));
}
