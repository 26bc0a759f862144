using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>What went wrong in page tables elsewhere, and may not here: named after Xen's security advisories.</summary>
[TestFixtureSource(typeof(TableCases), nameof(TableCases.OfEachFormat))]
internal sealed class InvariantTests(TableCase tableCase) : TableFixture(tableCase)
{
    [Test]
    [Rule("XSA-78")]
    public void XSA_78_to_clear_what_is_present_always_asks_for_a_flush()
    {
        foreach (ulong count in (ulong[])[Granule, Granule * 3, Large, Large + Granule])
        {
            Assert.That(Table.Map(0, Granule, count, MapFlags.Readable), Is.Zero);
            Assert.That(Table.Unmap(0, count), Is.Zero);
            Assert.That(Table.LastFlush & FlushFlags.Modified, Is.EqualTo(FlushFlags.Modified));
            Assert.That(Table.Map(0, 0, count, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Map(0, 0, count, MapFlags.None), Is.Zero);
            Assert.That(Table.LastFlush & FlushFlags.Modified, Is.EqualTo(FlushFlags.Modified));
        }
    }

    [Test]
    [Rule("XSA-222")]
    public void XSA_222_an_unmap_that_has_no_memory_for_a_split_leaves_everything_mapped()
    {
        Assert.That(Table.Map(0, Large, Large * 3, MapFlags.ReadWrite), Is.Zero);
        (ulong, ulong)[] ranges = [(Granule, Granule), (0, Granule), (Large - Granule, Large + (2 * Granule)), (0, Large + Granule)];
        foreach ((ulong first, ulong count) in ranges)
        {
            Table.Source.FailsAfter = 0;
            Table.Source.Asked = 0;
            Assert.That(Table.Unmap(first, count), Is.EqualTo(-Errno.ENOMEM));
            Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.None));
            Assert.That(Table.Model.Extents, Has.Count.EqualTo(1));
            Table.Source.FailsAfter = -1;
        }

