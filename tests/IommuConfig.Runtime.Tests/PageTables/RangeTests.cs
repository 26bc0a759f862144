using System;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>
/// The cases of Linux's suites for its generic page tables and for io-pgtable-arm, as far as they make sense where mapping replaces what was there.
/// </summary>
[TestFixtureSource(typeof(TableCases), nameof(TableCases.All))]
internal sealed class RangeTests(TableCase tableCase)
{
    private TableMachine _machine = null!;
    private CheckedTable _table = null!;

    private ulong Granule => _table.Table.Granule;

    // What needs a size that is not among those of a table says nothing of that table.
    private bool HasLargePages => _table.Table.HighestLeafLevel > 1;

    [OneTimeSetUp]
    public void SetUpMachine() => _machine = new TableMachine(tableCase);

    [OneTimeTearDown]
    public void TearDownMachine() => _machine.Dispose();

    [SetUp]
    public void SetUp() => _table = new CheckedTable(_machine);

    [TearDown]
    public void TearDown() => _table.Dispose();

    [Test]
    public void A_new_table_translates_nothing()
    {
        Assert.That(_table.Now.Tables.Values, Has.All.Matches<TableImage>(image => image.Leaves.Count == 0));
        foreach (ulong dfn in (ulong[])[0, 1, 42, _table.DfnEnd / 2, _table.DfnEnd - 1, _table.DfnEnd, ulong.MaxValue])
        {
            Assert.That(_table.Table.Lookup(dfn, out Mfn mfn, out MapFlags flags), Is.EqualTo(-Errno.ENOENT));
            Assert.That((mfn, flags), Is.EqualTo((Mfn.Invalid, MapFlags.None)));
        }
    }

    [Test]
    public void The_announced_sizes_are_levels_of_the_table_from_the_smallest_page_on_without_a_gap()
    {
        ulong expected = 0;
        for (int level = 1; level <= _table.Table.HighestLeafLevel; level++)
        {
            expected |= 1UL << (_table.Table.Order(level) + 12);
        }

        Assert.That(_table.Table.PageSizes, Is.EqualTo(expected));
        Assert.That(_table.Table.HighestLeafLevel, Is.InRange(1, _table.Table.Root.Levels));
    }

    [Test]
    public void A_page_of_each_size_is_one_entry_and_translates_each_of_its_frames()
    {
        for (int level = 1; level <= _table.Table.HighestLeafLevel; level++)
        {
            ulong size = _table.Table.Frames(level);
            ulong dfn = 4 * size % _table.DfnEnd;
            ulong mfn = 3 * size % _table.MfnEnd;
            if (mfn + size > _table.MfnEnd || dfn + size > _table.DfnEnd)
            {
                continue;
            }

            Assert.That(_table.Map(dfn, mfn, size, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.Added));
            Assert.That(_table.Now.Leaves, Is.EqualTo(new[] { new Leaf(dfn, _table.Table.Order(level), mfn, MapFlags.ReadWrite) }));
            for (ulong frame = 0; frame < size; frame += Math.Max(1, size / 1024))
            {
                Assert.That(_table.Table.Lookup(dfn + frame, out Mfn found, out MapFlags flags), Is.Zero);
                Assert.That((found, flags), Is.EqualTo((new Mfn(mfn + frame), MapFlags.ReadWrite.WithOrder(new PageOrder(_table.Table.Order(level))))));
            }

            Assert.That(_table.Unmap(dfn, size), Is.Zero);
            Assert.That(_table.LastFlush & FlushFlags.Modified, Is.EqualTo(FlushFlags.Modified));
            _table.FlushCompleted();
        }

        _table.Empty();
    }

