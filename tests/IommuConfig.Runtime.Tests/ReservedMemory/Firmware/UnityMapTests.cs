using System.Linq;
using static IommuConfig.Runtime.Tests.ReservedMemory.Firmware.IvrsBytes;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>What IVRS's memory blocks give to each device.</summary>
internal sealed class UnityMapTests
{
    private const int Whole = Unity | Read | Write;

    private static readonly byte[] s_unit = Unit(0x10, 2, 0x40, Behind(0x10, 0xff), Entry(0x42, 0x20, 0x30));
    private static readonly byte[] s_other = Unit(0x10, 0x4002, 0x40, Behind(0x4000, 0x40ff));

    private readonly ReservedRegions _regions = new();

    [SetUp]
    public void SetUp() => _regions.Replace([], null, 1);

    [Test]
    [Rule("IVRS-5")]
    [Rule("TRAP-6")]
    public void Bit_one_is_for_reading_and_bit_two_for_writing()
    {
        Register(
            Ivmd(OfOne, Unity | Read, 0x10, 0, 0x1000, 0x1000),
            Ivmd(OfOne, Unity | Write, 0x10, 0, 0x2000, 0x1000),
            Ivmd(OfOne, Whole, 0x10, 0, 0x3000, 0x1000));
        Assert.That(_regions.TextOf(0x10), Is.EqualTo((string[])["3000-3fff rw Unity", "2000-2fff -w Unity", "1000-1fff r- Unity"]));
    }

    [Test]
    [Rule("IVRS-7")]
    public void Memory_is_whole_pages()
    {
        Register(Ivmd(OfOne, Whole, 0x10, 0, 0x1fff, 2), Ivmd(OfOne, Whole, 0x10, 0, 0x5000, 0x1001));
        Assert.That(_regions.TextOf(0x10), Is.EqualTo((string[])["5000-6fff rw Unity", "1000-2fff rw Unity"]));
    }

    [Test]
    [Rule("IVRS-11")]
    public void A_device_has_its_memory_also_under_the_id_that_its_IOMMU_sees()
    {
        Register(Ivmd(OfOne, Whole, 0x20, 0, 0x1000, 0x1000));
        Assert.That((_regions.TextOf(0x20).Length, _regions.TextOf(0x30).Length, _regions.TextOf(0x21).Length), Is.EqualTo((1, 1, 0)));
        Assert.That(_regions[0].IsShared, Is.False);
    }

    [Test]
    [Rule("IVRS-11")]
    public void Memory_is_for_one_device_a_range_or_what_is_behind_an_IOMMU()
    {
        Register(Ivmd(OfRange, Whole, 0x12, 0x13, 0x1000, 0x1000), Ivmd(OfUnit, Whole, 0x4002, 0x40, 0x3000, 0x1000));
        Assert.That(new[] { 0x11u, 0x12u, 0x13u, 0x14u, 0x4000u, 0x40ffu }.Select(id => _regions.TextOf(id).FirstOrDefault() ?? "-"), Is.EqualTo((string[])[
            "-", "1000-1fff rw Unity", "1000-1fff rw Unity", "-", "3000-3fff rw Unity", "3000-3fff rw Unity"]));
    }

    [Test]
    [Rule("IVRS-12")]
    [Rule("RDM-16")]
    [Rule("XSA-378")]
    public void The_same_unity_map_may_be_said_again_but_no_other_that_overlaps()
    {
        Register(Ivmd(OfOne, Whole, 0x10, 0, 0x1000, 0x2000), Ivmd(OfOne, Whole, 0x10, 0, 0x1000, 0x2000), Ivmd(OfRange, Whole, 0x10, 0x14, 0x1000, 0x2000));
        Assert.That(_regions.TextOf(0x10), Is.EqualTo((string[])["1000-2fff rw Unity"]));
        Assert.That(_regions.TextOf(0x14), Is.EqualTo((string[])["1000-2fff rw Unity"]));
        foreach (byte[] other in new[]
        {
            Ivmd(OfOne, Unity | Read, 0x10, 0, 0x1000, 0x2000), Ivmd(OfOne, Whole, 0x10, 0, 0x2000, 0x1000), Ivmd(OfAll, Whole, 0, 0, 0x1000, 0x3000),
        })
        {
            SetUp();
            FirmwareTableError error = TryRegister(Ivmd(OfRange, Whole, 0x10, 0x14, 0x1000, 0x2000), other);
            Assert.That((error.Result, _regions.Count), Is.EqualTo((-Errno.EPERM, 0)));
            Assert.That(error.Rule, Does.Contain("the same or apart"));
        }

        Assert.That(TryRegister(Ivmd(OfOne, Whole, 0x10, 0, 0x1000, 0x2000), Ivmd(OfOne, Whole, 0x11, 0, 0x2000, 0x2000)).IsError, Is.False, "each device by itself");
    }

