using System.Collections.Generic;
using System.Numerics;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>What holds of a table after every call.</summary>
internal static class TableChecks
{
    private const int WalksAtOnce = 400;

    /// <summary>Every frame is translated as the model says: by the entries, by hardware, and by lookup.</summary>
    internal static void Translations(CheckedTable table)
    {
        List<Extent> extents = table.Now.Extents;
        Same(extents, table.Model.Extents);
        int step = 1 + (table.Now.Leaves.Count / WalksAtOnce);
        for (int index = 0; index < table.Now.Leaves.Count; index += step)
        {
            Leaf leaf = table.Now.Leaves[index];
            Translation(table, leaf.Dfn, leaf.Order);
            if (leaf.Order != 0)
            {
                Translation(table, leaf.Dfn + (1UL << leaf.Order) - 1, leaf.Order);
            }
        }

        foreach (Extent extent in extents)
        {
            Translation(table, extent.Dfn - 1);
            Translation(table, extent.End - 1);
            Translation(table, extent.End);
        }

        Translation(table, 0);
        Translation(table, table.DfnEnd - 1);
    }

    /// <summary>The marker of every entry is exactly what its definition says; bits that are no marker's are not touched by it.</summary>
    internal static void Markers(CheckedTable table)
    {
        foreach (TableImage image in table.Now.Tables.Values)
        {
            if (!image.IsChecked)
            {
                image.IsChecked = true;
                Markers(table, image);
            }
        }
    }

    /// <summary>Where a table may become a larger page, leaves are the largest of the announced sizes. Nowhere are they of another size.</summary>
    internal static void Sizes(CheckedTable table)
    {
        foreach (Leaf leaf in table.Now.Leaves)
        {
            if ((table.Table.PageSizes >> (leaf.Order + 12) & 1) == 0)
            {
                Mismatch.Throw($"{leaf} has a size that was not announced");
            }
        }

        if (table.ChangesSizeAtOnce)
        {
            List<Leaf> expected = [];
            foreach (Extent extent in table.Model.Extents)
            {
                Split(table, extent, expected);
            }

            Same(table.Now.Leaves, expected);
        }
    }

    private static void Split(CheckedTable table, Extent extent, List<Leaf> leaves)
    {
        int largest = table.Table.HighestLeafLevel;
        for (ulong done = 0; done < extent.Count;)
        {
            ulong dfn = extent.Dfn + done;
            ulong mfn = extent.Mfn + done;
            int level = largest;
            while ((dfn | mfn) % table.Table.Frames(level) != 0 || extent.Count - done < table.Table.Frames(level))
            {
                level--;
            }

            leaves.Add(new Leaf(dfn, table.Table.Order(level), mfn, extent.Access));
            done += table.Table.Frames(level);
        }
    }

    private static void Translation(CheckedTable table, ulong dfn, int? order = null)
    {
        if (dfn >= table.DfnEnd)
        {
            return;
        }

        table.CheckWalk(dfn, "after the call");
        int result = table.Table.Lookup(dfn, out Mfn mfn, out MapFlags flags);
        bool isMapped = table.Model.TryFind(dfn, out Extent extent);
        if (result != (isMapped ? 0 : -Errno.ENOENT) || (isMapped && (mfn.Value != extent.Mfn || flags.Access != extent.Access)))
        {
            Mismatch.Throw($"lookup says of {dfn:x} {result} {mfn} {flags}, the model {extent}");
        }

        if (order is { } expected && flags.Order.Value != expected)
        {
            Mismatch.Throw($"lookup says that {dfn:x} is of order {flags.Order}, the entry {expected}");
        }
    }

    private static void Markers(CheckedTable checkedTable, TableImage image)
    {
        TableUnderTest table = checkedTable.Table;
        ulong[] entries = image.Entries;
        if (table.MarkerShift < 0)
        {
            return;
        }

        bool promotes = checkedTable.ChangesSizeAtOnce && image.Level < table.HighestLeafLevel && image.Level < table.Root.Levels;
        int[] runs = Runs(table, image, promotes);
        for (int index = 0; index < entries.Length; index++)
        {
            int most = index == 0 ? table.IndexBits : BitOperations.TrailingZeroCount(index);
            int stored = most - (int)(entries[index] >> table.MarkerShift & 15);
            if (stored != runs[index])
            {
                Mismatch.Throw($"entry {index} of the table of level {image.Level} for {image.FirstDfn:x} has marker {stored}, not {runs[index]}");
            }
        }
    }

    // For each entry the largest b, at most the low zero bits of its index, such that the 2^b entries from it on are all empty, or map the same way
    // one after another in step: twice as many do if both halves do and the second goes on where the first ends.
    private static int[] Runs(TableUnderTest table, TableImage image, bool promotes)
    {
        ulong[] entries = image.Entries;
        ulong size = table.Frames(image.Level);
        int[] runs = new int[entries.Length];
        for (int bits = 0; bits < table.IndexBits; bits++)
        {
            int half = 1 << bits;
            for (int index = 0; index < entries.Length; index += half * 2)
            {
                if (runs[index] == bits && runs[index + half] == bits && GoesOn(index, index + half))
                {
                    runs[index]++;
                }
            }
        }

        return runs;

        bool GoesOn(int index, int next)
        {
            ulong entry = entries[index] & ~table.MarkerMask;
            ulong other = entries[next] & ~table.MarkerMask;
            if (entry == 0 || !promotes || !table.IsPresent(entry) || !table.IsLeaf(entry, image.Level))
            {
                return entry == 0 && other == 0;
            }

            ulong address = table.AddressOf(entry);
            return (address >> 12) / size % (ulong)entries.Length == (ulong)index &&
                other == table.Leaf(image.Level, address + ((ulong)(next - index) * size << 12), table.AccessOf(entry));
        }
    }

    private static void Same<T>(List<T> actual, List<T> expected)
        where T : notnull
    {
        for (int index = 0; index < actual.Count || index < expected.Count; index++)
        {
            if (index >= actual.Count || index >= expected.Count || !actual[index].Equals(expected[index]))
            {
                string found = index < actual.Count ? actual[index].ToString()! : "nothing";
                string wanted = index < expected.Count ? expected[index].ToString()! : "nothing";
                Mismatch.Throw($"the table says {found} where the model says {wanted} ({index} of {actual.Count}, {expected.Count})");
            }
        }
    }
}
