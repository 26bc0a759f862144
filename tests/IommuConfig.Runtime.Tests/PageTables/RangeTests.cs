using System;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>
/// The cases of Linux's suites for its generic page tables and for io-pgtable-arm, as far as they make sense where mapping replaces what was there.
/// </summary>
[TestFixtureSource(typeof(TableCases), nameof(TableCases.All))]
internal sealed class RangeTests(TableCase tableCase) : TableFixture(tableCase)
{
    [Test]
    public void A_page_of_each_size_is_one_entry_and_translates_each_of_its_frames()
    {
        for (int level = 1; level <= Table.Table.HighestLeafLevel; level++)
        {
            ulong size = Table.Table.Frames(level);
            ulong dfn = 4 * size % Table.DfnEnd;
            ulong mfn = 3 * size % Table.MfnEnd;
            if (mfn + size > Table.MfnEnd || dfn + size > Table.DfnEnd)
            {
                continue;
            }

            Assert.That(Table.Map(dfn, mfn, size, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.Added));
            Assert.That(Table.Now.Leaves, Is.EqualTo(new[] { new Leaf(dfn, Table.Table.Order(level), mfn, MapFlags.ReadWrite) }));
            for (ulong frame = 0; frame < size; frame += Math.Max(1, size / 1024))
            {
                Assert.That(Table.Table.Lookup(dfn + frame, out Mfn found, out MapFlags flags), Is.Zero);
                Assert.That((found, flags), Is.EqualTo((new Mfn(mfn + frame), MapFlags.ReadWrite.WithOrder(new PageOrder(Table.Table.Order(level))))));
            }

            Assert.That(Table.Unmap(dfn, size), Is.Zero);
            Assert.That(Table.LastFlush & FlushFlags.Modified, Is.EqualTo(FlushFlags.Modified));
            Table.FlushCompleted();
        }

        Table.Empty();
    }

