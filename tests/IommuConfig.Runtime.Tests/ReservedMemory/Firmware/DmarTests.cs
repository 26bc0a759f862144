using System;
using System.Linq;
using static IommuConfig.Runtime.Tests.ReservedMemory.Firmware.DmarBytes;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>DMAR: what is read, what is refused and where, and which regions come of it.</summary>
internal sealed class DmarTests
{
    private readonly ReservedRegions _regions = new();
    private readonly MadeUpPci _pci = new MadeUpPci().Add(0, 0, 0).Add(0, 2, 0).Add(0, 0x14, 0).Add(0, 0x1c, 0, 1, 3).Add(1, 0, 0, 2, 3).Add(2, 5, 1);

    [SetUp]
    public void SetUp() => _regions.Replace([], null, 1);

    [Test]
    [Rule("DMAR-1")]
    public void The_header_says_what_it_is_how_long_it_is_and_adds_up()
    {
        byte[] table = Everything();
        Refused(table[..35], -Errno.EINVAL, 0, "36 bytes");
        Refused([], -Errno.EINVAL, 0, "36 bytes");
        Refused(With(table, 0, (byte)'X'), -Errno.EINVAL, 0, "signature");
        Refused(table[..^1], -Errno.EINVAL, 4, "not more than there are bytes");
        Refused(With(table, 4, 47, 0), -Errno.EINVAL, 4, "fixed fields");
        byte[] wrong = [.. table];
        wrong[9]++;
        Refused(wrong, -Errno.EINVAL, 9, "modulo 256");
        Assert.That(DmarTable.Register(wrong, FirmwareTableOptions.IgnoreChecksum, _regions, _pci).IsError, Is.False);
        SetUp();
        Assert.That(Register([.. table, 1, 2, 3]).IsError, Is.False, "what follows the table is not of the table");
    }

    [Test]
    [Rule("DMAR-2")]
    public void An_address_width_of_zero_is_refused() => Refused(With(Everything(), 36, 0), -Errno.EINVAL, 36, "address width");

    [Test]
    [Rule("DMAR-3")]
    public void Everything_of_a_table_can_be_read_and_unknown_structures_are_skipped()
    {
        Assert.That(DmarTable.Parse(Everything(), FirmwareTableOptions.None, out DmarTable table).IsError, Is.False);
        Assert.That((table.HostAddressWidth, table.Flags), Is.EqualTo((39, 1)));
        string text = "";
        foreach (DmarStructure each in table.Structures)
        {
            text += $"{each.Offset:x} {each.Type} {each.Flags} {each.Segment} {each.RegisterBase:x} {each.First:x} {each.Last:x} {each.ProximityDomain}:";
            foreach (DmarScope scope in each.Scopes)
            {
                text += $" {scope.Type}({scope.EnumerationId}) {scope.ToString()}";
            }

            text += "\n";
        }

        Assert.That(text, Is.EqualTo("""
            30 Drhd 0 0 fed90000 0 0 0: Endpoint(0) 0000:00:02.0
            48 Drhd 1 0 fed91000 0 0 0: IoApic(0) 0000:f0:1f.0 Hpet(0) 0000:00:0f.0 Namespace(0) 0000:00:01.2
            7c Rmrr 0 0 0 7a000000 7a00ffff 0: Endpoint(0) 0000:00:14.0
            9c Rmrr 0 0 0 7b800000 7fffffff 0: Endpoint(0) 0000:00:02.0 Bridge(0) 0000:00:1c.0 Endpoint(0) 0000:00:1c.0/00.0
            ce Atsr 0 0 0 0 0 0: Bridge(0) 0000:00:1c.0
            de Rhsa 0 0 fed90000 0 0 0:
            f2 Satc 1 0 0 0 0 0: Endpoint(0) 0000:00:02.0

            """));
    }

    [Test]
    [Rule("DMAR-4")]
    public void A_structure_has_the_fields_of_its_type_and_ends_in_the_table()
    {
        byte[] table = Of(Rmrr(0x1000, 0x1fff, Endpoint(0, (2, 0))));
        Refused(With(table, 50, 3, 0), -Errno.EINVAL, 50, "4 or more");
        Refused(With(table, 50, 33, 0), -Errno.EINVAL, 50, "where the table ends");
        Refused(Of([1, 0, 4]), -Errno.EINVAL, 48, "4 bytes");
        foreach ((int type, int size) in new[] { (0, 15), (1, 23), (2, 7), (3, 19), (5, 7) })
        {
            Refused(Of(Structure(type, new byte[size - 4])), -Errno.EINVAL, 50, "The length of a");
        }
    }

