using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Frames that are mapped one after another to others, all in the same way.</summary>
internal readonly record struct Extent(ulong Dfn, ulong Count, ulong Mfn, MapFlags Access)
{
    internal ulong End => Dfn + Count;

    internal Extent Clip(ulong first, ulong end)
    {
        ulong from = Math.Max(Dfn, first);
        ulong to = Math.Min(End, end);
        return new Extent(from, to > from ? to - from : 0, Mfn + (from - Dfn), Access);
    }

    public override string ToString() => $"{Dfn:x}+{Count:x}->{Mfn:x} {Access}";
}

/// <summary>One entry that maps.</summary>
internal readonly record struct Leaf(ulong Dfn, int Order, ulong Mfn, MapFlags Access)
{
    public override string ToString() => $"{Dfn:x}/{Order}->{Mfn:x} {Access}";
}

/// <summary>What a page table should say: a map from frames to frames and permissions, kept as runs.</summary>
internal sealed class TableModel
{
    internal List<Extent> Extents { get; private set; } = [];

    internal static List<Extent> Join(IEnumerable<Extent> parts)
    {
        List<Extent> joined = [];
        foreach (Extent part in parts)
        {
            if (part.Count == 0)
            {
                continue;
            }

            if (joined.Count != 0 && joined[^1] is { } last && last.End == part.Dfn && last.Mfn + last.Count == part.Mfn && last.Access == part.Access)
            {
                joined[^1] = last with { Count = last.Count + part.Count };
            }
            else
            {
                joined.Add(part);
            }
        }

        return joined;
    }

    internal TableModel Copy() => new() { Extents = [.. Extents] };

    internal void Unmap(ulong dfn, ulong count) => Replace(dfn, count, null);

    internal void Map(ulong dfn, ulong mfn, ulong count, MapFlags access)
    {
        if (access == MapFlags.None)
        {
            Unmap(dfn, count);
        }
        else
        {
            Replace(dfn, count, new Extent(dfn, count, mfn, access));
        }
    }

    internal bool TryFind(ulong dfn, out Extent found)
    {
        foreach (Extent extent in Extents)
        {
            if (dfn >= extent.Dfn && dfn < extent.End)
            {
                found = extent.Clip(dfn, dfn + 1);
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>What is mapped within a range.</summary>
    internal List<Extent> Within(ulong dfn, ulong count)
    {
        List<Extent> found = [];
        foreach (Extent extent in Extents)
        {
            Extent part = extent.Clip(dfn, dfn + count);
            if (part.Count != 0)
            {
                found.Add(part);
            }
        }

        return found;
    }

    private void Replace(ulong dfn, ulong count, Extent? by)
    {
        List<Extent> parts = [];
        foreach (Extent extent in Extents)
        {
            parts.Add(extent.Clip(0, dfn));
            parts.Add(extent.Clip(dfn + count, ulong.MaxValue));
        }

        if (by is { } extra)
        {
            parts.Add(extra);
        }

        parts.RemoveAll(part => part.Count == 0);
        parts.Sort((left, right) => left.Dfn.CompareTo(right.Dfn));
        Extents = Join(parts);
    }
}
