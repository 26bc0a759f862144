using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>An entry that maps, as hardware sees it.</summary>
/// <param name="Dfn">The first frame of the device's addresses that it translates.</param>
/// <param name="Level">The level of its table.</param>
/// <param name="Entry">The entry, without what hardware ignores.</param>
internal readonly record struct PageTableLeaf(ulong Dfn, int Level, ulong Entry)
{
    private const ulong Markers = 0xfUL << 52;
    private const ulong Address = 0x000f_ffff_ffff_f000;

    /// <summary>All of a table of VT-d's second level; of tables it asks that they are readable and writable.</summary>
    public static unsafe List<PageTableLeaf> AllOf(PageTablePeer peer)
    {
        var leaves = new List<PageTableLeaf>();
        Add(peer.Root, 4, 0);
        return leaves;

        void Add(ulong* entries, int level, ulong first)
        {
            for (ulong index = 0; index < 512; index++)
            {
                ulong entry = entries[index] & ~Markers, dfn = first + (index << ((level - 1) * 9));
                if (level == 1 || (entry & 0x80) != 0)
                {
                    AddLeaf(dfn, level, entry);
                }
                else if ((entry & ~Address) == 3)
                {
                    Add((ulong*)(peer.Arena.Origin + (entry & Address)), level - 1, dfn);
                }
                else if (entry != 0)
                {
                    throw new BenchmarkException($"{peer.Name}: {entry:x} in a table of level {level}");
                }
            }
        }

        void AddLeaf(ulong dfn, int level, ulong entry)
        {
            if (entry != 0)
            {
                leaves.Add(new PageTableLeaf(dfn, level, entry));
            }
        }
    }
}
