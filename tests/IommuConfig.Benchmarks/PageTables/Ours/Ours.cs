using System.Runtime.CompilerServices;
using IommuConfig.Runtime;

namespace IommuConfig.Benchmarks;

/// <summary>The runtime's page tables: the only place that knows how they are called.</summary>
/// <typeparam name="TFormat">The format.</typeparam>
/// <typeparam name="THost">What the walker needs from around it.</typeparam>
internal unsafe class Ours<TFormat, THost> : PageTablePeer
    where TFormat : struct, IPageTableFormat
    where THost : struct, IPageTableHost
{
    private readonly PageTableOptions _options;
    private FrameSource _memory;

    protected PageTable Table;
    protected THost Host;

    /// <summary>Makes tables of one kind.</summary>
    /// <param name="name">What they are called in tables.</param>
    /// <param name="format">The name of the format.</param>
    /// <param name="host">What the walker needs from around it.</param>
    /// <param name="options">How they are made.</param>
    public Ours(string name, string format, THost host = default, PageTableOptions options = default)
        : base(name, format)
    {
        Host = host;
        _options = options;
        _memory = null!;
    }

    /// <inheritdoc/>
    public override ulong* Root => _memory.EntriesOf(Table.Root.Frame);

    /// <inheritdoc/>
    public override long Map(in Walk walk)
    {
        long result = 0;
        for (ulong group = 0; group < walk.Groups; group++)
        {
            ulong first = group * walk.Stride;
            result |= MapCalls(ref Table, ref Host, walk.Dfn + first, walk.Mfn + first, walk.Count, walk.Calls);
        }

        return result;
    }

    /// <inheritdoc/>
    public override long Unmap(in Walk walk)
    {
        long result = 0;
        for (ulong group = 0; group < walk.Groups; group++)
        {
            result |= UnmapCalls(ref Table, ref Host, walk.Dfn + (group * walk.Stride), walk.Count, walk.Calls);
        }

        return result;
    }

    /// <inheritdoc/>
    public override long MapEach(ulong* dfns, ulong count, ulong offset) => MapEach(ref Table, ref Host, dfns, count, offset);

    /// <inheritdoc/>
    public override long RemapEach(ulong* dfns, ulong count, ulong offset) => RemapEach(ref Table, ref Host, dfns, count, offset);

    /// <inheritdoc/>
    public override ulong Lookup(ulong* dfns, ulong count) => Lookup(ref Table, dfns, count);

    // Loops of their own, as in C, with nothing beside the calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long MapCalls(ref PageTable table, ref THost host, ulong dfn, ulong mfn, ulong count, ulong calls)
    {
        FlushFlags flush = FlushFlags.None;
        for (; calls > 0; calls--, dfn += count, mfn += count)
        {
            long result = PageTableWalker<TFormat, THost>.Map(ref table, ref host, new Dfn(dfn), new Mfn(mfn), count, MapFlags.ReadWrite, ref flush);
            if (result != 0)
            {
                return result;
            }
        }

        return (long)flush;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long UnmapCalls(ref PageTable table, ref THost host, ulong dfn, ulong count, ulong calls)
    {
        FlushFlags flush = FlushFlags.None;
        for (; calls > 0; calls--, dfn += count)
        {
            long result = PageTableWalker<TFormat, THost>.Unmap(ref table, ref host, new Dfn(dfn), count, MapFlags.None, ref flush);
            if (result != 0)
            {
                return result;
            }
        }

        return (long)flush;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long MapEach(ref PageTable table, ref THost host, ulong* dfns, ulong count, ulong offset)
    {
        long result = 0;
        FlushFlags flush = FlushFlags.None;
        for (ulong i = 0; i < count; i++)
        {
            result |= PageTableWalker<TFormat, THost>.Map(ref table, ref host, new Dfn(dfns[i]), new Mfn(dfns[i] + offset), 1, MapFlags.ReadWrite, ref flush);
        }

        return result < 0 ? result : (long)flush;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long RemapEach(ref PageTable table, ref THost host, ulong* dfns, ulong count, ulong offset)
    {
        long result = 0;
        FlushFlags flush = FlushFlags.None;
        for (ulong i = 0; i < count; i++)
        {
            result |= PageTableWalker<TFormat, THost>.Unmap(ref table, ref host, new Dfn(dfns[i]), 1, MapFlags.None, ref flush);
            result |= PageTableWalker<TFormat, THost>.Map(ref table, ref host, new Dfn(dfns[i]), new Mfn(dfns[i] + offset), 1, MapFlags.ReadWrite, ref flush);
        }

        return result < 0 ? result : (long)flush;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Lookup(ref PageTable table, ulong* dfns, ulong count)
    {
        ulong sum = 0;
        for (ulong i = 0; i < count; i++)
        {
            if (PageTableWalker<TFormat, THost>.Lookup(ref table, new Dfn(dfns[i]), out Mfn mfn, out MapFlags flags) == 0)
            {
                sum += (mfn.Value << 12) | (flags.Access.Value >> 6);
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    protected override void Build(uint frames)
    {
        _memory = new FrameSource(Arena.Start, new Mfn(Arena.FirstFrame), frames, isZeroed: true);
        Table = default;
        int result = PageTableWalker<TFormat, THost>.Build(ref Table, ref Host, _memory, _options);
        if (result != 0)
        {
            throw new BenchmarkException($"{Name}: no root: {result}");
        }
    }
}