    [Test]
    [Rule("DMAR-5")]
    public void A_scope_has_a_path_of_devices_and_ends_in_its_structure()
    {
        byte[] table = Of(Rmrr(0x1000, 0x1fff, Endpoint(0, (2, 0))));
        Refused(With(table, 73, 7), -Errno.EINVAL, 72, "8 bytes or more");
        Refused(With(table, 73, 0), -Errno.EINVAL, 72, "8 bytes or more");
        Refused(With(table, 73, 9), -Errno.EINVAL, 73, "where its structure ends");
        Refused(With(table, 78, 32), -Errno.EINVAL, 78, "below 32");
        Refused(With(table, 79, 8), -Errno.EINVAL, 78, "below 8");
        Assert.That(Register(With(table, 72, 9, 8, 0, 0, 0, 0, 99, 99)).IsError, Is.False, "an unknown type's path may be anything");
    }

    [Test]
    [Rule("DMAR-6")]
    public void A_unit_has_registers_and_one_unit_is_for_all_other_devices()
    {
        Refused(Of(Unit(0, false)), -Errno.ENODEV, 56, "address");
        Refused(Of(Unit(ulong.MaxValue, false)), -Errno.ENODEV, 56, "address");
        Refused(Of(Unit(1, true), Unit(2, true)), -Errno.EINVAL, 68, "others do not name");
        Assert.That(Register(Of(Unit(1, true), Unit(2, true, 1), Unit(3, true, 1))).IsError, Is.False, "only segment 0 is watched");
    }

    [Test]
    [Rule("DMAR-7")]
    public void A_path_goes_over_the_buses_behind_bridges_and_ends_nowhere_where_no_bridge_answers()
    {
        Assert.That(Register(Of(
            Rmrr(0x1000, 0x1fff, Endpoint(0, (0x1c, 0), (0, 0), (5, 1))),
            Rmrr(0x3000, 0x3fff, Endpoint(0, (0x1d, 0), (5, 1)), Endpoint(0, (2, 0))))).IsError, Is.False);
        Assert.That(_regions.Shown(onTaken: 0), Is.EqualTo((string[])["3+1 10", "1+1 229"]));
    }

