#pragma warning disable
using IommuConfig.Runtime;
namespace IommuConfig.Benchmarks;

internal interface IPageTableHost { bool IsPreemptionPending { get; } int Invalidate(Dfn first, ulong count); unsafe void WriteBack(void* start, nuint size); }
internal struct CoherentHost : IPageTableHost { public bool IsPreemptionPending => false; public int Invalidate(Dfn first, ulong count) => 0; public unsafe void WriteBack(void* start, nuint size) { } }
internal record struct PageTableOptions { public ulong PageSizes { get; set; } public bool IsNonCoherent { get; set; } }
internal readonly record struct TableRoot(Mfn Frame, int Levels, int AddressBits);
internal unsafe struct PageTable { public TableRoot Root; public FrameSource M; public ulong* E; public bool Wb; public void FlushCompleted() { } }
internal static unsafe class PageTableWalker<TFormat, THost> where TFormat : struct where THost : struct, IPageTableHost
{
    public static int Build(ref PageTable t, FrameSource m, in PageTableOptions o) { t.M = m; m.Allocate(out Mfn f); t.Root = new(f, 4, 48); t.E = m.EntriesOf(f); t.Wb = o.IsNonCoherent; return 0; }
    static ulong* Find(ref PageTable t, ulong dfn, int leaf, bool make)
    {
        ulong* e = t.E;
        for (int l = 4; l > leaf; l--)
        {
            ulong* p = e + (dfn >> (l - 1) * 9 & 511);
            if ((*p & 3) == 0) { if (!make) return null; t.M.Allocate(out Mfn f); *p = f.Value << 12 | 3; }
            e = t.M.EntriesOf(new((*p & 0xffffffffff000) >> 12));
        }
        return e + (dfn >> (leaf - 1) * 9 & 511);
    }
    static int Leaf(ulong all, ulong count) => (all & 0x3ffff) == 0 && count >= 0x40000 ? 3 : (all & 511) == 0 && count >= 512 ? 2 : 1;
    public static long Map(ref PageTable t, ref THost host, Dfn dfn, Mfn mfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        for (ulong i = 0, s; i < count; i += s)
        {
            int leaf = Leaf(dfn.Value + i | mfn.Value + i, count - i); s = 1UL << (leaf - 1) * 9;
            ulong* e = Find(ref t, dfn.Value + i, leaf, true);
            if ((*e & 3) != 0) flush |= FlushFlags.Modified;
            *e = mfn.Value + i << 12 | 3 | (leaf > 1 ? 0x80UL : 0); flush |= FlushFlags.Added;
            if (t.Wb) host.WriteBack(e, 8);
        }
        return 0;
    }
    public static long Unmap(ref PageTable t, ref THost host, Dfn dfn, ulong count, MapFlags flags, ref FlushFlags flush)
    {
        for (ulong i = 0, s; i < count; i += s)
        {
            int leaf = Leaf(dfn.Value + i, count - i); s = 1UL << (leaf - 1) * 9;
            ulong* e = Find(ref t, dfn.Value + i, leaf, false);
            if (e != null && (*e & 3) != 0) { flush |= FlushFlags.Modified; *e = 0; if (t.Wb) host.WriteBack(e, 8); }
        }
        return 0;
    }
    public static int Lookup(ref PageTable t, Dfn dfn, out Mfn mfn, out MapFlags flags)
    {
        ulong* e = t.E;
        for (int l = 4; ; l--)
        {
            ulong p = e[dfn.Value >> (l - 1) * 9 & 511];
            if ((p & 3) == 0) { mfn = default; flags = default; return -2; }
            if (l == 1 || (p & 0x80) != 0) { mfn = new((p & 0xffffffffff000) >> 12 | dfn.Value & (1UL << (l - 1) * 9) - 1); flags = new((uint)(p & 3) << 6); return 0; }
            e = t.M.EntriesOf(new((p & 0xffffffffff000) >> 12));
        }
    }
}
