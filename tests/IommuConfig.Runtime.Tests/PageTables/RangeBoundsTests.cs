using System;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>What is refused, what changes nothing, and where a table ends.</summary>
[TestFixtureSource(typeof(TableCases), nameof(TableCases.All))]
internal sealed class RangeBoundsTests(TableCase tableCase) : TableFixture(tableCase)
{
    [Test]
    public void A_new_table_translates_nothing()
    {
        Assert.That(Table.Now.Tables.Values, Has.All.Matches<TableImage>(image => image.Leaves.Count == 0));
        foreach (ulong dfn in (ulong[])[0, 1, 42, Table.DfnEnd / 2, Table.DfnEnd - 1, Table.DfnEnd, ulong.MaxValue])
        {
            Assert.That(Table.Table.Lookup(dfn, out Mfn mfn, out MapFlags flags), Is.EqualTo(-Errno.ENOENT));
            Assert.That((mfn, flags), Is.EqualTo((Mfn.Invalid, MapFlags.None)));
        }
    }

    [Test]
    public void What_is_so_already_needs_no_flush()
    {
        ulong count = Math.Min(Table.Table.Frames(2) + (Granule * 5), Table.DfnEnd);
        Assert.That(Table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(Table.Map(Granule * 2, Granule * 2, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(Table.Unmap(count, Table.DfnEnd - count), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(Table.Unmap(0, count), Is.Zero);
        Assert.That(Table.Unmap(0, count), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    public void No_frames_are_mapped_and_unmapped_with_success_and_without_effect()
    {
        Assert.That(Table.Map(0, 0, 0, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(Table.Map(Table.DfnEnd, 0, 0, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Unmap(0, 0), Is.Zero);
        Assert.That(Table.Unmap(Table.DfnEnd, 0), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    public void Frames_beyond_the_table_or_the_machine_are_refused()
    {
        ulong overflow = 0 - Granule;
        Refuses(Table.DfnEnd, 0, Granule);
        Refuses(Table.DfnEnd - Granule, 0, Granule * 2);
        Refuses(overflow, 0, Granule);
        Refuses(Granule, 0, overflow);
        Refuses(0, Table.MfnEnd, Granule);
        Refuses(0, Table.MfnEnd - Granule, Granule * 2);
        Refuses(0, overflow, Granule);
        Refuses(0, Granule, overflow);

        void Refuses(ulong dfn, ulong mfn, ulong count)
        {
            FlushFlags flush = FlushFlags.None;
            Assert.That(Table.Table.Map(dfn, mfn, count, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
            Assert.That(flush, Is.EqualTo(FlushFlags.None));
        }
    }

    [Test]
    public void Unmap_goes_no_further_than_the_table()
    {
        Assert.That(Table.Map(Table.DfnEnd - Granule, 0, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Unmap(Table.DfnEnd, Granule), Is.Zero);
        Assert.That(Table.Unmap(0 - Granule, Granule), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(Table.Unmap(Granule, 0 - Granule), Is.Zero);
        Assert.That(Table.Model.Extents, Is.Empty);
    }

    [Test]
    public void What_the_format_cannot_say_is_refused()
    {
        if (!Table.Table.CanExpress(MapFlags.Writable))
        {
            Assert.That(Table.Map(0, 0, Granule, MapFlags.Writable), Is.EqualTo(-Errno.EINVAL));
        }
        else
        {
            Assert.That(Table.Map(0, 0, Granule, MapFlags.Writable), Is.Zero);
        }

        FlushFlags flush = FlushFlags.None;
        Assert.That(Table.Table.Map(0, 0, Granule, MapFlags.ReadWrite.WithOrder(PageOrder.Page2M), ref flush), Is.EqualTo(-Errno.EINVAL));
        Assert.That(Table.Table.Unmap(0, Granule, MapFlags.Readable, ref flush), Is.EqualTo(-Errno.EINVAL));
        if (Granule > 1)
        {
            Assert.That(Table.Table.Map(1, 0, Granule, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(Table.Table.Map(0, 1, Granule, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(Table.Table.Map(0, 0, 1, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(Table.Table.Unmap(1, Granule, MapFlags.None, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(Table.Table.Unmap(0, 1, MapFlags.None, ref flush), Is.EqualTo(-Errno.EINVAL));
        }

        Assert.That(flush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    public void Mapping_without_a_permission_is_unmapping()
    {
        ulong count = Math.Min(Table.Table.Frames(2), Table.DfnEnd);
        Assert.That(Table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Map(Granule, 0, Granule, MapFlags.None), Is.Zero);
        Assert.That(Table.Model.Extents, Has.Count.EqualTo(2));
        Assert.That(Table.Map(0, 0, count, MapFlags.None), Is.Zero);
        Table.Empty();
    }

    [Test]
    public void Clearing_the_end_of_a_table_keeps_what_stands_right_before()
    {
        ulong end = Math.Min(Table.Table.Frames(2), Table.DfnEnd);
        Assert.That(Table.Map(end - (Granule * 2), 0, Granule * 2, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Unmap(end - Granule, Granule), Is.Zero);
        Assert.That(Table.Model.Extents, Has.Count.EqualTo(1));
    }
}