    [Test]
    public void Each_size_maps_at_steps_of_a_gigabyte()
    {
        ulong step = 1UL << 18;
        ulong dfn = 0;
        for (int level = 1; level <= Table.Table.HighestLeafLevel; level++, dfn += step)
        {
            ulong size = Table.Table.Frames(level);
            dfn = (dfn + size - 1) & ~(size - 1);
            if (dfn + size > Table.DfnEnd || dfn + size > Table.MfnEnd)
            {
                break;
            }

            Assert.That(Table.Map(dfn, dfn, size, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Table.Lookup(dfn + (42 % size), out Mfn mfn, out _), Is.Zero);
            Assert.That(mfn.Value, Is.EqualTo(dfn + (42 % size)));
        }

        Table.Empty();
    }

    [Test]
    public void The_last_largest_page_below_the_end_maps_and_unmaps()
    {
        for (int level = 1; level <= Table.Table.HighestLeafLevel; level++)
        {
            ulong size = Table.Table.Frames(level);
            if (size <= Table.DfnEnd && size <= Table.MfnEnd)
            {
                Assert.That(Table.Map(Table.DfnEnd - size, Table.MfnEnd - size, size, MapFlags.ReadWrite), Is.Zero);
                Assert.That(Table.Table.Lookup(Table.DfnEnd - 1, out Mfn mfn, out _), Is.Zero);
                Assert.That(mfn.Value, Is.EqualTo(Table.MfnEnd - 1));
                Table.Empty();
            }
        }
    }

    [Test]
    public void Every_address_bit_tells_two_pages_apart()
    {
        for (ulong dfn = Granule; dfn < Table.DfnEnd; dfn <<= 1)
        {
            Assert.That(Table.Map(dfn, Granule, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Table.Lookup(0, out _, out _), Is.EqualTo(-Errno.ENOENT));
        }

        for (ulong dfn = Granule; dfn < Table.DfnEnd; dfn <<= 1)
        {
            Assert.That(Table.Unmap(dfn, Granule), Is.Zero);
        }

        Table.Empty();
    }

    [Test]
    public void Every_bit_of_a_machine_address_is_kept()
    {
        for (ulong mfn = Granule; mfn < Table.MfnEnd; mfn <<= 1)
        {
            Assert.That(Table.Map(0, mfn, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Map(0, Table.MfnEnd - mfn, Granule, MapFlags.ReadWrite), Is.Zero);
        }
    }

    [Test]
    public void Small_pages_make_room_for_a_large_one_once_they_are_unmapped()
    {
        ulong large = Math.Min(Table.Table.Frames(2), Table.DfnEnd);
        Assert.That(Table.ChangeSingly(0, Granule, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Unmap(0, large), Is.Zero);
        Table.FlushCompleted();
        Assert.That(Table.Map(0, 0, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Now.Leaves, Has.Count.EqualTo(Table.Table.HighestLeafLevel > 1 ? 1 : (int)(large / Granule)));
        Table.Empty();
    }

    [Test]
    public void A_large_page_takes_the_place_of_small_ones_whose_table_waits_for_the_flush()
    {
        if (!HasLargePages)
        {
            return;
        }

        ulong large = Table.Table.Frames(2);
        Assert.That(Table.Map(Granule, 0, Granule * 3, MapFlags.Readable), Is.Zero);
        Assert.That(Table.Map(0, large, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.Added | FlushFlags.Modified | FlushFlags.All));
        Assert.That(Table.Table.RetiredCount, Is.EqualTo(1));
        Table.Empty();
    }

    [Test]
    public void Unmap_of_a_superpage_part_splits_it_and_keeps_the_rest()
    {
        for (int level = 2; level <= Table.Table.HighestLeafLevel; level++)
        {
            ulong size = Table.Table.Frames(level);
            if (size * 2 > Table.DfnEnd || size * 2 > Table.MfnEnd)
            {
                continue;
            }

            foreach (ulong part in (ulong[])[0, size / 2, size - Granule])
            {
                Assert.That(Table.Map(0, size, size * 2, MapFlags.ReadWrite), Is.Zero);
                Assert.That(Table.Unmap(part, Granule), Is.Zero);
                Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.Modified));
                Assert.That(Table.Now.Leaves, Has.Count.EqualTo(1 + ((level - 1) * ((1 << Table.Table.IndexBits) - 1))));

                // What was split is put together again where that may be done at once.
                Assert.That(Table.Map(part, size + part, Granule, MapFlags.ReadWrite), Is.Zero);
                Assert.That(Table.LastFlush & FlushFlags.All, Is.EqualTo(Table.ChangesSizeAtOnce ? FlushFlags.All : FlushFlags.None));
                Table.Empty();
            }
        }
    }

    [Test]
    public void Unmap_of_a_smaller_range_does_not_go_on_into_the_next_page()
    {
        if (!HasLargePages)
        {
            return;
        }

        ulong large = Table.Table.Frames(2);
        Assert.That(Table.Map(0, large * 4, large, MapFlags.ReadWrite), Is.Zero);
        if (large * 2 <= Table.DfnEnd)
        {
            Assert.That(Table.Map(large, large * 2, large, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Unmap(0, large - Granule), Is.Zero);
            Assert.That(Table.Model.Extents, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void Permissions_of_a_part_change_and_the_rest_keeps_its_own()
    {
        ulong large = Math.Min(Table.Table.Frames(2), Table.DfnEnd);
        Assert.That(Table.Map(0, 0, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Map(Granule * 3, Granule * 3, Granule, MapFlags.Readable), Is.Zero);
        Assert.That(Table.Model.Extents, Has.Count.EqualTo(3));
        Assert.That(Table.Map(Granule * 3, Granule * 3, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Model.Extents, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_range_over_three_sizes_is_mapped_with_as_few_entries_as_there_can_be()
    {
        if (Table.Table.HighestLeafLevel < 3 || Table.DfnEnd < Table.Table.Frames(3) * 5 || Table.MfnEnd < Table.Table.Frames(3) * 5)
        {
            return;
        }

        ulong large = Table.Table.Frames(2);
        ulong larger = Table.Table.Frames(3);
        Assert.That(Table.Map(larger - (14 * large), larger - (14 * large), (14 * large) + (3 * larger) + (3 * large), MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Now.Leaves, Has.Count.EqualTo(20));
        Table.Empty();
    }

    [Test]
    public void A_range_up_to_0xfef9ffff_ends_there()
    {
        ulong dfn = 0xfef80;
        if (Table.DfnEnd < 0x100000 || Table.MfnEnd < 0x3000000)
        {
            return;
        }

        Assert.That(Table.Map(dfn, 0x208b95d / Granule * Granule, 0x20, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Table.Lookup(dfn + 0x1f, out _, out _), Is.Zero);
        Assert.That(Table.Table.Lookup(dfn + 0x20, out _, out _), Is.EqualTo(-Errno.ENOENT));
        Table.Empty();
    }

    [Test]
    public void Near_the_end_of_the_table_pages_are_split_as_anywhere()
    {
        if (!HasLargePages)
        {
            return;
        }

        ulong large = Table.Table.Frames(2);
        Assert.That(Table.Map(Table.DfnEnd - large, 0, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Map(Table.DfnEnd - large + Granule, Granule * 2, Granule * 2, MapFlags.Readable), Is.Zero);
        Table.Empty();
    }

    [Test]
    public void After_a_table_was_retired_the_next_call_does_not_go_through_it()
    {
        ulong count = Math.Min(Table.Table.Frames(2), Table.DfnEnd);
        for (int round = 0; round < 3; round++)
        {
            Assert.That(Table.Map(Granule, Granule * 7, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Unmap(0, count), Is.Zero);
            Table.FlushCompleted();
            Assert.That(Table.Table.Lookup(Granule, out _, out _), Is.EqualTo(-Errno.ENOENT));
            Assert.That(Table.Map(Granule * 3, Granule * 7, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
            Table.FlushCompleted();
            Assert.That(Table.Map(Granule * 3, Granule * 9, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Unmap(0, count), Is.Zero);
            Table.FlushCompleted();
        }
    }
}
