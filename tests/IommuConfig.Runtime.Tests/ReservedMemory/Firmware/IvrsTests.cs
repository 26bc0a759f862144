using System;
using System.Linq;
using static IommuConfig.Runtime.Tests.ReservedMemory.Firmware.IvrsBytes;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>IVRS: what is read and what is refused.</summary>
internal sealed class IvrsTests
{
    private readonly ReservedRegions _regions = new();

    [SetUp]
    public void SetUp() => _regions.Replace([], null, 1);

    [Test]
    [Rule("IVRS-1")]
    public void The_header_says_what_it_is_how_long_it_is_and_adds_up()
    {
        byte[] table = Everything();
        Refused(table[..40], -Errno.ENODEV, 4, "not more than there are bytes");
        Refused(With(table, 1, (byte)'X'), -Errno.ENODEV, 0, "signature");
        Refused(With(table, 4, 47, 0), -Errno.ENODEV, 4, "fixed fields");
        byte[] wrong = [.. table];
        wrong[9]++;
        Refused(wrong, -Errno.ENODEV, 9, "modulo 256");
        Assert.That(IvrsTable.Register(wrong, FirmwareTableOptions.IgnoreChecksum, _regions).IsError, Is.False);
    }

    [Test]
    [Rule("IVRS-2")]
    public void A_block_has_the_fields_of_its_type_and_ends_in_the_table()
    {
        byte[] table = Of(Unit(0x10, 2, 0x40, Entry(1, 0)));
        Refused(With(table, 50, 3, 0), -Errno.ENODEV, 50, "4 or more");
        Refused(With(table, 50, 29, 0), -Errno.ENODEV, 50, "where the table ends");
        Refused(Of([0x10, 0, 4]), -Errno.ENODEV, 48, "4 bytes");
        Refused(Of(Block(0x10, 0, new byte[19])), -Errno.ENODEV, 50, "24 or more");
        Refused(Of(Block(0x11, 0, new byte[35])), -Errno.ENODEV, 50, "24 or more");
        Refused(Of(Block(0x21, 0, new byte[27])), -Errno.ENODEV, 50, "is 32");
        Assert.That(Register(Of(Block(0x77, 0), Unit(0x10, 2, 0x40))).IsError, Is.False, "unknown blocks are skipped");
    }

    [Test]
    [Rule("IVRS-3")]
    public void Only_the_highest_type_of_block_for_IOMMUs_counts_and_the_higher_ones_if_the_table_allows_them()
    {
        byte[][] blocks = [Unit(0x10, 2, 0x40, Behind(0, 1)), Unit(0x11, 2, 0x40, Behind(0, 2)), Unit(0x40, 2, 0x40, Behind(0, 3))];
        Assert.That(Highest(Of(blocks)), Is.EqualTo(3));
        Assert.That(Highest(Of(blocks[..2])), Is.EqualTo(2));
        Assert.That(Highest(With(0, blocks)), Is.EqualTo(1));
        Assert.That(Highest(Of(blocks[2], blocks[0])), Is.EqualTo(3));
        Refused(With(0, blocks[1]), -Errno.ENODEV, 48 + 48 - 1, "a block for an IOMMU");
        Refused(Of(), -Errno.ENODEV, 47, "a block for an IOMMU");
        Refused(Of(blocks[0], Ivmd(OfOne, Unity | Read, 2, 0, 0x1000, 0x1000)), -Errno.ENODEV, 48 + 32 + 4, "name");
    }