        Assert.That(Table.Unmap(Granule, Granule), Is.Zero);
    }

    [Test]
    public void A_call_that_takes_the_last_frames_and_needs_more_gives_them_back()
    {
        PageOrder order = new(Table.Table.GranuleBits - 12);
        FrameList hoard = default;
        while (Machine.Source.Allocate(order, out Mfn frame) == 0)
        {
            Machine.Source.Append(ref hoard, frame);
        }

        uint inUse = Machine.Source.InUse;
        long result = -Errno.ENOMEM;
        for (int left = 0; result != 0; left++)
        {
            FlushFlags flush = FlushFlags.None;
            result = Table.Table.Map(Granule, 0, Large * 3, MapFlags.ReadWrite, ref flush);
            if (result != 0)
            {
                Assert.That((result, flush), Is.EqualTo((-Errno.ENOMEM, FlushFlags.None)));
                Assert.That(Machine.Source.InUse, Is.EqualTo(inUse), $"with {left} tables left");
                Machine.Source.TakeFirst(ref hoard, out Mfn frame);
                Machine.Source.Free(frame);
                inUse -= (uint)Granule;
            }
        }

        Machine.Source.FreeAll(ref hoard);
        Table.Adopt();
        Assert.That(Table.Model.Extents, Has.Count.EqualTo(1));
    }

    [Test]
    [Rule("XSA-275")]
    public void XSA_275_another_address_another_permission_and_another_size_each_ask_for_a_flush()
    {
        const FlushFlags changed = FlushFlags.Added | FlushFlags.Modified;
        Assert.That(Table.Map(0, Granule, Granule, MapFlags.Readable), Is.Zero);
        Assert.That(Table.Map(0, Granule * 2, Granule, MapFlags.Readable), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(changed), "the address");
        Assert.That(Table.Map(0, Granule * 2, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(changed), "the permission");
        Assert.That(Table.Map(0, Granule * 2, Granule, MapFlags.Readable), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(changed), "less permission");
        Assert.That(Table.Map(0, 0, Large, MapFlags.Readable), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(changed | FlushFlags.All), "the size");
        Assert.That(Table.Map(Granule, Granule * 9, Granule, MapFlags.Readable), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(changed), "a smaller size");
    }

    [Test]
    [Rule("XSA-275")]
    public void XSA_275_a_table_is_merged_only_while_all_of_it_is_in_step()
    {
        // All but one in step; one of those is changed; then the last one comes.
        Assert.That(Table.Map(0, 0, Large - Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Map(Granule * 5, Granule * 6, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Map(Large - Granule, Large - Granule, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Now.Leaves, Has.Count.EqualTo(1 << Table.Table.IndexBits));
        Assert.That(Table.Map(Granule * 5, Granule * 5, Granule, MapFlags.Readable), Is.Zero);
        Assert.That(Table.Now.Leaves, Has.Count.EqualTo(1 << Table.Table.IndexBits));
        Assert.That(Table.Map(Granule * 5, Granule * 5, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Now.Leaves, Has.Count.EqualTo(Table.ChangesSizeAtOnce ? 1 : 1 << Table.Table.IndexBits));
    }

    [Test]
    [Rule("XSA-311")]
    public void XSA_311_the_height_is_fixed()
    {
        TableRoot root = Table.Table.Root;
        FlushFlags flush = FlushFlags.None;
        Assert.That(Table.Table.Map(Table.DfnEnd, 0, Granule, MapFlags.ReadWrite, ref flush), Is.EqualTo(-Errno.EFAULT));
        Assert.That(Table.Map(Table.DfnEnd - Granule, 0, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Table.Root, Is.EqualTo(root));
    }

    [Test]
    [Rule("XSA-321")]
    [Rule("XSA-328")]
    [Rule("XSA-366")]
    public void XSA_321_328_366_every_change_of_a_table_is_written_back_also_where_pages_are_split()
    {
        using CheckedTable table = new(Machine, isNonCoherent: true);
        Assert.That(table.Map(0, 0, Large * 2, MapFlags.ReadWrite), Is.Zero);
        SameInMemory(table);
        Assert.That(table.Map(Granule * 3, Granule * 9, Granule * 5, MapFlags.Readable), Is.Zero);
        SameInMemory(table);
        Assert.That(table.Unmap(Large + Granule, Granule), Is.Zero);
        SameInMemory(table);
        Assert.That(table.ChangeSingly(Large * 3, 0, Large, MapFlags.ReadWrite), Is.Zero);
        SameInMemory(table);
        Assert.That(table.Map(0, Large * 4, Large, MapFlags.ReadWrite), Is.Zero);
        SameInMemory(table);
        Assert.That(table.Unmap(0, Large * 4), Is.Zero);
        SameInMemory(table);
    }

    [Test]
    [Rule("XSA-346")]
    public void XSA_346_no_free_before_flush()
    {
        // Room for the root, the tables below it and a few more, so that a table that came back would be handed out at once.
        Assert.That(Table.Map(0, Granule, Granule, MapFlags.ReadWrite), Is.Zero);
        HashSet<Mfn> before = [.. Table.Now.Tables.Keys];
        uint inUse = Table.Source.InUse;
        Assert.That(Table.Unmap(0, Granule), Is.Zero);
        Assert.That(Table.LastFlush, Is.EqualTo(FlushFlags.Modified | FlushFlags.All));
        Assert.That(Table.Source.InUse, Is.EqualTo(inUse), "hardware may still walk them");
        Mfn[] retired = [.. before.Except(Table.Now.Tables.Keys)];
        Assert.That(retired, Is.Not.Empty);
        Assert.That(Table.Map(0, Granule, Granule, MapFlags.ReadWrite), Is.Zero);
        Assert.That(Table.Now.Tables.Keys.Intersect(retired), Is.Empty);
        Table.FlushCompleted();
        Assert.That(Table.Source.InUse, Is.EqualTo(inUse));
        Assert.That(Table.Table.RetiredCount, Is.Zero);
    }

    [Test]
    [Rule("XSA-347")]
    public void XSA_347_who_walks_during_a_change_sees_the_one_or_the_other()
    {
        if (Table.Table.BreaksBeforeMake)
        {
            return;
        }

        // Of the cache nobody is told here: hardware without one.
        FlushFlags flush = FlushFlags.None;
        ulong[] targets = [Granule * 3, Large * 5];
        Assert.That(Table.Table.Map(Granule, targets[0], Granule, MapFlags.ReadWrite, ref flush), Is.Zero);
        Assert.That(Table.Table.Map(Granule * 2, targets[0], Granule * 8, MapFlags.ReadWrite, ref flush), Is.Zero);
        bool isDone = false;
        string? seen = null;
        Thread hardware = new(() =>
        {
            while (!Volatile.Read(ref isDone) && seen is null)
            {
                WalkResult result = Table.Walk.Run(Machine.Memory, Table.Table.Root, Granule << 12);
                if (result.Outcome != WalkOutcome.Mapped || !targets.Contains(result.Target(Granule << 12) >> 12))
                {
                    seen = result.ToString();
                }
            }
        });
        hardware.Start();
        for (int round = 0; round < 20_000; round++)
        {
            Table.Table.Map(Granule, targets[round % 2], Granule * (ulong)(1 + (round % 5)), MapFlags.ReadWrite, ref flush);
        }

        Volatile.Write(ref isDone, true);
        hardware.Join();
        Assert.That(seen, Is.Null);
        Assert.That(Table.Table.Unmap(0, Table.DfnEnd, MapFlags.None, ref flush), Is.Zero);
        Table.Adopt();
    }

    [Test]
    [Rule("XSA-393")]
    public void XSA_393_removal_clears_the_entry_whatever_it_was()
    {
        Assert.That(Table.Map(0, Granule, Granule * 8, MapFlags.ReadWrite), Is.Zero);
        TableImage image = Table.Now.Tables.Values.Single(each => each.Level == 1);
        unsafe
        {
            // Marked invalid for the time being, as one does to watch who uses a page; software knows what it was.
            ulong* entry = Machine.Source.EntriesOf(image.Frame) + 3;
            *entry &= ~3UL;
            FlushFlags flush = FlushFlags.None;
            Assert.That(Table.Table.Unmap(Granule * 3, Granule, MapFlags.None, ref flush), Is.Zero);
            Assert.That(*entry & ~Table.Table.MarkerMask, Is.Zero);
            Assert.That(flush, Is.EqualTo(FlushFlags.Modified));
        }

        Table.Adopt();
        Assert.That(Table.Model.Extents, Has.Count.EqualTo(2));
    }

    [Test]
    [Rule("XSA-393")]
    public void XSA_393_also_of_a_larger_page()
    {
        if (Table.Map(0, Large, Large, MapFlags.ReadWrite) != 0 || Table.Now.Leaves.Count != 1)
        {
            return;
        }

        unsafe
        {
            TableImage image = Table.Now.Tables.Values.Single(each => each.Leaves.Count == 1);
            ulong* entry = Machine.Source.EntriesOf(image.Frame);
            ulong valid = *entry;
            *entry &= ~3UL;
            if (Table.Table.IsPresent(*entry))
            {
                *entry = valid;
                return;
            }

            // For a part of it nothing is there; as a whole it goes.
            FlushFlags flush = FlushFlags.None;
            Assert.That(Table.Table.Unmap(Granule, Granule, MapFlags.None, ref flush), Is.Zero);
            Assert.That(Table.Table.Map(Granule * 2, Granule, Granule, MapFlags.Readable, ref flush), Is.Zero);
            Assert.That(Table.Table.Unmap(0, Large, MapFlags.None, ref flush), Is.Zero);
        }

        Table.Adopt();
        Assert.That(Table.Model.Extents, Is.Empty);
    }

    [Test]
    public void An_error_of_the_hardware_in_the_middle_leaves_no_table_behind_and_everything_mapped_as_it_was()
    {
        if (!Table.Table.BreaksBeforeMake)
        {
            return;
        }

        for (int allowed = 0; allowed < 4; allowed++)
        {
            Assert.That(Table.Map(0, Large, Large * 3, MapFlags.ReadWrite), Is.Zero);
            Assert.That(Table.Map(Large * 3, Granule, Granule * 20, MapFlags.ReadWrite), Is.Zero);
            Func<ulong, ulong, int>? invalidate = Table.Table.Observer.Invalidate;
            int left = allowed;
            Table.Table.Observer.Invalidate = (_, _) => left-- > 0 ? 0 : -Errno.EBUSY;
            FlushFlags flush = FlushFlags.None;
            ulong first = Granule * 5;
            ulong count = (Large * 3) + (Granule * 5);
            long result = Table.Table.Map(first, Granule * 3, count, MapFlags.Readable, ref flush);
            Table.Table.Observer.Invalidate = invalidate;
            TableModel old = Table.Adopt();
            if (result != 0)
            {
                Assert.That(result, Is.EqualTo(-Errno.EBUSY));
                Assert.That(Table.Model.Extents, Is.EqualTo(old.Extents), "everything is as it was");
            }

            Table.Empty();
        }
    }

    [Test]
    public void A_hole_that_the_hardware_does_not_confirm_leaves_the_whole_page()
    {
        if (!Table.Table.BreaksBeforeMake)
        {
            return;
        }

        Assert.That(Table.Map(0, Large, Large, MapFlags.ReadWrite), Is.Zero);
        Func<ulong, ulong, int>? invalidate = Table.Table.Observer.Invalidate;
        Table.Table.Observer.Invalidate = (_, _) => -Errno.EBUSY;
        FlushFlags flush = FlushFlags.None;
        long result = Table.Table.Unmap(Granule, Granule, MapFlags.None, ref flush);
        Table.Table.Observer.Invalidate = invalidate;
        TableModel old = Table.Adopt();

        // Where the size changes at once, nobody is asked.
        Assert.That(result, Is.EqualTo(Table.Model.Extents.SequenceEqual(old.Extents) ? -Errno.EBUSY : 0));
        Assert.That(result == 0, Is.EqualTo(Table.ChangesSizeAtOnce));
    }

    // But for the markers, which hardware does not look at.
    private void SameInMemory(CheckedTable table)
    {
        foreach (TableImage image in table.Now.Tables.Values)
        {
            for (int index = 0; index < image.Entries.Length; index++)
            {
                Machine.Shadow.TryReadEntry((image.Frame.Value << 12) + ((ulong)index * sizeof(ulong)), out ulong seen);
                if (((seen ^ image.Entries[index]) & ~table.Table.MarkerMask) != 0)
                {
                    Assert.Fail($"entry {index} of the table of level {image.Level} for {image.FirstDfn:x} was not written back");
                }
            }
        }
    }
}
