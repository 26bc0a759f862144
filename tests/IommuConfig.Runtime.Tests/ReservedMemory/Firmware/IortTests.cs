using System;
using System.Linq;
using static IommuConfig.Runtime.Tests.ReservedMemory.Firmware.IortBytes;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>IORT: what is read, what is refused and where, and which devices reserved memory is for.</summary>
internal sealed class IortTests
{
    private readonly ReservedRegions _regions = new();

    [SetUp]
    public void SetUp() => _regions.Replace([], null, 1);

    [Test]
    [Rule("IORT-1")]
    public void Nodes_are_in_the_table_and_have_the_fields_of_their_type()
    {
        byte[] table = Everything();
        Refused(table[..40], -Errno.EINVAL, 4, "not more than there are bytes");
        Refused(With(table, 40, 47), -Errno.EINVAL, 40, "first node");
        Refused(With(table, 40, 255, 255, 255, 255), -Errno.EINVAL, 40, "first node");
        Refused(With(table, 36, 200), -Errno.EINVAL, 36, "as many nodes");
        Refused(With(table, 49, 19), -Errno.EINVAL, 49, "at least the fields");
        Refused(With(table, 50, 255), -Errno.EINVAL, 49, "at least the fields");
        Assert.That(Register(TableBytes.Table("IORT", 6, new byte[12])).IsError, Is.False, "none");
    }

    [Test]
    [Rule("IORT-1")]
    [Rule("IORT-9")]
    public void Everything_of_a_table_can_be_read_and_unknown_nodes_are_skipped()
    {
        Assert.That(IortTable.Parse(Everything(), FirmwareTableOptions.None, out IortTable table).IsError, Is.False);
        string text = "";
        foreach (IortNode node in table.Nodes)
        {
            text += $"{node.Offset:x} {node.Type} {node.RegisterBase:x} {node.Segment}";
            for (int index = 0; index < node.MappingCount; index++)
            {
                IortMapping mapping = node.Mapping(index);
                text += $" [{mapping.InputBase:x}+{mapping.Count:x}>{mapping.OutputBase:x}@{mapping.OutputNode:x}{(mapping.IsSingle ? "!" : "")}]";
            }

            for (int index = 0; index < node.MemoryCount; index++)
            {
                text += $" {node.Memory(index).Start:x}-{node.Memory(index).Last:x}";
            }

            text += node.Type == IortNodeType.ReservedMemory ? $" {node.MayBeRemapped} {node.IsPrivileged} {node.MemoryAttributes}\n" : "\n";
        }

        Assert.That(text, Is.EqualTo("""
            30 ItsGroup 0 0
            44 SmmuV3 2b400000 0
            80 Smmu 2b500000 0
            cc RootComplex 0 1 [0+10000>10000@44] [0+100>0@30]
            118 NamedComponent 0 0 [0+1>7@80!]
            170 ReservedMemory 0 0 [0+1>10100@44] [0+4>7@80] 8d8a0000-8d8bffff 8d900000-8d90ffff False False 0
            1dc ReservedMemory 0 0 [0+1>10200@44] 9c000000-9c00ffff True False 1

            """));
    }

    [Test]
    [Rule("IORT-2")]
    public void Arrays_are_in_their_node()
    {
        IortBytes iort = new();
        uint node = iort.AddMemory(0, [(0x10000, 0x10000)]);
        byte[] table = iort.Finish();
        Refused(With(table, (int)node + 20, 2), -Errno.EINVAL, (int)node + 20, "memory ranges");
        Refused(With(table, (int)node + 24, 29), -Errno.EINVAL, (int)node + 20, "memory ranges");
        Refused(With(table, (int)node + 24, 15), -Errno.EINVAL, (int)node + 20, "memory ranges");
        Refused(With(table, (int)node + 20, 0xcd, 0xcc, 0xcc, 0x0c), -Errno.EINVAL, (int)node + 20, "memory ranges");
        Refused(With(table, (int)node + 8, 2), -Errno.EINVAL, (int)node + 8, "mappings");
    }

    [Test]
    [Rule("IORT-3")]
    public void Memory_has_a_length_and_does_not_wrap()
    {
        Refused(Memory(0, (0x10000, 0)), -Errno.EINVAL, 108 + 48, "has a length");
        Refused(Memory(0, (0x10000, 0x10000), (0xffff_ffff_ffff_0000, 0x10001)), -Errno.EINVAL, 108 + 68, "has a length");
        Assert.That(Register(Memory(0, (0xffff_ffff_ffff_0000, 0x10000))).IsError, Is.False);
    }

    [Test]
    [Rule("IORT-4")]
    public void Memory_is_for_streams_of_SMMUs_and_not_for_half_the_world()
    {
        IortBytes iort = new();
        uint its = iort.AddItsGroup();
        uint memory = iort.AddMemory(0, [(0x10000, 0x10000)], Ids(0, 1, 0, its));
        Refused(iort.Finish(), -Errno.EINVAL, (int)memory + 40, "lead to SMMUs");
        Refused(Memory(1, 0x10001, (0x10000, 0x10000)), -Errno.EINVAL, 108 + 32, "65536");
        Refused(Memory(0xffffffff, 2, (0x10000, 0x10000)), -Errno.EINVAL, 108 + 32, "32 bits");
        iort = new();
        iort.AddRootComplex(0x10000);
        Refused(iort.Finish(), -Errno.EINVAL, 48 + 28, "16 bits");
    }