    [Test]
    [Rule("IVRS-4")]
    public void Device_entries_say_which_devices_are_behind_an_IOMMU_and_how_it_sees_them()
    {
        Assert.That(Register(Of(Unit(
            0x40, 2, 0x40, Behind(0x10, 0x3f), Entry(0, 0), Entry(2, 0x100), Entry(0x46, 0x108, 0), Entry(0x42, 0x20, 0x30), AliasedDevices(0x38, 0x3a, 0x100),
            Entry(0x48, 0, 0xa0), Named(0x200, "\\_SB.X"), Join(Entry(0x47, 0x300, 0), Entry(4, 0x301)), Filler(0x80, 16), Filler(0xc0, 32)))).IsError, Is.False);
        Assert.That(_regions.AmdViDevices!.Spans.Select(span => $"{span.First:x}-{span.Last:x}{(span.Alias < 0 ? "" : $">{span.Alias:x}")}"), Is.EqualTo((string[])[
            "10-1f", "20-20>30", "21-37", "38-3a>100", "3b-3f", "a0-a0", "100-100", "108-108", "200-200", "300-301"]));
        Assert.That(Register(Of(Unit(0x10, 2, 0x40, Entry(1, 0)))).IsError, Is.False);
        Assert.That(_regions.AmdViDevices!.Highest, Is.EqualTo(0xffff), "all");
    }

    [Test]
    [Rule("IVRS-4")]
    public void Device_entries_have_their_length_and_ranges_their_end()
    {
        int first = 48 + 24;
        Refused(Of(Unit(0x10, 2, 0x40, Entry(2, 2), [3, 0])), -Errno.ENODEV, first + 4, "ends where its block ends");
        Refused(Of(Unit(0x10, 2, 0x40, [0x42, 0, 0, 0])), -Errno.ENODEV, first, "ends where its block ends");
        Refused(Of(Unit(0x10, 2, 0x40, [0xf0, 0, 0, 0])), -Errno.ENODEV, first, "ends where its block ends");
        Refused(Of(Unit(0x10, 2, 0x40, Named(2, "x")[..^1])), -Errno.ENODEV, first, "ends where its block ends");
        Refused(Of(Unit(0x10, 2, 0x40, Filler(0xf1, 64))), -Errno.ENODEV, first, "length is known");
        Refused(Of(Unit(0x10, 2, 0x40, Entry(3, 2))), -Errno.ENODEV, first, "has an end");
        Refused(Of(Unit(0x10, 2, 0x40, Entry(3, 2), Entry(2, 2))), -Errno.ENODEV, first + 4, "is its end");
        Refused(Of(Unit(0x10, 2, 0x40, Entry(3, 2), Entry(4, 1))), -Errno.ENODEV, first + 4, "ends behind its start");
        Refused(Of(Unit(0x10, 2, 0x40, Entry(4, 1))), -Errno.ENODEV, first, "ends behind its start");
    }

    [Test]
    [Rule("IVRS-6")]
    public void Memory_is_a_unity_map_or_an_exclusion_range_and_has_a_length()
    {
        Refused(Table(Ivmd(OfOne, Read | Write, 2, 0, 0x1000, 0x1000)), -Errno.ENODEV, 76 + 9, "flag bit 0");
        Refused(Table(Ivmd(OfOne, Unity | Read, 2, 0, 0x1000, 0)), -Errno.ENODEV, 76 + 8 + 24, "has a length");
        Refused(Table(Ivmd(OfOne, Unity | Read, 2, 0, 0x1000, ulong.MaxValue)), -Errno.ENODEV, 76 + 8 + 24, "has a length");
    }

    [Test]
    [Rule("IVRS-8")]
    public void Memory_that_the_IOMMUs_cannot_address_is_left_out()
    {
        byte[][] blocks = [Unit(0x10, 2, 0x40, Behind(0, 0xff)), Ivmd(OfOne, Unity | Read, 2, 0, 0xff_ffff_f000, 0x1000), Ivmd(OfOne, Unity | Read, 2, 0, 0x100_0000_0000, 0x1000)];
        Assert.That(Count(40, 48), Is.EqualTo(1));
        Assert.That(Count(48, 40), Is.EqualTo(1));
        Assert.That(Count(0, 40), Is.EqualTo(1), "not said");
        Assert.That(Count(48, 64), Is.EqualTo(2));
        Assert.That(Count(0, 0), Is.EqualTo(2));

        int Count(uint physical, uint virtualBits)
        {
            SetUp();
            Assert.That(Register(With(physical << 8 | virtualBits << 15, blocks)).IsError, Is.False);
            return _regions.Count;
        }
    }

