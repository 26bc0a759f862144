using IommuConfig.Runtime;

namespace IommuConfig.Benchmarks;

/// <summary>The runtime's page tables, each call with flush flags of its own that nobody reads: what is left if they are not gathered.</summary>
/// <typeparam name="TFormat">The format.</typeparam>
/// <typeparam name="THost">What the walker needs from around it.</typeparam>
internal sealed class OursUngathered<TFormat, THost>(string name, string format) : Ours<TFormat, THost>(name, format)
    where TFormat : struct, IPageTableFormat
    where THost : struct, IPageTableHost
{
    /// <inheritdoc/>
    public override long Map(in Walk walk)
    {
        Walk w = walk;
        long result = 0;
        for (ulong group = 0; group < w.Groups; group++)
        {
            ulong dfn = w.Dfn + (group * w.Stride), mfn = w.Mfn + (group * w.Stride);
            for (ulong call = 0; call < w.Calls; call++, dfn += w.Count, mfn += w.Count)
            {
                FlushFlags flush = FlushFlags.None;
                result |= PageTableWalker<TFormat, THost>.Map(ref Table, ref Host, new Dfn(dfn), new Mfn(mfn), w.Count, MapFlags.ReadWrite, ref flush);
            }
        }

        return result < 0 ? result : (long)FlushFlags.Added;
    }
}
