using System;
using System.IO;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Page tables as text for people.</summary>
internal sealed class PageTableTextTests
{
    [Test]
    public void Ranges_and_what_they_are_made_of_are_counted()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        Build<VtdSecondLevel>(ref table, memory, default);
        CoherentHost host = default;
        FlushFlags flush = FlushFlags.None;
        PageTableWalker<VtdSecondLevel, CoherentHost>.Map(ref table, ref host, new Dfn(0x40000), new Mfn(0x600), 512, MapFlags.ReadWrite, ref flush);
        PageTableWalker<VtdSecondLevel, CoherentHost>.Map(ref table, ref host, new Dfn(0x40200), new Mfn(0x503), 3, MapFlags.Readable, ref flush);
        Assert.That(Lines<VtdSecondLevel>(ref table), Is.EqualTo((string[])
        [
            "0x40000000..0x401fffff -> 0x600000..0x7fffff  rw  1 x 2M",
            "0x40200000..0x40202fff -> 0x503000..0x505fff  r-  3 x 4K",
            "4 tables, 4 pages",
        ]));
    }

    [Test]
    public void A_root_alone_is_one_table()
    {
        Assert.That(Empty<VtdSecondLevel>(39), Is.EqualTo("1 table, 0 pages"));
        Assert.That(Empty<ArmStage1<Granule4K>>(40), Is.EqualTo("1 table, 0 pages"));
    }

    [Test]
    public void A_root_of_several_tables_counts_as_so_many()
    {
        Assert.That(Empty<ArmStage2<Granule4K>>(39), Is.EqualTo("1 table, 0 pages"));
        Assert.That(Empty<ArmStage2<Granule4K>>(40), Is.EqualTo("2 tables, 0 pages"));
        Assert.That(Empty<ArmStage2<Granule4K>>(43), Is.EqualTo("16 tables, 0 pages"));
        Assert.That(Empty<ArmStage2<Granule4K>>(44), Is.EqualTo("1 table, 0 pages"), "of one level more");
        Assert.That(Empty<ArmStage2<Granule16K>>(48), Is.EqualTo("2 tables, 0 pages"));
        Assert.That(Empty<ArmStage2<Granule64K>>(46), Is.EqualTo("16 tables, 0 pages"));
    }

    [Test]
    public void Tables_below_a_root_of_several_count_too()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        PageTable table = default;
        Build<ArmStage2<Granule4K>>(ref table, memory, new PageTableOptions { AddressBits = 41 });
        CoherentHost host = default;
        FlushFlags flush = FlushFlags.None;
        PageTableWalker<ArmStage2<Granule4K>, CoherentHost>.Map(
            ref table, ref host, new Dfn((1UL << 29) - 1), new Mfn(9), 1, MapFlags.Readable, ref flush);
        Assert.That(Lines<ArmStage2<Granule4K>>(ref table)[^1], Is.EqualTo("6 tables, 1 page"));
    }

    [Test]
    public void A_table_without_a_root_says_so()
    {
        PageTable table = default;
        Assert.That(Lines<VtdSecondLevel>(ref table), Is.EqualTo((string[])["no root"]), "never built");
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 64);
        Build<VtdSecondLevel>(ref table, memory, default);
        table.ClearRoot();
        Assert.That(Lines<VtdSecondLevel>(ref table), Is.EqualTo((string[])["no root"]), "cleared");
        table.Free();
    }

    [Test]
    public void The_text_of_a_domain_counts_its_root()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        StringWriter text = new();
        rig.Iommu.Dump(rig.CreateDomain(), text);
        Assert.That(text.ToString().TrimEnd(), Is.EqualTo("1 table, 0 pages"));
    }

    private static string Empty<TFormat>(int addressBits)
        where TFormat : struct, IPageTableFormat
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x1000), 1024);
        PageTable table = default;
        Build<TFormat>(ref table, memory, new PageTableOptions { AddressBits = addressBits });
        return Lines<TFormat>(ref table)[^1];
    }

    private static void Build<TFormat>(ref PageTable table, FrameMemory memory, PageTableOptions options)
        where TFormat : struct, IPageTableFormat
    {
        CoherentHost host = default;
        Assert.That(PageTableWalker<TFormat, CoherentHost>.Build(ref table, ref host, memory.Source, options), Is.Zero);
    }

    private static string[] Lines<TFormat>(ref PageTable table)
        where TFormat : struct, IPageTableFormat
    {
        StringWriter output = new();
        PageTableText text = new(output, table);
        PageTableWalker<TFormat, CoherentHost>.Dump(ref table, ref text);
        text.Finish();
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