    [Test]
    public void Each_size_maps_at_steps_of_a_gigabyte()
    {
        ulong step = 1UL << 18;
        ulong dfn = 0;
        for (int level = 1; level <= _table.Table.HighestLeafLevel; level++, dfn += step)
        {
            ulong size = _table.Table.Frames(level);
            dfn = (dfn + size - 1) & ~(size - 1);
            if (dfn + size > _table.DfnEnd || dfn + size > _table.MfnEnd)
            {
                break;
            }

            Assert.That(_table.Map(dfn, dfn, size, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.Table.Lookup(dfn + (42 % size), out Mfn mfn, out _), Is.Zero);
            Assert.That(mfn.Value, Is.EqualTo(dfn + (42 % size)));
        }

        _table.Empty();
    }

    [Test]
    public void The_last_largest_page_below_the_end_maps_and_unmaps()
    {
        for (int level = 1; level <= _table.Table.HighestLeafLevel; level++)
        {
            ulong size = _table.Table.Frames(level);
            if (size <= _table.DfnEnd && size <= _table.MfnEnd)
            {
                Assert.That(_table.Map(_table.DfnEnd - size, _table.MfnEnd - size, size, MapFlags.ReadWrite), Is.Zero);
                Assert.That(_table.Table.Lookup(_table.DfnEnd - 1, out Mfn mfn, out _), Is.Zero);
                Assert.That(mfn.Value, Is.EqualTo(_table.MfnEnd - 1));
                _table.Empty();
            }
        }
    }

    [Test]
    public void Every_address_bit_tells_two_pages_apart()
    {
        for (ulong dfn = Granule; dfn < _table.DfnEnd; dfn <<= 1)
        {
            Assert.That(_table.Map(dfn, Granule, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.Table.Lookup(0, out _, out _), Is.EqualTo(-Errno.ENOENT));
        }

        for (ulong dfn = Granule; dfn < _table.DfnEnd; dfn <<= 1)
        {
            Assert.That(_table.Unmap(dfn, Granule), Is.Zero);
        }

        _table.Empty();
    }

    [Test]
    public void Every_bit_of_a_machine_address_is_kept()
    {
        for (ulong mfn = Granule; mfn < _table.MfnEnd; mfn <<= 1)
        {
            Assert.That(_table.Map(0, mfn, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.Map(0, _table.MfnEnd - mfn, Granule, MapFlags.ReadWrite), Is.Zero);
        }
    }

    [Test]
    public void Small_pages_make_room_for_a_large_one_once_they_are_unmapped()
    {
        ulong large = Math.Min(_table.Table.Frames(2), _table.DfnEnd);
        Assert.That(_table.ChangeSingly(0, Granule, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Unmap(0, large), Is.Zero);
        _table.FlushCompleted();
        Assert.That(_table.Map(0, 0, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Now.Leaves, Has.Count.EqualTo(_table.Table.HighestLeafLevel > 1 ? 1 : (int)(large / Granule)));
        _table.Empty();
    }

    [Test]
    public void A_large_page_takes_the_place_of_small_ones_whose_table_waits_for_the_flush()
    {
        if (!HasLargePages)
        {
            return;
        }

        ulong large = _table.Table.Frames(2);
        Assert.That(_table.Map(Granule, 0, Granule * 3, MapFlags.Readable), Is.Zero);
        Assert.That(_table.Map(0, large, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.Added | FlushFlags.Modified | FlushFlags.All));
        Assert.That(_table.Table.RetiredCount, Is.EqualTo(1));
        _table.Empty();
    }

    [Test]
    public void Unmap_of_a_superpage_part_splits_it_and_keeps_the_rest()
    {
        for (int level = 2; level <= _table.Table.HighestLeafLevel; level++)
        {
            ulong size = _table.Table.Frames(level);
            if (size * 2 > _table.DfnEnd || size * 2 > _table.MfnEnd)
            {
                continue;
            }

            foreach (ulong part in (ulong[])[0, size / 2, size - Granule])
            {
                Assert.That(_table.Map(0, size, size * 2, MapFlags.ReadWrite), Is.Zero);
                Assert.That(_table.Unmap(part, Granule), Is.Zero);
                Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.Modified));
                Assert.That(_table.Now.Leaves, Has.Count.EqualTo(1 + ((level - 1) * ((1 << _table.Table.IndexBits) - 1))));

                // What was split is put together again where that may be done at once.
                Assert.That(_table.Map(part, size + part, Granule, MapFlags.ReadWrite), Is.Zero);
                Assert.That(_table.LastFlush & FlushFlags.All, Is.EqualTo(_table.ChangesSizeAtOnce ? FlushFlags.All : FlushFlags.None));
                _table.Empty();
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

        ulong large = _table.Table.Frames(2);
        Assert.That(_table.Map(0, large * 4, large, MapFlags.ReadWrite), Is.Zero);
        if (large * 2 <= _table.DfnEnd)
        {
            Assert.That(_table.Map(large, large * 2, large, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.Unmap(0, large - Granule), Is.Zero);
            Assert.That(_table.Model.Extents, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void Permissions_of_a_part_change_and_the_rest_keeps_its_own()
    {
        ulong large = Math.Min(_table.Table.Frames(2), _table.DfnEnd);
        Assert.That(_table.Map(0, 0, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Map(Granule * 3, Granule * 3, Granule, MapFlags.Readable), Is.Zero);
        Assert.That(_table.Model.Extents, Has.Count.EqualTo(3));
        Assert.That(_table.Map(Granule * 3, Granule * 3, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Model.Extents, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_range_over_three_sizes_is_mapped_with_as_few_entries_as_there_can_be()
    {
        if (_table.Table.HighestLeafLevel < 3 || _table.DfnEnd < _table.Table.Frames(3) * 5 || _table.MfnEnd < _table.Table.Frames(3) * 5)
        {
            return;
        }

        ulong large = _table.Table.Frames(2);
        ulong larger = _table.Table.Frames(3);
        Assert.That(_table.Map(larger - (14 * large), larger - (14 * large), (14 * large) + (3 * larger) + (3 * large), MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Now.Leaves, Has.Count.EqualTo(20));
        _table.Empty();
    }

    [Test]
    public void A_range_up_to_0xfef9ffff_ends_there()
    {
        ulong dfn = 0xfef80;
        if (_table.DfnEnd < 0x100000 || _table.MfnEnd < 0x3000000)
        {
            return;
        }

        Assert.That(_table.Map(dfn, 0x208b95d / Granule * Granule, 0x20, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Table.Lookup(dfn + 0x1f, out _, out _), Is.Zero);
        Assert.That(_table.Table.Lookup(dfn + 0x20, out _, out _), Is.EqualTo(-Errno.ENOENT));
        _table.Empty();
    }

    [Test]
    public void What_is_so_already_needs_no_flush()
    {
        ulong count = Math.Min(_table.Table.Frames(2) + (Granule * 5), _table.DfnEnd);
        Assert.That(_table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(_table.Map(Granule * 2, Granule * 2, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(_table.Unmap(count, _table.DfnEnd - count), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(_table.Unmap(0, count), Is.Zero);
        Assert.That(_table.Unmap(0, count), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    public void No_frames_are_mapped_and_unmapped_with_success_and_without_effect()
    {
        Assert.That(_table.Map(0, 0, 0, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(_table.Map(_table.DfnEnd, 0, 0, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Unmap(0, 0), Is.Zero);
        Assert.That(_table.Unmap(_table.DfnEnd, 0), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    public void Frames_beyond_the_table_or_the_machine_are_refused()
    {
        ulong overflow = 0 - Granule;
        Refuses(_table.DfnEnd, 0, Granule);
        Refuses(_table.DfnEnd - Granule, 0, Granule * 2);
        Refuses(overflow, 0, Granule);
        Refuses(Granule, 0, overflow);
        Refuses(0, _table.MfnEnd, Granule);
        Refuses(0, _table.MfnEnd - Granule, Granule * 2);
        Refuses(0, overflow, Granule);
        Refuses(0, Granule, overflow);

        void Refuses(ulong dfn, ulong mfn, ulong count)
        {
            FlushFlags flush = FlushFlags.None;
            Assert.That(_table.Table.Map(dfn, mfn, count, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
            Assert.That(flush, Is.EqualTo(FlushFlags.None));
        }
    }

    [Test]
    public void Unmap_goes_no_further_than_the_table()
    {
        Assert.That(_table.Map(_table.DfnEnd - Granule, 0, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Unmap(_table.DfnEnd, Granule), Is.Zero);
        Assert.That(_table.Unmap(0 - Granule, Granule), Is.Zero);
        Assert.That(_table.LastFlush, Is.EqualTo(FlushFlags.None));
        Assert.That(_table.Unmap(Granule, 0 - Granule), Is.Zero);
        Assert.That(_table.Model.Extents, Is.Empty);
    }

    [Test]
    public void What_the_format_cannot_say_is_refused()
    {
        if (!_table.Table.CanExpress(MapFlags.Writable))
        {
            Assert.That(_table.Map(0, 0, Granule, MapFlags.Writable), Is.EqualTo(-Errno.EINVAL));
        }
        else
        {
            Assert.That(_table.Map(0, 0, Granule, MapFlags.Writable), Is.Zero);
        }

        FlushFlags flush = FlushFlags.None;
        Assert.That(_table.Table.Map(0, 0, Granule, MapFlags.ReadWrite.WithOrder(PageOrder.Page2M), ref flush), Is.EqualTo(-Errno.EINVAL));
        Assert.That(_table.Table.Unmap(0, Granule, MapFlags.Readable, ref flush), Is.EqualTo(-Errno.EINVAL));
        if (Granule > 1)
        {
            Assert.That(_table.Table.Map(1, 0, Granule, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(_table.Table.Map(0, 1, Granule, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(_table.Table.Map(0, 0, 1, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(_table.Table.Unmap(1, Granule, MapFlags.None, ref flush), Is.EqualTo(-Errno.EINVAL));
            Assert.That(_table.Table.Unmap(0, 1, MapFlags.None, ref flush), Is.EqualTo(-Errno.EINVAL));
        }

        Assert.That(flush, Is.EqualTo(FlushFlags.None));
    }

    [Test]
    public void Mapping_without_a_permission_is_unmapping()
    {
        ulong count = Math.Min(_table.Table.Frames(2), _table.DfnEnd);
        Assert.That(_table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Map(Granule, 0, Granule, MapFlags.None), Is.Zero);
        Assert.That(_table.Model.Extents, Has.Count.EqualTo(2));
        Assert.That(_table.Map(0, 0, count, MapFlags.None), Is.Zero);
        _table.Empty();
    }

    [Test]
    public void Clearing_the_end_of_a_table_keeps_what_stands_right_before()
    {
        ulong end = Math.Min(_table.Table.Frames(2), _table.DfnEnd);
        Assert.That(_table.Map(end - (Granule * 2), 0, Granule * 2, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Unmap(end - Granule, Granule), Is.Zero);
        Assert.That(_table.Model.Extents, Has.Count.EqualTo(1));
    }

    [Test]
    public void Near_the_end_of_the_table_pages_are_split_as_anywhere()
    {
        if (!HasLargePages)
        {
            return;
        }

        ulong large = _table.Table.Frames(2);
        Assert.That(_table.Map(_table.DfnEnd - large, 0, large, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Map(_table.DfnEnd - large + Granule, Granule * 2, Granule * 2, MapFlags.Readable), Is.Zero);
        _table.Empty();
    }

    [Test]
    public void A_dump_shows_every_page_and_table()
    {
        ulong count = Math.Min(_table.Table.Frames(2) + (Granule * 5), _table.DfnEnd / 2);
        Assert.That(_table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(_table.Map(_table.DfnEnd - Granule, Granule, Granule, MapFlags.Readable), Is.Zero);
        RecordingSink sink = new();
        _table.Table.Dump(sink);
        Assert.That(sink.Leaves, Is.EqualTo(_table.Now.Leaves));
        int roots = _table.Now.Tables.Count - sink.Tables.Count;
        Assert.That(roots, Is.EqualTo((int)Math.Max(1, _table.DfnEnd >> (_table.Table.Order(_table.Table.Root.Levels) + _table.Table.IndexBits))));
        Assert.That(sink.Tables, Has.All.Matches<(int Level, ulong Dfn, Mfn Table)>(each => _table.Now.Tables[each.Table].FirstDfn == each.Dfn));
    }

    [Test]
    public void After_a_table_was_retired_the_next_call_does_not_go_through_it()
    {
        ulong count = Math.Min(_table.Table.Frames(2), _table.DfnEnd);
        for (int round = 0; round < 3; round++)
        {
            Assert.That(_table.Map(Granule, Granule * 7, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.Unmap(0, count), Is.Zero);
            _table.FlushCompleted();
            Assert.That(_table.Table.Lookup(Granule, out _, out _), Is.EqualTo(-Errno.ENOENT));
            Assert.That(_table.Map(Granule * 3, Granule * 7, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
            _table.FlushCompleted();
            Assert.That(_table.Map(Granule * 3, Granule * 9, Granule, MapFlags.ReadWrite), Is.Zero);
            Assert.That(_table.Unmap(0, count), Is.Zero);
            _table.FlushCompleted();
        }
    }

    [Test]
    public void Entries_say_what_they_were_made_of()
    {
        Random random = new(1);
        TableUnderTest table = _table.Table;
        for (int level = 1; level <= table.Root.Levels; level++)
        {
            foreach (ulong frame in (ulong[])[0, _table.MfnEnd - 1, .. Frames(random)])
            {
                ulong pointed = frame / Granule * Granule << 12;
                ulong pointer = table.Table(level, pointed);
                if (level > 1)
                {
                    Assert.That((table.IsPresent(pointer), table.IsLeaf(pointer, level), table.AddressOf(pointer)), Is.EqualTo((true, false, pointed)));
                    Assert.That(pointer & table.MarkerMask, Is.Zero);
                }

                foreach (MapFlags access in (MapFlags[])[MapFlags.Readable, MapFlags.Writable, MapFlags.ReadWrite])
                {
                    if (table.CanExpress(access) && (table.FormatLeafLevels >> level & 1) != 0)
                    {
                        ulong address = frame / table.Frames(level) * table.Frames(level) << 12;
                        ulong leaf = table.Leaf(level, address, access);
                        Assert.That((table.IsPresent(leaf), table.IsLeaf(leaf, level)), Is.EqualTo((true, true)));
                        Assert.That((table.AddressOf(leaf), table.AccessOf(leaf)), Is.EqualTo((address, access)));
                        Assert.That(table.Leaf(level, table.AddressOf(leaf), table.AccessOf(leaf)), Is.EqualTo(leaf));
                        Assert.That(leaf & table.MarkerMask, Is.Zero);
                    }
                }
            }
        }
    }

    [Test]
    public void Nothing_is_allocated_on_the_heap_by_maps_unmaps_lookups_and_flushes() =>
        Assert.That(tableCase.Create().AllocatedBytes(_machine.Source, tableCase.Options, 0), Is.Zero);

    private ulong[] Frames(Random random)
    {
        ulong[] frames = new ulong[8];
        foreach (ref ulong frame in frames.AsSpan())
        {
            frame = (ulong)random.NextInt64() % _table.MfnEnd;
        }

        return frames;
    }
}