    [Test]
    [Rule("IVRS-13")]
    [Rule("IVRS-15")]
    public void What_is_for_all_devices_is_shown_once()
    {
        Register(Ivmd(OfAll, Whole, 0, 0, 0x1000, 0x1000), Ivmd(OfOne, Whole, 0x12, 0, 0x3000, 0x1000), Ivmd(OfOne, Whole, 0x11, 0, 0x1000, 0x1000));
        Assert.That(_regions.Shown(), Is.EqualTo((string[])["1+1 10", "3+1 12"]));
        Assert.That(_regions.Shown(0x12), Is.EqualTo((string[])["3+1 12", "1+1 12"]));
        Assert.That(_regions.Shown(0x1), Is.Empty, "there is no such device");
        Assert.That(_regions.TextOf(0x40ff), Has.Length.EqualTo(1));
    }

    [Test]
    [Rule("IVRS-14")]
    public void An_IOMMU_has_one_exclusion_range_that_grows_only_without_a_gap()
    {
        Register(
            Ivmd(OfOne, Exclusion, 0x10, 0, 0x10000, 0x1000),
            Ivmd(OfOne, Exclusion, 0x11, 0, 0x11000, 0x1000),
            Ivmd(OfOne, Exclusion, 0x12, 0, 0x13000, 0x1000),
            Ivmd(OfOne, Exclusion, 0x4000, 0, 0x20000, 0x1000),
            Ivmd(OfAll, Exclusion, 0, 0, 0x21000, 0x1000));
        Assert.That(_regions.TextOf(0x10), Is.EqualTo((string[])["21000-21fff rw Unity", "10000-11fff rw Exclusion"]));
        Assert.That(_regions.TextOf(0x11), Is.EqualTo((string[])["21000-21fff rw Unity", "10000-11fff rw Exclusion"]));
        Assert.That(_regions.TextOf(0x12), Is.EqualTo((string[])["21000-21fff rw Unity", "13000-13fff rw Unity"]));
        Assert.That(_regions.TextOf(0x4000), Is.EqualTo((string[])["21000-21fff rw Unity", "20000-20fff rw Exclusion"]), "for all and for one do not mix");
    }

    [Test]
    [Rule("IVRS-14")]
    [Rule("IVRS-15")]
    public void An_exclusion_range_for_all_is_each_IOMMUs_and_shown_once_before_unity_maps()
    {
        Register(Ivmd(OfOne, Whole, 0x10, 0, 0x1000, 0x1000), Ivmd(OfAll, Exclusion | Unity, 0, 0, 0x10000, 0x1000), Ivmd(OfAll, Exclusion, 0, 0, 0xf000, 0x1000));
        Assert.That(_regions.TextOf(0x4000), Is.EqualTo((string[])["f000-10fff rw Exclusion"]));
        Assert.That(_regions.Shown(), Is.EqualTo((string[])["f+2 10", "1+1 10"]));
    }

    [Test]
    [Rule("IVRS-15")]
    public void A_device_that_the_asker_also_knows_by_its_alias_is_not_shown_twice()
    {
        Register(Ivmd(OfOne, Whole, 0x20, 0, 0x1000, 0x1000));
        Assert.That(_regions.Shown(), Is.EqualTo((string[])["1+1 30"]));
        Assert.That(_regions.Shown(0x20), Is.EqualTo((string[])["1+1 20"]));
        Assert.That(_regions.Shown(onTaken: -Errno.EFAULT), Is.EqualTo((string[])["1+1 30"]));
    }

    [Test]
    [Rule("IVRS-16")]
    public void Domains_get_as_many_levels_as_the_highest_unity_map_needs()
    {
        Register(Ivmd(OfOne, Whole, 0x10, 0, 0x1f_f000, 0x1000));
        Assert.That(_regions.MinimumLevels, Is.EqualTo(1));
        Register(Ivmd(OfOne, Whole, 0x10, 0, 0x1f_f000, 0x1001));
        Assert.That(_regions.MinimumLevels, Is.EqualTo(2));
        Register(Ivmd(OfOne, Whole, 0x10, 0, 0x7f_ffff_f000, 0x1000));
        Assert.That(_regions.MinimumLevels, Is.EqualTo(3));
        Register(Ivmd(OfOne, Whole, 0x10, 0, 0x80_0000_0000, 0x1000));
        Assert.That(_regions.MinimumLevels, Is.EqualTo(4));
    }

    [Test]
    [Rule("IVRS-17")]
    public void Memory_that_nothing_may_access_is_left_out()
    {
        Register(Ivmd(OfOne, Unity, 0x10, 0, 0x1000, 0x1000));
        Assert.That(_regions.Count, Is.Zero);
    }

    private void Register(params byte[][] memory)
    {
        SetUp();
        FirmwareTableError error = TryRegister(memory);
        Assert.That(error.IsError, Is.False, error.Rule);
    }

    private FirmwareTableError TryRegister(params byte[][] memory) =>
        IvrsTable.Register(Of([s_unit, s_other, .. memory]), FirmwareTableOptions.None, _regions);
}
