namespace IommuConfig.Runtime;

/// <summary>
/// The size of Arm's tables and smallest pages, and which levels above may map (Arm ARM, DDI 0487, D8.2 "Translation process": without FEAT_LPA2
/// there is one block size above the pages, and with 4 KiB two).
/// </summary>
public interface IArmGranule
{
    /// <summary>The size as a power of two.</summary>
    static abstract int Bits { get; }

    /// <summary>The levels that may map: bit n for level n, from 1 (Arm: level 3) up.</summary>
    static abstract int LeafLevels { get; }

    /// <summary>Their sizes: bit n for 2^n bytes.</summary>
    static abstract ulong PageSizes { get; }
}

/// <summary>4 KiB; blocks of 2 MiB and 1 GiB.</summary>
public readonly struct Granule4K : IArmGranule
{
    /// <inheritdoc/>
    public static int Bits => 12;

    /// <inheritdoc/>
    public static int LeafLevels => 0b1110;

    /// <inheritdoc/>
    public static ulong PageSizes => 1UL << 12 | 1UL << 21 | 1UL << 30;
}

/// <summary>16 KiB; blocks of 32 MiB.</summary>
public readonly struct Granule16K : IArmGranule
{
    /// <inheritdoc/>
    public static int Bits => 14;

    /// <inheritdoc/>
    public static int LeafLevels => 0b0110;

    /// <inheritdoc/>
    public static ulong PageSizes => 1UL << 14 | 1UL << 25;
}

/// <summary>64 KiB; blocks of 512 MiB.</summary>
public readonly struct Granule64K : IArmGranule
{
    /// <inheritdoc/>
    public static int Bits => 16;

    /// <inheritdoc/>
    public static int LeafLevels => 0b0110;

    /// <inheritdoc/>
    public static ulong PageSizes => 1UL << 16 | 1UL << 29;
}
