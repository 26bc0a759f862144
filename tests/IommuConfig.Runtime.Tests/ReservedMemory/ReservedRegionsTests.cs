using System.Linq;
using IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

namespace IommuConfig.Runtime.Tests.ReservedMemory;

/// <summary>The list of reserved regions: what it keeps apart, and what it shows to whom.</summary>
internal sealed class ReservedRegionsTests
{
    private static readonly DeviceId s_nic = new(0, 1, 0);
    private static readonly DeviceId s_disk = new(0, 2, 0);
    private ReservedRegions _regions = new();

    [SetUp]
    public void SetUp() => _regions = new ReservedRegions();

    [Test]
    [Rule("RDM-11")]
    public void A_region_is_refused_that_overlaps_another_or_ends_before_it_begins_or_is_for_nobody()
    {
        Assert.That(_regions.Add(0x1000, 0x1fff, s_nic), Is.Zero);
        Assert.That(_regions.Add(0x1fff, 0x2fff, s_nic), Is.EqualTo(-Errno.EEXIST));
        Assert.That(_regions.Add(0, ulong.MaxValue, s_disk), Is.EqualTo(-Errno.EEXIST));
        Assert.That(_regions.Add(0x4000, 0x3fff, s_nic), Is.EqualTo(-Errno.EFAULT));
        Assert.That(_regions.Add(0x4000, 0x4fff), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_regions.Text(), Is.EqualTo((string[])["1000-1fff rw Rmrr"]));
    }

    [Test]
    [Rule("RDM-12")]
    [Rule("RDM-13")]
    public void Regions_are_shown_newest_first_and_those_of_a_device_are_what_names_it()
    {
        _regions.Add(0x1000, 0x1fff, s_nic);
        _regions.Add(0x5000, 0x6fff, s_disk);
        _regions.Add(0x3000, 0x3fff, s_disk, s_nic);
        Assert.That(_regions.Shown(), Is.EqualTo((string[])["3+1 200", "5+2 200", "1+1 100"]));
        Assert.That(_regions.Shown(s_nic.Value), Is.EqualTo((string[])["3+1 100", "1+1 100"]));
        Assert.That(_regions.TextOf(s_nic.Value), Is.EqualTo((string[])["3000-3fff rw Rmrr", "1000-1fff rw Rmrr"]));
        Assert.That(_regions.TextOf(s_disk.Value), Is.EqualTo((string[])["3000-3fff rw Rmrr", "5000-6fff rw Rmrr"]));
        Assert.That(_regions.TextOf(0x300), Is.Empty);
    }

    [Test]
    [Rule("RDM-12")]
    public void What_nobody_takes_is_offered_for_each_device_and_an_error_ends_the_walk()
    {
        _regions.Add(0x1000, 0x1fff, s_nic);
        _regions.Add(0x3000, 0x3fff, s_disk, s_nic);
        Assert.That(_regions.Shown(onTaken: 0), Is.EqualTo((string[])["3+1 200", "3+1 100", "1+1 100"]));
        Assert.That(_regions.Shown(onTaken: -Errno.EFAULT), Is.EqualTo((string[])["3+1 200"]));
    }

    [Test]
    [Rule("RDM-14")]
    public void A_region_is_shared_that_is_named_for_more_than_one_device()
    {
        _regions.Add(0x1000, 0x1fff, s_nic, s_nic);
        _regions.Add(0x3000, 0x3fff, s_disk, s_nic);
        Assert.That((_regions[1].IsShared, _regions[0].IsShared), Is.EqualTo((false, true)));
    }

    [Test]
    [Rule("RDM-15")]
    [Rule("TRAP-4")]
    public void The_end_of_a_region_is_inclusive_so_a_page_whose_first_byte_is_the_last_one_counts()
    {
        _regions.Add(0x1000, 0x2000, s_nic);
        _regions.Add(0x8fff, 0x8fff, s_nic);
        _regions.Add(0xffff_ffff_ffff_f000, ulong.MaxValue, s_nic);
        Assert.That(_regions.Shown(), Is.EqualTo((string[])["fffffffffffff+1 100", "8+1 100", "1+2 100"]));
    }

    [Test]
    [Rule("RDM-16")]
    [Rule("XSA-378")]
    public void Regions_that_touch_stay_apart()
    {
        _regions.Add(0x1000, 0x1fff, s_nic);
        _regions.Add(0x2000, 0x2fff, s_nic);
        Assert.That(_regions.TextOf(s_nic.Value), Is.EqualTo((string[])["2000-2fff rw Rmrr", "1000-1fff rw Rmrr"]));
    }