    [Test]
    [Rule("IORT-5")]
    public void A_stream_is_the_device_that_a_root_complex_sends_there_else_it_stands_for_itself()
    {
        IortBytes iort = new();
        uint other = iort.AddSmmuV3(1);
        uint smmu = iort.AddSmmuV3(2);
        iort.AddRootComplex(3, Ids(0, 0x10000, 0x100, other), Ids(0x100, 0x100, 0x1000, smmu), Ids(0, 1, 0x2001, smmu, isSingle: true));
        iort.AddRootComplex(4, Ids(0xfff0, 0x100, 0x1100, smmu));
        iort.AddMemory(0, [(0x10000, 0x10000)], Ids(0, 2, 0x10fe, smmu), Ids(0, 0x20, 0x10f8, smmu), Ids(0, 1, 0x2001, smmu));
        Assert.That(Register(iort.Finish()).IsError, Is.False);
        Assert.That(_regions[0].Devices.ToArray().Select(range => $"{range.First.Value:x}-{range.Last.Value:x}"),
            Is.EqualTo((string[])["1110-1117", "2001-2001", "301f8-301ff", "4fff0-4ffff"]));
        Assert.That(_regions[0].IsShared, Is.True);
    }

    [Test]
    [Rule("IORT-6")]
    public void Memory_is_read_and_written_in_whole_pages()
    {
        Assert.That(Register(Memory(7, (0x10800, 0x1000), (0x18fff, 1))).IsError, Is.False);
        Assert.That(_regions.TextOf(7), Is.EqualTo((string[])["18000-18fff rw Rmr", "10000-11fff rw Rmr"]));
        Assert.That(_regions[0].IsShared, Is.False);
    }

    [Test]
    [Rule("IORT-7")]
    public void The_same_memory_may_be_said_again_and_other_memory_of_a_device_is_apart()
    {
        IortBytes iort = new();
        uint smmu = iort.AddSmmuV3(1);
        iort.AddMemory(0, [(0x10000, 0x10000)], Ids(0, 1, 7, smmu));
        iort.AddMemory(0, [(0x10000, 0x10000), (0x20000, 0x10000)], Ids(0, 1, 9, smmu));
        iort.AddMemory(0, [(0x10000, 0x20000)], Ids(0, 1, 8, smmu));
        Assert.That(Register(iort.Finish()).IsError, Is.False);
        Assert.That(_regions.TextOf(9), Is.EqualTo((string[])["20000-2ffff rw Rmr", "10000-1ffff rw Rmr"]));
        Assert.That(_regions.TextOf(8), Is.EqualTo((string[])["10000-2ffff rw Rmr"]));
        Assert.That(_regions.TextOf(7), Has.Length.EqualTo(1));
        SetUp();
        Refused(Memory(7, (0x10000, 0x10000), (0x1f000, 0x1000)), -Errno.EEXIST, 108 + 68, "the same or apart");
    }

    [Test]
    [Rule("IORT-7")]
    public void Memory_that_is_in_use_is_refused()
    {
        MemoryMap map = new();
        map.Add(0, 0xffff, MemoryType.Ram);
        Assert.That(IortTable.Register(Memory(7, (0xf000, 0x10000)), default, _regions, map).Result, Is.EqualTo(-Errno.EIO));
        Assert.That(IortTable.Register(Memory(7, (0x10000, 0x10000)), default, _regions, map).IsError, Is.False);
        Assert.That(map.TypeOf(0x1ffff), Is.EqualTo(MemoryType.Reserved));
    }

    [Test]
    [Rule("IORT-8")]
    public void Memory_without_mappings_is_for_nobody()
    {
        IortBytes iort = new();
        iort.AddMemory(0, [(0x10000, 0x10000), (0x10000, 0x10001)]);
        Assert.That(Register(iort.Finish()).IsError, Is.False);
        Assert.That(_regions.Count, Is.Zero);
    }

    private static byte[] Memory(uint stream, params (ulong, ulong)[] ranges) => Memory(stream, 1, ranges);

    // The SMMU takes 60 bytes, so the memory's node is at 108.
    private static byte[] Memory(uint stream, uint count, params (ulong, ulong)[] ranges)
    {
        IortBytes iort = new();
        uint smmu = iort.AddSmmuV3(1);
        iort.AddMemory(0, ranges, Ids(0, count, stream, smmu));
        return iort.Finish();
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
        Assert.That(_regions.Count, Is.Zero);
    }

    private FirmwareTableError Register(ReadOnlySpan<byte> table) => IortTable.Register(table, FirmwareTableOptions.None, _regions);
}
