using System;
using System.Collections.Generic;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>The entries of one table at one time.</summary>
internal sealed record TableImage(Mfn Frame, int Level, ulong FirstDfn, ulong[] Entries)
{
    internal List<Leaf> Leaves { get; } = [];

    // What each entry that points to a table leads to: its first frame, and where the table is.
    internal List<(ulong FirstDfn, Mfn Frame)> Lower { get; } = [];

    /// <summary>Whether the checks that need nothing but the image were done.</summary>
    internal bool IsChecked { get; set; }
}

/// <summary>Every table that can be reached from the root, at one time.</summary>
internal sealed unsafe class TableSnapshot
{
    private readonly TableUnderTest _table;
    private readonly MachineMemory _memory;

    private TableSnapshot(TableUnderTest table, MachineMemory memory)
    {
        _table = table;
        _memory = memory;
    }

    /// <summary>By their frame. Each of several tables in place of a root is one.</summary>
    internal Dictionary<Mfn, TableImage> Tables { get; } = [];

    internal List<Leaf> Leaves { get; } = [];

    internal List<Extent> Extents => TableModel.Join(Parts());

    /// <summary>Takes one; what did not change since another is taken from there.</summary>
    internal static TableSnapshot Take(TableUnderTest table, MachineMemory memory, TableSnapshot? before)
    {
        TableSnapshot snapshot = new(table, memory);
        TableRoot root = table.Root;
        ulong covered = table.Frames(root.Levels) << table.IndexBits;
        ulong end = root.AddressBits == 64 ? 1UL << 52 : 1UL << (root.AddressBits - 12);
        Mfn frame = root.Frame;
        for (ulong first = 0; first < end; first += covered)
        {
            snapshot.Add(frame, root.Levels, first, before);
            frame += table.Granule;
        }

        return snapshot;
    }

    /// <summary>Whether both are the same, bit by bit.</summary>
    internal bool IsSame(TableSnapshot other)
    {
        if (Tables.Count != other.Tables.Count)
        {
            return false;
        }

        foreach ((Mfn frame, TableImage image) in Tables)
        {
            if (!other.Tables.TryGetValue(frame, out TableImage? same) || !image.Entries.AsSpan().SequenceEqual(same.Entries))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(Mfn frame, int level, ulong first, TableSnapshot? before)
    {
        ReadOnlySpan<ulong> entries = new(_memory.AddressOf(frame), 1 << _table.IndexBits);
        if (before is null || !before.Tables.TryGetValue(frame, out TableImage? image) || image.Level != level || image.FirstDfn != first ||
            !entries.SequenceEqual(image.Entries))
        {
            image = Decode(frame, level, first, entries);
        }

        Mismatch.Unless(Tables.TryAdd(frame, image), "two entries lead to one table");
        int leaf = 0;
        foreach ((ulong lowerFirst, Mfn lower) in image.Lower)
        {
            for (; leaf < image.Leaves.Count && image.Leaves[leaf].Dfn < lowerFirst; leaf++)
            {
                Leaves.Add(image.Leaves[leaf]);
            }

            Add(lower, level - 1, lowerFirst, before);
        }

        for (; leaf < image.Leaves.Count; leaf++)
        {
            Leaves.Add(image.Leaves[leaf]);
        }
    }

    private TableImage Decode(Mfn frame, int level, ulong first, ReadOnlySpan<ulong> entries)
    {
        TableImage image = new(frame, level, first, entries.ToArray());
        for (int index = 0; index < entries.Length; index++)
        {
            ulong entry = entries[index];
            ulong dfn = first + ((ulong)index << _table.Order(level));
            if (!_table.IsPresent(entry))
            {
                continue;
            }

            if (_table.IsLeaf(entry, level))
            {
                image.Leaves.Add(new Leaf(dfn, _table.Order(level), _table.AddressOf(entry) >> 12, _table.AccessOf(entry)));
            }
            else
            {
                image.Lower.Add((dfn, new Mfn(_table.AddressOf(entry) >> 12)));
            }
        }

        return image;
    }

    private IEnumerable<Extent> Parts()
    {
        foreach (Leaf leaf in Leaves)
        {
            yield return new Extent(leaf.Dfn, 1UL << leaf.Order, leaf.Mfn, leaf.Access);
        }
    }
}
