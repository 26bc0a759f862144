using System.Collections.Generic;
using System.Linq;
using IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

namespace IommuConfig.Runtime.Tests.ReservedMemory;

/// <summary>The options <c>rmrr=</c> and <c>ivmd=</c>.</summary>
internal sealed class ReservedOptionTests
{
    private static readonly string s_tenRanges = string.Join(';', Enumerable.Range(1, 10).Select(index => $"{index:x}=0:0.0"));
    private static readonly string s_twentyDevices = "1=" + string.Join(',', Enumerable.Range(0, 20).Select(index => $"0:{index:x}.0"));

    [TestCase("0x1f-2e=3:1e.7", "1f-2e 0000:03:1e.7")]
    [TestCase("d5c45=0:0:1d.0,1a.0:2,1:2.3", "")]
    [TestCase("d5d45=0:1d.0;d5d46=0:1A.0", "d5d45-d5d45 0000:00:1d.0;d5d46-d5d46 0000:00:1a.0")]
    [TestCase("1=2:3:4.5,6:7.0,2:8:9.1", "1-1 0002:03:04.5 0002:06:07.0 0002:08:09.1")]
    [TestCase("1;2-3;4=0:0.0", "4-4 0000:00:00.0")]
    [TestCase("1", "")]
    [TestCase("fffffffffffff=ff:1f.7", "fffffffffffff-fffffffffffff 0000:ff:1f.7")]
    [Rule("ROP-1")]
    [Rule("ROP-4")]
    [Rule("ROP-5")]
    public void Ranges_of_rmrr(string value, string expected)
    {
        RmrrOption option = RmrrOption.Parse(value);
        Assert.That(Text(option.Ranges), Is.EqualTo(expected));
        Assert.That(option.Errors, expected.Length > 0 || !value.Contains('=') ? Is.Empty : Is.Not.Empty);
    }

    [TestCase("1-11=0:0.0", -Errno.E2BIG, 1)]
    [TestCase("2-1=0:0.0", -Errno.E2BIG, 1)]
    [TestCase("1=0:0.0;3-13=0:0.0", -Errno.E2BIG, 9)]
    [Rule("ROP-2")]
    public void Ranges_of_rmrr_have_at_most_sixteen_frames(string value, int result, int column) => Failed(RmrrOption.Parse(value), result, column);

    [Test]
    [Rule("ROP-2")]
    public void There_are_at_most_ten_ranges_of_rmrr_for_twenty_devices()
    {
        Assert.That(RmrrOption.Parse("1-10=0:0.0").Result, Is.Zero);
        Assert.That(RmrrOption.Parse(s_tenRanges).Ranges, Has.Count.EqualTo(10));
        Failed(RmrrOption.Parse(s_tenRanges + ";b=0:0.0"), -Errno.E2BIG, s_tenRanges.Length + 2);
        Assert.That(RmrrOption.Parse(s_twentyDevices).Ranges[0].Devices, Has.Count.EqualTo(20));
        Failed(RmrrOption.Parse(s_twentyDevices + ",0:0.1"), -Errno.EINVAL, s_twentyDevices.Length + 1);
        Assert.That(RmrrOption.Parse("1;2;3;4;5;6;7;8;9;a;b;c=0:0.0").Result, Is.Zero, "a range for nobody does not count");
    }

    [TestCase("", 1)]
    [TestCase("x", 1)]
    [TestCase("1-", 3)]
    [TestCase("1-x=0:0.0", 3)]
    [TestCase("1=", 3)]
    [TestCase("1=0", 4)]
    [TestCase("1=0:", 5)]
    [TestCase("1=0:0", 6)]
    [TestCase("1=0:0.", 7)]
    [TestCase("1=0:0.8", 7)]
    [TestCase("1=0:20.0", 3)]
    [TestCase("1=100:0.0", 3)]
    [TestCase("1=0:100:0.0", 5)]
    [TestCase("1=0:0.0,", 9)]
    [TestCase("1=0:0.0;", 9)]
    [TestCase("1=0:0.0 ", 8)]
    [TestCase("1 ", 2)]
    [TestCase("0x=0:0.0", 2)]
    [TestCase("10000000000000=0:0.0", 1)]
    [TestCase("1=0:0:0.0,1:0:0.0", 11)]
    [Rule("ROP-3")]
    [Rule("ROP-4")]
    public void What_is_wrong_in_rmrr_is_named_with_its_column(string value, int column) => Failed(RmrrOption.Parse(value), -Errno.EINVAL, column);

    [Test]
    [Rule("ROP-6")]
    public void The_other_ranges_count_and_each_wrong_one_is_named()
    {
        RmrrOption option = RmrrOption.Parse("1=0:1.0;x;2=0:9;3=0:3.0");
        Assert.That(Text(option.Ranges), Is.EqualTo("1-1 0000:00:01.0;3-3 0000:00:03.0"));
        Assert.That(option.Errors.Select(error => error.ToString()), Is.EqualTo((string[])[
            "column 9: A range begins with the number of a frame, in hexadecimal digits.",
            "column 16: A device is [segment:]bus:device.function, in hexadecimal digits."]));
    }

