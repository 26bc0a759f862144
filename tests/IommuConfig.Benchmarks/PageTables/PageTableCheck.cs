using System;
using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>That all page tables do the same, before anybody asks how fast.</summary>
internal static unsafe class PageTableCheck
{
    private const int ManyLeaves = 100_000;

    /// <summary>Runs a row once for each peer, and compares what is then in the tables, and what the peers find in them.</summary>
    public static void Run(PageTableRow row, PageTablePeer[] peers)
    {
        List<PageTableLeaf>? expected = null;
        foreach (PageTablePeer peer in peers)
        {
            row.Begin(peer, 0);
            long result = row.Run(peer, 0);
            if (result != row.Expected(0))
            {
                throw new BenchmarkException($"{row.Title}: {peer.Name} returns {result}, not {row.Expected(0)}");
            }

            if (peer.Format == PageTablePeer.Vtd)
            {
                List<PageTableLeaf> leaves = PageTableLeaf.AllOf(peer);
                expected ??= leaves;
                Compare(row, peer, expected, leaves);
            }

            CompareTranslations(row, peer, expected!);
        }
    }

    // Where pages become a superpage only the translations are the same.
    private static void Compare(PageTableRow row, PageTablePeer peer, List<PageTableLeaf> expected, List<PageTableLeaf> leaves)
    {
        for (int i = 0; row.Key != PageTableRows.InStep && i < Math.Max(expected.Count, leaves.Count); i++)
        {
            PageTableLeaf one = i < expected.Count ? expected[i] : default, other = i < leaves.Count ? leaves[i] : default;
            if (one != other)
            {
                throw new BenchmarkException($"{row.Title}: {peer.Name} has {other} where there should be {one}");
            }
        }
    }

    // The first and the last frame of each leaf, and those beside them; of many leaves, every few.
    private static void CompareTranslations(PageTableRow row, PageTablePeer peer, List<PageTableLeaf> leaves)
    {
        int step = (leaves.Count / ManyLeaves) + 1;
        for (int i = 0; i < leaves.Count; i += step)
        {
            PageTableLeaf leaf = leaves[i];
            ulong count = 1UL << ((leaf.Level - 1) * 9), address = leaf.Entry & ~0xfffUL;
            bool hasNext = i + 1 < leaves.Count && leaves[i + 1].Dfn == leaf.Dfn + count;
            Expect(leaf.Dfn, address | 3);
            Expect(leaf.Dfn + count - 1, (address + ((count - 1) << 12)) | 3);
            Expect(leaf.Dfn + count, hasNext ? (leaves[i + 1].Entry & ~0xfffUL) | 3 : 0);
        }

        void Expect(ulong dfn, ulong translation)
        {
            ulong found = peer.Lookup(&dfn, 1);
            if (found != translation)
            {
                throw new BenchmarkException($"{row.Title}: {peer.Name} translates {dfn:x} to {found:x}, not to {translation:x}");
            }
        }
    }
}