    [Test]
    [Rule("RDM-17")]
    public void Reserved_memory_is_not_in_use_and_what_the_map_does_not_know_of_it_becomes_reserved()
    {
        MemoryMap map = Map();
        Assert.That(UnityMemory.IsAllowed(map, 0xa000, 0xbfff), Is.True, "between");
        Assert.That(UnityMemory.IsAllowed(map, 0x8000, 0xbfff), Is.False, "one page of RAM");
        Assert.That(UnityMemory.IsAllowed(map, 0x9ffe, 0x9fff), Is.False, "in the page of RAM's last bytes");
        Assert.That(UnityMemory.IsAllowed(map, 0x10000, 0x16fff), Is.True, "reserved, ACPI, unusable");
        Assert.That(UnityMemory.IsAllowed(map, 0xf000, ulong.MaxValue), Is.False);
        UnityMemory.Claim(map, 0xf800, 0x18000);
        Assert.That(
            Enumerable.Range(0, map.Count).Select(index => $"{map[index].First:x}-{map[index].Last:x} {map[index].Type}"),
            Is.EqualTo((string[])[
                "0-9ffd Ram", "f000-ffff Reserved", "10000-11fff Reserved", "12000-13fff Acpi", "14000-14fff Reserved", "15000-15fff Unusable",
                "16000-18fff Reserved", "100000-1fffff Ram"]));
    }

    [Test]
    [Rule("RDM-18")]
    public void What_programs_reserve_comes_out_of_usable_memory_and_the_rest_is_left_out()
    {
        MemoryMap map = Map();
        MadeUpPci pci = new MadeUpPci().Add(s_nic);
        Assert.That(_regions.AddExtra(new Mfn(0x120), 2, s_nic), Is.Zero);
        Assert.That(_regions.AddExtra(new Mfn(0x121), 4, s_nic), Is.Zero, "only half of it is still there");
        Assert.That(_regions.AddExtra(new Mfn(0x10), 1, s_nic), Is.Zero, "is not in use");
        Assert.That(_regions.AddExtra(new Mfn(0x130), 1, s_disk), Is.Zero, "for a device that is not there");
        Assert.That(_regions.AddExtra(new Mfn(0x130), 0, s_nic), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_regions.RegisterExtra(pci, map), Is.EqualTo(3));
        Assert.That(_regions.Text(), Is.EqualTo((string[])["120000-121fff rw Rmrr"]));
        Assert.That((map.TypeOf(0x11ffff), map.TypeOf(0x120000), map.TypeOf(0x121fff), map.TypeOf(0x122000)),
            Is.EqualTo((MemoryType.Ram, MemoryType.Reserved, MemoryType.Reserved, MemoryType.Ram)));
    }

    [Test]
    [Rule("RDM-18")]
    public void Programs_may_reserve_twenty_ranges()
    {
        for (uint index = 0; index < ReservedRegions.MaximumExtra; index++)
        {
            Assert.That(_regions.AddExtra(new Mfn(index), 1, s_nic), Is.Zero);
        }

        Assert.That(_regions.AddExtra(new Mfn(0x100), 1, s_nic), Is.EqualTo(-Errno.ENOMEM));
    }

    [Test]
    [Rule("RDM-18")]
    public void Behind_AMD_Vi_what_programs_reserve_is_a_unity_map()
    {
        byte[] table = IvrsBytes.Of(IvrsBytes.Unit(0x10, 2, 0x40, IvrsBytes.Behind(0x100, 0x1ff)));
        Assert.That(IvrsTable.Register(table, FirmwareTableOptions.None, _regions).IsError, Is.False);
        _regions.AddExtra(new Mfn(0x120), 2, s_nic);
        _regions.AddExtra(new Mfn(0x130), 2, s_disk);
        Assert.That(_regions.RegisterExtra(new MadeUpPci()), Is.EqualTo(1), "the table does not name the disk");
        Assert.That(_regions.Text(), Is.EqualTo((string[])["120000-121fff rw Unity"]));
    }

    private static MemoryMap Map()
    {
        MemoryMap map = new();
        map.Add(0, 0x9ffd, MemoryType.Ram);
        map.Add(0x10000, 0x11fff, MemoryType.Reserved);
        map.Add(0x12000, 0x13fff, MemoryType.Acpi);
        map.Add(0x15000, 0x15fff, MemoryType.Unusable);
        map.Add(0x100000, 0x1fffff, MemoryType.Ram);
        return map;
    }
}
