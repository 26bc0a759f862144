using System;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>A page table of one format.</summary>
internal sealed unsafe class TableOf<TFormat> : TableUnderTest
    where TFormat : struct, IPageTableFormat
{
    private PageTable _table;
    private ObservedHost _host;

    internal TableOf() => _host = new ObservedHost(Observer);

    internal override int GranuleBits => TFormat.GranuleBits;

    internal override int MarkerShift => TFormat.MarkerShift;

    internal override bool BreaksBeforeMake => TFormat.BreaksBeforeMake;

    internal override int FormatLeafLevels => TFormat.LeafLevels;

    internal override TableRoot Root => _table.Root;

    internal override TableRoot SpineRoot => PageTableWalker<TFormat, ObservedHost>.SpineRoot(ref _table);

    internal override ulong PageSizes => _table.PageSizes;

    internal override uint RetiredCount => _table.RetiredCount;

    internal override bool IsBuilt => _table.IsBuilt;

    internal override int Build(FrameSource memory, PageTableOptions options) =>
        PageTableWalker<TFormat, ObservedHost>.Build(ref _table, ref _host, memory, options);

    internal override long Map(ulong dfn, ulong mfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        PageTableWalker<TFormat, ObservedHost>.Map(ref _table, ref _host, new Dfn(dfn), new Mfn(mfn), count, flags, ref flush);

    internal override long Unmap(ulong dfn, ulong count, MapFlags flags, ref FlushFlags flush) =>
        PageTableWalker<TFormat, ObservedHost>.Unmap(ref _table, ref _host, new Dfn(dfn), count, flags, ref flush);

    internal override int Lookup(ulong dfn, out Mfn mfn, out MapFlags flags) =>
        PageTableWalker<TFormat, ObservedHost>.Lookup(ref _table, new Dfn(dfn), out mfn, out flags);

    internal override void Dump(RecordingSink sink)
    {
        SinkOf target = new(sink);
        PageTableWalker<TFormat, ObservedHost>.Dump(ref _table, ref target);
    }

    internal override void FlushCompleted() => _table.FlushCompleted();

    internal override void Free() => _table.Free();

    internal override void ClearRoot() => _table.ClearRoot();

    internal override bool CanExpress(MapFlags access) => TFormat.CanExpress(access);

    internal override bool IsPresent(ulong entry) => TFormat.IsPresent(entry);

    internal override bool IsLeaf(ulong entry, int level) => TFormat.IsLeaf(entry, level);

    internal override ulong AddressOf(ulong entry) => TFormat.AddressOf(entry);

    internal override MapFlags AccessOf(ulong entry) => TFormat.AccessOf(entry);

    internal override ulong Leaf(int level, ulong address, MapFlags access) => TFormat.Leaf(level, address, access);

    internal override ulong Table(int level, ulong address) => TFormat.Table(level, address);

    internal override long AllocatedBytes(FrameSource memory, PageTableOptions options, ulong mfn)
    {
        PageTable table = default;
        CoherentHost host = default;
        Assert.That(PageTableWalker<TFormat, CoherentHost>.Build(ref table, ref host, memory, options), Is.Zero);
        Use(ref table, ref host, mfn);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use(ref table, ref host, mfn);
        long after = GC.GetAllocatedBytesForCurrentThread();
        table.Free();
        return after - before;
    }

    private void Use(ref PageTable table, ref CoherentHost host, ulong mfn)
    {
        FlushFlags flush = FlushFlags.None;
        ulong large = Math.Min(Frames(2), (1UL << (table.AddressBits - 12)) / 2);
        for (ulong dfn = 0; dfn < large; dfn += Granule)
        {
            PageTableWalker<TFormat, CoherentHost>.Map(
                ref table, ref host, new Dfn(dfn), new Mfn(mfn + dfn), Granule, MapFlags.ReadWrite, ref flush);
            PageTableWalker<TFormat, CoherentHost>.Lookup(ref table, new Dfn(dfn), out _, out _);
        }

        PageTableWalker<TFormat, CoherentHost>.Unmap(ref table, ref host, new Dfn(Granule), Granule, MapFlags.None, ref flush);
        PageTableWalker<TFormat, CoherentHost>.Map(
            ref table, ref host, new Dfn(Granule * 2), new Mfn(mfn), Granule * 8, MapFlags.Readable, ref flush);
        PageTableWalker<TFormat, CoherentHost>.Map(ref table, ref host, new Dfn(0), new Mfn(mfn), large, MapFlags.ReadWrite, ref flush);
        PageTableWalker<TFormat, CoherentHost>.Unmap(ref table, ref host, new Dfn(0), large * 2, MapFlags.None, ref flush);
        table.FlushCompleted();
    }
}