    [Test]
    [Rule("IVRS-9")]
    public void Memory_that_is_in_use_is_refused()
    {
        MemoryMap map = new();
        map.Add(0, 0xfff, MemoryType.Ram);
        FirmwareTableError error = IvrsTable.Register(Table(Ivmd(OfOne, Unity | Read, 2, 0, 0xfff, 1)), default, _regions, map);
        Assert.That((error.Result, error.Offset), Is.EqualTo((-Errno.EIO, 76 + 8 + 16)));
        Assert.That(IvrsTable.Register(Table(Ivmd(OfOne, Unity | Read, 2, 0, 0x1000, 0x2000)), default, _regions, map).IsError, Is.False);
        Assert.That((map.TypeOf(0x1000), map.TypeOf(0x2fff), map.TypeOf(0x3000)), Is.EqualTo((MemoryType.Reserved, MemoryType.Reserved, MemoryType.Unknown)));
    }

    [Test]
    [Rule("IVRS-10")]
    public void Memory_is_for_devices_and_IOMMUs_of_the_table()
    {
        Refused(Table(Ivmd(OfOne, Unity | Read, 0x200, 0, 0x1000, 0x1000)), -Errno.ENODEV, 84 + 4, "name");
        Refused(Table(Ivmd(OfRange, Unity | Read, 2, 0x200, 0x1000, 0x1000)), -Errno.ENODEV, 84 + 4, "name");
        Refused(Table(Ivmd(OfRange, Unity | Read, 2, 2, 0x1000, 0x1000)), -Errno.ENODEV, 84 + 4, "behind its start");
        Refused(Table(Ivmd(OfUnit, Unity | Read, 2, 0x44, 0x1000, 0x1000)), -Errno.ENODEV, 84 + 4, "name");
        Refused(Table(Ivmd(OfUnit, Unity | Read, 3, 0x40, 0x1000, 0x1000)), -Errno.ENODEV, 84 + 4, "name");
        Assert.That(Register(Of(Unit(0x10, 2, 0x40, Entry(2, 0), Entry(2, 9)), Ivmd(OfOne, Unity | Read, 5, 0, 0x1000, 0x1000))).IsError, Is.False);
        Assert.That(_regions.Count, Is.Zero, "a device without an IOMMU needs nothing");
    }

    private static byte[] Table(params byte[][] memory) => Of([Unit(0x10, 2, 0x40, Behind(0, 0xff), Entry(0, 0)), .. memory]);

    private static byte[] Filler(int type, int length) => [(byte)type, .. new byte[length - 1]];

    private static byte[] Join(params byte[][] parts) => TableBytes.Join(parts);

    private static byte[] With(byte[] table, int offset, params byte[] bytes)
    {
        byte[] changed = [.. table];
        bytes.CopyTo(changed, offset);
        return TableBytes.Sealed(changed);
    }

    private static byte[] With(uint information, params byte[][] blocks) => IvrsBytes.With(information, blocks);

    private int Highest(byte[] table)
    {
        Assert.That(Register(table).IsError, Is.False);
        return _regions.AmdViDevices!.Highest;
    }

    private void Refused(byte[] table, int result, int offset, string rule)
    {
        SetUp();
        FirmwareTableError error = Register(table);
        Assert.That((error.Result, error.Offset), Is.EqualTo((result, offset)), error.Rule);
        Assert.That(error.Rule, Does.Contain(rule));
        Assert.That(_regions.Count, Is.Zero);
    }

    private FirmwareTableError Register(ReadOnlySpan<byte> table) => IvrsTable.Register(table, FirmwareTableOptions.None, _regions);
}
