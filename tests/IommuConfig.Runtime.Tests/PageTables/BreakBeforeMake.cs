using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>
/// Watches that no entry that was present becomes another present one unless hardware was made to forget it in between (DDI 0487, "Using
/// break-before-make when updating translation table entries"). What is looked at is memory whenever the walker calls, and after each call.
/// </summary>
internal sealed class BreakBeforeMake(TableUnderTest table, bool changesSizeAtOnce)
{
    private readonly Dictionary<(Mfn Frame, int Index), Broken> _broken = [];
    private TableSnapshot? _last;

    /// <summary>Compares memory with how it was at the last look.</summary>
    internal void Look(TableSnapshot now)
    {
        if (_last is { } last)
        {
            foreach (TableImage image in now.Tables.Values)
            {
                if (last.Tables.TryGetValue(image.Frame, out TableImage? old) && !ReferenceEquals(old, image) && old.Level == image.Level)
                {
                    Compare(old, image, last, now);
                }
            }
        }

        _last = now;
    }

    /// <summary>Hardware forgets a range, in the middle of a call or as its flush.</summary>
    internal void Invalidate(ulong first, ulong count)
    {
        List<(Mfn, int)> done = [];
        foreach (((Mfn, int) place, Broken broken) in _broken)
        {
            if (broken.Covers(first, count))
            {
                done.Add(place);
            }
        }

        done.ForEach(place => _broken.Remove(place));
    }

    internal void Flush(ulong first, ulong count, FlushFlags flags)
    {
        if ((flags & FlushFlags.All) != 0)
        {
            _broken.Clear();
        }
        else if ((flags & FlushFlags.Modified) != 0)
        {
            Invalidate(first, count);
        }

        Mismatch.Unless(_broken.Count == 0, "an entry was cleared that the flush does not cover");
    }

    private void Compare(TableImage old, TableImage image, TableSnapshot last, TableSnapshot now)
    {
        for (int index = 0; index < image.Entries.Length; index++)
        {
            ulong was = old.Entries[index] & ~table.MarkerMask;
            ulong entry = image.Entries[index] & ~table.MarkerMask;
            if (was == entry)
            {
                continue;
            }

            ulong first = image.FirstDfn + ((ulong)index << table.Order(image.Level));
            if (table.IsPresent(was) && table.IsPresent(entry))
            {
                bool isSize = table.IsLeaf(was, image.Level) != table.IsLeaf(entry, image.Level) &&
                    Agree(Mapped(last, was, first, image.Level), Mapped(now, entry, first, image.Level));
                if (!changesSizeAtOnce || !isSize)
                {
                    Mismatch.Throw($"{was:x} for {first:x} became {entry:x}, and hardware was not made to forget it");
                }
            }
            else if (table.IsPresent(was))
            {
                _broken[(image.Frame, index)] = new Broken(Mapped(last, was, first, image.Level), was);
            }
            else if (_broken.Remove((image.Frame, index), out Broken? broken) && broken.Entry != entry)
            {
                Mismatch.Throw($"{broken.Entry:x} for {first:x} was cleared and became {entry:x}, and hardware was not made to forget it");
            }
        }
    }

    // Between two looks a page of a table may have been cleared, or written where none was, too. The one kind is a single page.
    private static bool Agree(List<Extent> left, List<Extent> right)
    {
        TableModel one = new();
        left.ForEach(extent => one.Map(extent.Dfn, extent.Mfn, extent.Count, extent.Access));
        return right.TrueForAll(extent => one.Within(extent.Dfn, extent.Count).TrueForAll(
            part => part.Mfn - part.Dfn == extent.Mfn - extent.Dfn && part.Access == extent.Access));
    }

    // What an entry maps, itself or through tables.
    private List<Extent> Mapped(TableSnapshot snapshot, ulong entry, ulong first, int level)
    {
        ulong count = table.Frames(level);
        if (table.IsLeaf(entry, level))
        {
            return [new Extent(first, count, table.AddressOf(entry) >> 12, table.AccessOf(entry))];
        }

        List<Extent> found = [];
        foreach (Leaf leaf in snapshot.Leaves)
        {
            Extent part = new Extent(leaf.Dfn, 1UL << leaf.Order, leaf.Mfn, leaf.Access).Clip(first, first + count);
            if (part.Count != 0)
            {
                found.Add(part);
            }
        }

        return TableModel.Join(found);
    }

    /// <summary>An entry that was cleared, and what it mapped, itself or through tables.</summary>
    private sealed record Broken(List<Extent> Mapped, ulong Entry)
    {
        internal bool Covers(ulong first, ulong count) => Mapped.TrueForAll(page => page.Clip(first, first + count) == page);
    }
}
