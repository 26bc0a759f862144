using System.Collections.Generic;

namespace IommuConfig.Benchmarks;

/// <summary>All that is measured of page tables.</summary>
internal static unsafe class PageTableRows
{
    public const string Fresh = "fresh";
    public const string Map = "map";
    public const string MapRange = "map-range";
    public const string UnmapRange = "unmap-range";
    public const string InStep = "in-step";
    public const string OutOfStep = "out-of-step";
    public const string Empties = "empties";
    public const string Split = "split";

    private const long Added = 1, Modified = 2;

    private const ulong Table = 512, Last = Table - 1;

    // Device and machine addresses that differ by this are a multiple of 1 GiB apart, and could be superpages.
    private const ulong InStepOffset = 0x10_0000;
    private const ulong OutOfStepOffset = InStepOffset + 1;
    private const ulong Base = 0x2_4000_0000;

    private const ulong WarmTables = 64, FreshTables = 1024, SplitTables = 512;
    private const ulong Region = 1 << 20, Lookups = 1 << 15;
    private const uint RegionFrames = ((uint)Region / 512) + 256;

    /// <summary>The frames that fresh tables take, and those that are cleared for them.</summary>
    public const uint FreshFrames = (uint)FreshTables, ClearedFrames = FreshFrames + 256;

    /// <summary>All of them, those of the targets first.</summary>
    public static IReadOnlyList<PageTableRow> All { get; } = [.. Targets(), .. Others()];

    private static IEnumerable<PageTableRow> Targets()
    {
        Walk pages = Walks(OutOfStepOffset, 1, Last, WarmTables, 0), ranges = Walks(OutOfStepOffset, Last, 1, WarmTables, Walk.Range);
        Walk whole = Walks(OutOfStepOffset, Table, 1, FreshTables, Walk.Range);
        Walk large = Walks(InStepOffset + Table, Table, Last, WarmTables, 9) with { Stride = Table * Table };
        yield return WarmMap(Map, "map 4K per call, warm", pages, pages.AllCalls);
        yield return WarmMap(MapRange, "map 511 pages per call, warm", ranges, ranges.AllCalls * ranges.Count);
        yield return new(Fresh, "map 512 pages per call, fresh tables", whole.AllCalls * whole.Count)
        {
            IsRebuilt = true, Frames = ClearedFrames, Run = (peer, _) => Flags(peer.Map(whole)), Expected = _ => Added,
        };
        yield return WarmMap("map-2m", "map 2M per call, warm", large, large.AllCalls);
        yield return WarmUnmap("unmap", "unmap 4K per call", pages, pages.AllCalls);
        yield return WarmUnmap(UnmapRange, "unmap 511 pages per call", ranges, ranges.AllCalls * ranges.Count);

        Addresses addresses = Addresses.Within(Base, Region, Region);
        yield return Lookup("lookup", "lookup, random, 4K pages", 0, OutOfStepOffset, addresses);
        yield return Pair(addresses);
        yield return Sparse(Addresses.Sparse());
    }

    private static IEnumerable<PageTableRow> Others()
    {
        Addresses addresses = Addresses.Within(Base, Region, Region);
        yield return Lookup("lookup-2m", "lookup, random, 2M pages", 9, InStepOffset + Table, addresses) with { IsTarget = false };
        yield return Lookup("lookup-1g", "lookup, random, 1G pages", 18, InStepOffset, addresses) with { IsTarget = false };

        Walk inStep = Walks(InStepOffset, 1, Table, WarmTables, 0), outOfStep = inStep with { Mfn = Base + OutOfStepOffset };
        yield return FreshPages(InStep, "map 4K per call, fresh tables, in step", inStep);
        yield return FreshPages(OutOfStep, "map 4K per call, fresh tables, out of step", outOfStep);

        Walk whole = Walks(OutOfStepOffset, Table, 1, WarmTables, Walk.Range);
        yield return new(Empties, "unmap 512 pages per call: the table is empty", whole.AllCalls * whole.Count)
        {
            IsTarget = false, IsRebuilt = true,
            Prepare = peer => peer.Map(whole), Run = (peer, _) => Flags(peer.Unmap(whole)), Expected = _ => Modified,
        };

        Walk large = Walks(InStepOffset + Table, Table, 1, SplitTables, 9), first = large with { Count = 1, Order = 0 };
        yield return new(Split, "unmap 4K out of a 2M page", large.AllCalls)
        {
            IsTarget = false, IsRebuilt = true, Frames = 1024,
            Prepare = peer => peer.Map(large), Run = (peer, _) => Flags(peer.Unmap(first)), Expected = _ => Modified,
        };
    }

    private static Walk Walks(ulong offset, ulong count, ulong calls, ulong groups, long order) => new(Base, Base + offset, count, calls, groups, Table, order);

    // The last entry of each table stays, and with it the table.
    private static PageTableRow WarmMap(string key, string title, Walk walk, ulong operations) => new(key, title, operations)
    {
        Prepare = peer => Keep(peer, walk), Before = peer => peer.Unmap(walk), Run = (peer, _) => Flags(peer.Map(walk)), Expected = _ => Added,
    };

    private static PageTableRow WarmUnmap(string key, string title, Walk walk, ulong operations) => new(key, title, operations)
    {
        Prepare = peer => Keep(peer, walk), Before = peer => peer.Map(walk), Run = (peer, _) => Flags(peer.Unmap(walk)), Expected = _ => Modified,
    };

    private static PageTableRow FreshPages(string key, string title, Walk walk) => new(key, title, walk.AllCalls)
    {
        IsTarget = false, IsRebuilt = true, Run = (peer, _) => Flags(peer.Map(walk), Added), Expected = _ => Added,
    };

    private static PageTableRow Lookup(string key, string title, int order, ulong offset, Addresses addresses) => new(key, title, Lookups)
    {
        Frames = RegionFrames,
        Prepare = peer => MapRegion(peer, order, offset),
        Run = (peer, run) => (long)peer.Lookup(addresses.Part(run, Lookups), Lookups),
        Expected = run => addresses.SumOfPart(run, Lookups, offset),
    };

    private static PageTableRow Pair(Addresses addresses) => new("pair", "unmap and map a 4K page, random", Lookups)
    {
        Frames = RegionFrames,
        Prepare = peer => MapRegion(peer, 0, OutOfStepOffset),
        Run = (peer, run) => Flags(peer.RemapEach(addresses.Part(run, Lookups), Lookups, OutOfStepOffset)),
        Expected = _ => Added | Modified,
    };

    private static PageTableRow Sparse(Addresses addresses) => new("sparse", "map 4K, three fresh tables each", 512)
    {
        IsRebuilt = true, Frames = 2048, Run = (peer, _) => Flags(peer.MapEach(addresses.Part(0, 512), 512, OutOfStepOffset)), Expected = _ => Added,
    };

    private static void Keep(PageTablePeer peer, Walk walk)
    {
        ulong page = 1UL << (int)(walk.Order < 0 ? 0 : walk.Order);
        peer.Map(walk.LastOfGroups(page, walk.Order < 0 ? 0 : walk.Order));
    }

    private static void MapRegion(PageTablePeer peer, int order, ulong offset) =>
        peer.Map(new Walk(Base, Base + offset, 1UL << order, Region >> order, 1, 0, order));

    // Of the flush flags, those that do not depend on what a peer frees and promotes; an error as it is.
    private static long Flags(long result, long which = Added | Modified) => result < 0 ? result : result & which;
}
