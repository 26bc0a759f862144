namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Calls that may stop half-way, with somebody waiting all the time.</summary>
internal sealed class LongCallTests
{
    [Test]
    public void An_unmap_that_goes_over_thousands_of_tables_stops_between_them()
    {
        const ulong Tables = 10_000;
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x10000), 12_000);
        PageTable table = default;
        Impatient host = default;
        FlushFlags flush = FlushFlags.None;
        PageTableWalker<VtdSecondLevel, Impatient>.Build(ref table, ref host, memory.Source, default);
        for (ulong index = 0; index < Tables; index++)
        {
            Assert.That(
                PageTableWalker<VtdSecondLevel, Impatient>.Map(ref table, ref host, new Dfn(index << 9), new Mfn(1), 1, MapFlags.Readable, ref flush), Is.Zero);
        }

        ulong done = 0;
        int calls = 0;
        long result;
        do
        {
            uint before = table.RetiredCount;
            result = PageTableWalker<VtdSecondLevel, Impatient>.Unmap(
                ref table, ref host, new Dfn(done), (1UL << 36) - done, MapFlags.Preempt, ref flush);
            Assert.That(result, Is.Not.Negative);
            Assert.That(table.RetiredCount - before, Is.LessThan(4096 + 514));
            done += (ulong)result;
            calls++;
        }
        while (result != 0);

        Assert.That(calls, Is.GreaterThan(2));
        table.FlushCompleted();
        Assert.That(memory.Source.InUse, Is.EqualTo(1));
    }

    [Test]
    public void An_unmap_that_stops_before_a_page_that_it_would_have_split_leaves_all_of_it([Values(0x100, 0x1ff)] int part)
    {
        const ulong Large = 512, Pages = 20 * Large;
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x10000), 64);
        PageTable table = default;
        Impatient host = default;
        FlushFlags flush = FlushFlags.None;
        PageTableWalker<ArmStage2<Granule4K>, Impatient>.Build(ref table, ref host, memory.Source, default);
        PageTableWalker<ArmStage2<Granule4K>, Impatient>.Map(ref table, ref host, new Dfn(0), new Mfn(1), Pages, MapFlags.Readable, ref flush);
        PageTableWalker<ArmStage2<Granule4K>, Impatient>.Map(ref table, ref host, new Dfn(Pages), new Mfn(Large), Large, MapFlags.Readable, ref flush);
        flush = FlushFlags.None;
        long done = PageTableWalker<ArmStage2<Granule4K>, Impatient>.Unmap(
            ref table, ref host, new Dfn(0), Pages + (ulong)part, MapFlags.Preempt, ref flush);
        Assert.That(done, Is.EqualTo((long)Pages), "it stops before");
        foreach (ulong frame in (ulong[])[0, (ulong)part, Large - 1])
        {
            int result = PageTableWalker<ArmStage2<Granule4K>, Impatient>.Lookup(ref table, new Dfn(Pages + frame), out Mfn mfn, out MapFlags flags);
            Assert.That((result, mfn.Value, flags.Order.Value), Is.EqualTo((0, Large + frame, 9)));
        }
    }

    /// <summary>Somebody waits.</summary>
    internal readonly struct Impatient : IPageTableHost
    {
        public bool IsPreemptionPending => true;

        public int Invalidate(Dfn first, ulong count) => 0;

        public unsafe void WriteBack(void* start, nuint size)
        {
        }
    }
}