    [Test]
    [Rule("ROP-7")]
    public void Ranges_of_rmrr_become_regions_unless_they_overlap_or_are_not_in_the_machine()
    {
        ReservedRegions regions = new();
        regions.Add(0x5000, 0x5fff, new DeviceId(0x100));
        MemoryMap map = new();
        map.Add(0, 0xffff, MemoryType.Ram);
        map.Add(0x10000, 0x1ffff, MemoryType.Reserved);
        RmrrOption option = RmrrOption.Parse("f-10=0:2.0,0:3.0;4-5=0:2.0;1f-20=0:2.0;1=0:4.0;2=0:5.0,0:2.0");
        IReadOnlyList<ReservedOptionError> ignored = option.Register(regions, new MadeUpPci().Add(0, 2, 0), map);
        Assert.That(ignored.Select(each => (each.Column, each.Result)), Is.EqualTo(new[] { (18, -Errno.EEXIST), (28, -Errno.EFAULT) }));
        Assert.That(regions.Text(), Is.EqualTo((string[])["2000-2fff rw Rmrr", "f000-10fff rw Rmrr", "5000-5fff rw Rmrr"]));
        Assert.That(regions.TextOf(0x18), Is.EqualTo((string[])["f000-10fff rw Rmrr"]));
    }

    [TestCase("1", "1-1")]
    [TestCase("1-ff;2=0:1.0-0:2.0,3:4.5", "1-ff;2-2 0000:00:01.0-0000:00:02.0 0000:03:04.5")]
    [TestCase("0x1=0:0:1.0", "1-1 0000:00:01.0")]
    [Rule("ROP-8")]
    public void Ranges_of_ivmd(string value, string expected)
    {
        IvmdOption option = IvmdOption.Parse(value);
        Assert.That((Text(option.Ranges), option.Result), Is.EqualTo((expected, 0)));
    }

    [TestCase("", -Errno.EINVAL, 1)]
    [TestCase("2-1", -Errno.EINVAL, 1)]
    [TestCase("1;", -Errno.EINVAL, 3)]
    [TestCase("1-", -Errno.EINVAL, 3)]
    [TestCase("1=", -Errno.EINVAL, 3)]
    [TestCase("1=1:0:0.0", -Errno.EINVAL, 3)]
    [TestCase("1=0:2.0-0:1.7", -Errno.EINVAL, 3)]
    [TestCase("1=0:2.0-", -Errno.EINVAL, 9)]
    [TestCase("1=0:2.0-1:0:3.0", -Errno.EINVAL, 9)]
    [TestCase("1=0:2.0x", -Errno.EINVAL, 8)]
    [TestCase("1x", -Errno.EINVAL, 2)]
    [TestCase("1;2;3;4;5;6;7;8;9", -Errno.E2BIG, 17)]
    [TestCase("1;2;3;4;5;6=0:1.0,0:2.0,0:3.0,0:4.0", -Errno.E2BIG, 11)]
    [Rule("ROP-9")]
    public void What_is_wrong_in_ivmd_is_named_with_its_column(string value, int result, int column)
    {
        IvmdOption option = IvmdOption.Parse(value);
        Assert.That((option.Result, option.Errors[0].Column), Is.EqualTo((result, column)), option.Errors[0].Text);
    }

    [Test]
    [Rule("ROP-10")]
    public void Ranges_of_ivmd_become_unity_maps_after_those_of_the_table()
    {
        ReservedRegions regions = new();
        IvmdOption option = IvmdOption.Parse("20-21=0:2.0;1=0:2.0;30=1:0.0;21-22;40;41=0:2.0-0:3.0");
        Assert.That(option.Register(regions).Select(each => each.Result), Is.All.EqualTo(-Errno.ENODEV), "there is no table");
        byte[] table = IvrsBytes.Of(IvrsBytes.Unit(0x10, 2, 0x40, IvrsBytes.Behind(0x10, 0xff)));
        Assert.That(IvrsTable.Register(table, FirmwareTableOptions.None, regions).IsError, Is.False);
        MemoryMap map = new();
        map.Add(0, 0xffff, MemoryType.Ram);
        Assert.That(option.Register(regions, map).Select(each => (each.Column, each.Result)), Is.EqualTo(new[]
        {
            (13, -Errno.EIO), (21, -Errno.ENODEV), (30, -Errno.EPERM),
        }));
        Assert.That(regions.TextOf(0x10), Is.EqualTo((string[])["41000-41fff rw Unity", "40000-40fff rw Unity", "20000-21fff rw Unity"]));
        Assert.That(map.TypeOf(0x40000), Is.EqualTo(MemoryType.Reserved));
    }

    private static string Text(IEnumerable<ReservedPages> ranges) =>
        string.Join(';', ranges.Select(range => string.Join(' ', [$"{range.First.Value:x}-{range.Last.Value:x}", .. range.Devices.Select(each => each.ToString())])));

    private static void Failed(RmrrOption option, int result, int column)
    {
        Assert.That((option.Result, option.Errors.Count > 0 ? option.Errors[^1].Column : 0), Is.EqualTo((result, column)), option.Errors.FirstOrDefault().Text);
    }
}
