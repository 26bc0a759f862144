using System;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>What entries say, what a dump shows of them, and what all of it costs on the heap.</summary>
[TestFixtureSource(typeof(TableCases), nameof(TableCases.All))]
internal sealed class EntryTests(TableCase tableCase) : TableFixture(tableCase)
{
    [Test]
    public void The_announced_sizes_are_levels_of_the_table_from_the_smallest_page_on_without_a_gap()
    {
        ulong expected = 0;
        for (int level = 1; level <= Table.Table.HighestLeafLevel; level++)
        {
            expected |= 1UL << (Table.Table.Order(level) + 12);
        }

        Assert.That(Table.Table.PageSizes, Is.EqualTo(expected));
        Assert.That(Table.Table.HighestLeafLevel, Is.InRange(1, Table.Table.Root.Levels));
    }

    [Test]
    public void A_dump_shows_every_page_and_table()
    {
        ulong count = Math.Min(Table.Table.Frames(2) + (Granule * 5), Table.DfnEnd / 2);
        Assert.That(Table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Map(Table.DfnEnd - Granule, Granule, Granule, MapFlags.Readable), Is.Zero);
        RecordingSink sink = new();
        Table.Table.Dump(sink);
        Assert.That(sink.Leaves, Is.EqualTo(Table.Now.Leaves));
        int roots = Table.Now.Tables.Count - sink.Tables.Count;
        Assert.That(roots, Is.EqualTo((int)Math.Max(1, Table.DfnEnd >> (Table.Table.Order(Table.Table.Root.Levels) + Table.Table.IndexBits))));
        Assert.That(sink.Tables, Has.All.Matches<(int Level, ulong Dfn, Mfn Table)>(each => Table.Now.Tables[each.Table].FirstDfn == each.Dfn));
    }

    [Test]
    public void Entries_say_what_they_were_made_of()
    {
        Random random = new(1);
        TableUnderTest table = Table.Table;
        for (int level = 1; level <= table.Root.Levels; level++)
        {
            foreach (ulong frame in (ulong[])[0, Table.MfnEnd - 1, .. Frames(random)])
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
        Assert.That(Case.Create().AllocatedBytes(Machine.Source, Case.Options, 0), Is.Zero);

    private ulong[] Frames(Random random)
    {
        ulong[] frames = new ulong[8];
        foreach (ref ulong frame in frames.AsSpan())
        {
            frame = (ulong)random.NextInt64() % Table.MfnEnd;
        }

        return frames;
    }
}
