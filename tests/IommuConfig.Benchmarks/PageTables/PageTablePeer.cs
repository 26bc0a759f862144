namespace IommuConfig.Benchmarks;

/// <summary>Page tables that are measured. Every method but <see cref="Build"/> is a loop around calls, which is what takes the time.</summary>
/// <param name="name">What it is called in tables.</param>
/// <param name="format">The format of its entries.</param>
internal abstract unsafe class PageTablePeer(string name, string format = PageTablePeer.Vtd)
{
    public const string Vtd = "VT-d";
    public const string Arm = "Arm stage 2";

    public string Name => name;

    public string Format => format;

    public Arena Arena { get; } = new();

    /// <summary>The root table, as the program sees it.</summary>
    public abstract ulong* Root { get; }

    /// <summary>An empty table, and a number of frames, all zeros, to make more of.</summary>
    public void Reset(uint frames)
    {
        Arena.Clear(frames);
        Build(frames);
    }

    /// <summary>Maps.</summary>
    /// <returns>The flush flags of all calls; negative if one failed.</returns>
    public abstract long Map(in Walk walk);

    /// <summary>Unmaps.</summary>
    /// <returns>The flush flags of all calls; negative if one failed.</returns>
    public abstract long Unmap(in Walk walk);

    /// <summary>Maps single pages, each <paramref name="offset"/> frames further.</summary>
    /// <returns>The flush flags of all calls; negative if one failed.</returns>
    public abstract long MapEach(ulong* dfns, ulong count, ulong offset);

    /// <summary>Unmaps single pages, and maps each again before the next one.</summary>
    /// <returns>The flush flags of all calls; negative if one failed.</returns>
    public abstract long RemapEach(ulong* dfns, ulong count, ulong offset);

    /// <summary>Looks pages up.</summary>
    /// <returns>The sum of what is found: machine addresses, with R and W in bits 0 and 1, and 0 where nothing is mapped.</returns>
    public abstract ulong Lookup(ulong* dfns, ulong count);

    /// <summary>Makes the root in memory full of zeros.</summary>
    protected abstract void Build(uint frames);
}
