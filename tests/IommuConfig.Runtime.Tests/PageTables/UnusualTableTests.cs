using System;
using System.IO;
using AmdWalker = IommuConfig.Runtime.PageTableWalker<IommuConfig.Runtime.AmdV1, IommuConfig.Runtime.CoherentHost>;
using Walker = IommuConfig.Runtime.PageTableWalker<IommuConfig.Runtime.VtdSecondLevel, IommuConfig.Runtime.CoherentHost>;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Tables without a root, of unusual widths, and in memory that hardware cannot reach.</summary>
internal sealed class UnusualTableTests
{
    private CoherentHost _host;

    [Test]
    public void A_table_that_was_never_built_holds_nothing_and_takes_nothing([Values(1UL, 7UL, 512UL)] ulong count, [Values(0UL, 0x1000UL)] ulong first)
    {
        PageTable table = default;
        FlushFlags flush = FlushFlags.None;
        Assert.That(Walker.Unmap(ref table, ref _host, new Dfn(first), count, MapFlags.None, ref flush), Is.Zero);
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(first), new Mfn(0), count, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Walker.Lookup(ref table, new Dfn(first), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That((table.Root, flush), Is.EqualTo((new TableRoot(Mfn.Invalid, 0, 0), FlushFlags.None)));
        table.FlushCompleted();
        table.Free();
    }

    [Test]
    public void A_table_ends_where_its_address_bits_do_also_beside_a_page_that_was_just_mapped([Values(20, 25, 29, 33)] int bits)
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, new PageTableOptions { AddressBits = bits }), Is.Zero);
        ulong end = 1UL << (bits - 12);
        FlushFlags flush = FlushFlags.None;
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(end - 1), new Mfn(9), 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(end), new Mfn(9), 1, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Walker.Map(ref table, ref _host, new Dfn((end + 511) & ~511UL), new Mfn(512), 512, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Walker.Unmap(ref table, ref _host, new Dfn(0), ulong.MaxValue >> 12, MapFlags.None, ref flush), Is.Zero);
        table.FlushCompleted();
        Assert.That(memory.Source.InUse, Is.EqualTo(1));
    }

    [Test]
    public void Tables_that_hardware_cannot_reach_are_refused()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(1UL << 27), 64);
        PageTable table = default;
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, new PageTableOptions { OutputBits = 39 }), Is.EqualTo(-Errno.EINVAL));
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, new PageTableOptions { OutputBits = 40 }), Is.Zero);
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, default), Is.EqualTo(-Errno.EBUSY), "it has a root");
    }

    [Test]
    public void Sizes_that_the_format_lacks_and_flags_without_a_meaning_are_refused()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, new PageTableOptions { PageSizes = 1 << 14 }), Is.EqualTo(-Errno.EINVAL));
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, default), Is.Zero);
        FlushFlags flush = FlushFlags.None;
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(1), new Mfn(1), 1, new MapFlags(0x8000_00c0), ref flush), Is.EqualTo(-Errno.EINVAL));
        Assert.That(memory.Source.InUse, Is.EqualTo(1));
    }

    [Test]
    public void Frames_that_need_more_tables_than_there_could_ever_be_are_refused_at_once([Values(30, 40, 50)] int bits)
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        FlushFlags flush = FlushFlags.None;
        Assert.That(AmdWalker.Build(ref table, ref _host, memory.Source, new PageTableOptions { AddressBits = 64, OutputBits = 52 }), Is.Zero);
        ulong count = Math.Min(1UL << bits, (1UL << 40) - 1);
        Assert.That(AmdWalker.Map(ref table, ref _host, new Dfn(1), new Mfn(0), count, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.ENOMEM));
        Assert.That((memory.Source.InUse, flush), Is.EqualTo((1, FlushFlags.None)));
    }

    [Test]
    public void A_table_whose_frames_are_still_its_own_is_not_built_anew()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        FlushFlags flush = FlushFlags.None;
        Walker.Build(ref table, ref _host, memory.Source, default);
        Walker.Map(ref table, ref _host, new Dfn(7), new Mfn(9), 1, MapFlags.ReadWrite, ref flush);
        table.ClearRoot();
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, default), Is.EqualTo(-Errno.EBUSY));
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(7), new Mfn(9), 1, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Walker.Lookup(ref table, new Dfn(7), out _, out _), Is.EqualTo(-Errno.ENOENT));
        Assert.That(Walker.SpineRoot(ref table), Is.EqualTo(new TableRoot(Mfn.Invalid, 0, 0)));
        table.Free();
        Assert.That(memory.Source.InUse, Is.Zero);
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, default), Is.Zero);
    }

    [Test]
    public void Machine_memory_that_is_smaller_than_a_large_page_has_none_wherever_the_last_page_was()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(1), 64);
        PageTable table = default;
        FlushFlags flush = FlushFlags.None;
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, new PageTableOptions { OutputBits = 20 }), Is.Zero);
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(0), new Mfn(3), 1, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(512), new Mfn(0), 512, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(512), new Mfn(512), 512, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(1), new Mfn(256), 1, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
    }

    [Test]
    public void Large_pages_beyond_the_machine_s_memory_are_refused_wherever_the_last_page_was()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(1), 64);
        PageTable table = default;
        FlushFlags flush = FlushFlags.None;
        Assert.That(Walker.Build(ref table, ref _host, memory.Source, new PageTableOptions { OutputBits = 32 }), Is.Zero);
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(0), new Mfn(512), 512, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(512), new Mfn(1 << 20), 512, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(512), new Mfn((1 << 20) - 512), 512, MapFlags.ReadWrite, ref flush), Is.Zero);
    }

    [Test]
    public void Without_a_permission_nobody_asks_for_the_machine_frame()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        FlushFlags flush = FlushFlags.None;
        Walker.Build(ref table, ref _host, memory.Source, default);
        Walker.Map(ref table, ref _host, new Dfn(7), new Mfn(9), 1, MapFlags.ReadWrite, ref flush);
        Assert.That(Walker.Map(ref table, ref _host, new Dfn(7), Mfn.Invalid, 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(Walker.Lookup(ref table, new Dfn(7), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    [Test]
    public unsafe void A_dump_follows_no_pointer_that_does_not_lead_down()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        AmdWalker.Build(ref table, ref _host, memory.Source, default);
        memory.Source.EntriesOf(table.Root.Frame)[3] = 1 | 6UL << 9 | table.Root.Frame.Value << 12;
        StringWriter written = new();
        PageTableText text = new(written, table);
        AmdWalker.Dump(ref table, ref text);
        text.Finish();
        Assert.That(written.ToString(), Does.Contain("0 pages"));
    }
}