    [Test]
    [Rule("DMAR-8")]
    public void A_bridge_stands_for_itself_and_for_what_is_behind_it()
    {
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff, Scope(2, 0, (0x1c, 0))))).IsError, Is.False);
        Assert.That(_regions[0].Devices.ToArray().Select(range => range.ToString()), Is.EqualTo((string[])["0000:00:1c.0", "0000:01:00.0-0000:03:1f.7"]));
        Assert.That(_regions[0].IsShared, Is.True);
        Assert.That(_regions.Shown(), Is.EqualTo((string[])["1+1 e0"]), "once");
    }

    [Test]
    [Rule("DMAR-9")]
    public void A_region_for_no_device_is_left_out()
    {
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff), Rmrr(0x1000, 0x1fff, Scope(5, 0, (2, 0)), Scope(77, 0, (2, 0))))).IsError, Is.False);
        Assert.That(_regions.Count, Is.Zero);
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff, Scope(3, 0, (2, 0)), Scope(4, 0, (0x14, 0))))).IsError, Is.False);
        Assert.That(_regions.Shown(onTaken: 0), Is.EqualTo((string[])["1+1 10", "1+1 a0"]), "IO-APICs and timers are on PCI");
    }

    [Test]
    [Rule("DMAR-10")]
    [Rule("RDM-19")]
    public void Regions_that_overlap_are_refused_and_with_them_the_whole_table()
    {
        byte[] disk = Endpoint(0, (2, 0));
        Refused(Of(Rmrr(0x1000, 0x2000, disk), Rmrr(0x2000, 0x2fff, disk)), -Errno.EEXIST, 88, "overlap");
        Assert.That(_regions.Count, Is.Zero);
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff, disk), Rmrr(0x2000, 0x2fff, disk))).IsError, Is.False);
        Refused(Of(Rmrr(0x2fff, 0x4fff, disk)), -Errno.EEXIST, 56, "overlap");
        Assert.That(_regions.Text(), Is.EqualTo((string[])["2000-2fff rw Rmrr", "1000-1fff rw Rmrr"]));
    }

    [Test]
    [Rule("DMAR-11")]
    public void A_region_in_usable_memory_is_refused()
    {
        MemoryMap map = new();
        map.Add(0, 0xfff, MemoryType.Ram);
        Assert.That(Register(Of(Rmrr(0x800, 0x1fff, Endpoint(0, (2, 0)))), map), Is.EqualTo(
            new FirmwareTableError(-Errno.EIO, 56, "A reserved region is in memory that the memory map calls reserved, not in RAM (VT-d, 8.4).")));
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff, Endpoint(0, (2, 0)))), map).IsError, Is.False);
        Assert.That(map.TypeOf(0x1000), Is.EqualTo(MemoryType.Reserved));
    }

    [Test]
    [Rule("DMAR-12")]
    public void A_region_none_of_whose_devices_is_there_is_left_out()
    {
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff, Endpoint(9, (0, 0))))).IsError, Is.False);
        Assert.That(_regions.Count, Is.Zero);
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff, Endpoint(9, (0, 0)), Endpoint(0, (2, 0))))).IsError, Is.False);
        Assert.That(_regions.Shown(onTaken: 0), Is.EqualTo((string[])["1+1 900", "1+1 10"]), "one suffices");
        MadeUpPci without = new() { MissingSegment = 7 };
        Assert.That(DmarTable.Register(Of(RmrrOn(7, 0x5000, 0x5fff, Endpoint(9, (0, 0)))), default, _regions, without).IsError, Is.False);
        Assert.That(_regions.TextOf(0x70900), Is.EqualTo((string[])["5000-5fff rw Rmrr"]), "nobody knows what is on a segment that nobody reads");
    }

    [Test]
    [Rule("DMAR-13")]
    public void A_region_that_ends_before_it_begins_is_refused_unless_it_is_for_nobody()
    {
        Refused(Of(Rmrr(0x2000, 0x1fff, Endpoint(0, (2, 0)))), -Errno.EFAULT, 64, "ends at its first byte");
        Assert.That(Register(Of(Rmrr(0x2000, 0x1fff, Endpoint(9, (2, 0))))).IsError, Is.False);
    }

    [Test]
    [Rule("DMAR-14")]
    [Rule("TRAP-8")]
    public void A_device_at_zero_is_a_device_as_any_other()
    {
        Assert.That(Register(Of(Rmrr(0x1000, 0x1fff, Endpoint(0, (2, 0)), Endpoint(0, (0, 0)), Endpoint(0, (0x14, 0))))).IsError, Is.False);
        Assert.That(_regions.Shown(onTaken: 0), Is.EqualTo((string[])["1+1 10", "1+1 0", "1+1 a0"]));
        Assert.That(_regions.TextOf(0xa0), Has.Length.EqualTo(1));
    }

    [Test]
    [Rule("DMAR-15")]
    [Rule("TRAP-4")]
    public void Regions_are_in_reverse_order_of_the_table_and_the_last_byte_belongs_to_them()
    {
        byte[] disk = Endpoint(0, (2, 0));
        Assert.That(Register(Of(Rmrr(0x1000, 0x2000, disk), Rmrr(0x8000, 0x8fff, disk))).IsError, Is.False);
        Assert.That(_regions.Shown(), Is.EqualTo((string[])["8+1 10", "1+2 10"]));
    }

    [Test]
    [Rule("DMAR-16")]
    public void An_error_says_where_and_why()
    {
        FirmwareTableError error = Register(Of(Unit(0, false)));
        Assert.That(error.ToString(), Is.EqualTo("at offset 38h, against the rule: The registers of a unit have an address, neither 0 nor all ones (VT-d, 8.3)."));
        Assert.That(default(FirmwareTableError).ToString(), Is.EqualTo("ok"));
    }

    private static byte[] With(byte[] table, int offset, params byte[] bytes)
    {
        byte[] changed = [.. table];
        bytes.CopyTo(changed, offset);
        return TableBytes.Sealed(changed);
    }

    private void Refused(byte[] table, int result, int offset, string rule)
    {
        FirmwareTableError error = Register(table);
        Assert.That((error.Result, error.Offset), Is.EqualTo((result, offset)), error.Rule);
        Assert.That(error.Rule, Does.Contain(rule));
        Assert.That(_regions.Count == 0 || rule == "overlap", Is.True);
    }

    private FirmwareTableError Register(ReadOnlySpan<byte> table, MemoryMap? memory = null) =>
        DmarTable.Register(table, FirmwareTableOptions.None, _regions, _pci, memory);
}
