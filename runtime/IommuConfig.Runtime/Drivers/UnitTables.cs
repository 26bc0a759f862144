using System;

namespace IommuConfig.Runtime;

/// <summary>What page tables of a kind look like on a platform: no more than all its units can walk.</summary>
/// <remarks>
/// Where tables come in whole levels, a unit with fewer address bits walks the lowest part of the same table, and the devices behind it reach only
/// what is mapped there, as in Xen.
/// </remarks>
internal static class UnitTables<TKind, TFormat>
    where TKind : struct, IUnitKind
    where TFormat : struct, IPageTableFormat
{
    // The bits of the shortest walk that every unit of the kind has to be able to do: with VT-d, three levels.
    internal static int MinAddressBits => IsAnyWidth ? 32 : TFormat.GranuleBits + (3 * (TFormat.GranuleBits - 3));

    // Arm's tables are made for any number of address bits; others come in whole levels.
    private static bool IsAnyWidth => TFormat.ConcatenationBits != 0;

    internal static PageTableOptions Options(IommuPlatform platform)
    {
        PageTableOptions options = new() { OutputBits = TFormat.OutputBits, PageSizes = TFormat.PageSizes };
        int unitBits = 64;
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Kind == TKind.Kind)
            {
                options.OutputBits = Math.Min(options.OutputBits, unit.OutputBits);
                options.PageSizes &= unit.PageSizes;
                options.IsNonCoherent |= !unit.IsCoherent;
                unitBits = Math.Min(unitBits, unit.AddressBits);
            }
        }

        if (!platform.Options.Superpages)
        {
            options.PageSizes = 0;
        }

        // The smallest pages there always are.
        options.PageSizes |= 1UL << TFormat.GranuleBits;
        if (unitBits < TFormat.AddressBits)
        {
            options.AddressBits = IsAnyWidth ? unitBits : 0;
            options.SpineLevel = IsAnyWidth ? 0 : 3;
        }
        else if (ReservedBits(platform) is int bits && bits > TFormat.AddressBits && bits <= unitBits)
        {
            options.AddressBits = bits;
        }

        return options;
    }

    // The bits that AMD-Vi's unity maps need, of whatever device: any may come to any domain.
    private static int ReservedBits(IommuPlatform platform) =>
        TKind.Kind == IommuKind.AmdVi && platform.Find<ReservedRegions>() is { } regions
            ? Math.Min(64, TFormat.GranuleBits + ((TFormat.GranuleBits - 3) * regions.MinimumLevels))
            : 0;

    /// <summary>Writes back what the processor's caches hold of some bytes, if a unit of the kind reads behind them.</summary>
    internal static unsafe void WriteBack(IommuPlatform platform, void* start, nuint size)
    {
        // One unit's write-back serves all of them: the caches are the processor's.
        foreach (IommuUnit unit in platform.Units)
        {
            if (unit.Kind == TKind.Kind && !unit.IsCoherent)
            {
                unit.WriteBack(start, size);
                return;
            }
        }
    }

    /// <summary>Where a unit begins to walk: below the root, if it has fewer address bits than the table.</summary>
    internal static TableRoot RootFor(IommuUnit unit, ref PageTable table) =>
        unit.AddressBits < table.AddressBits ? PageTableWalker<TFormat, CoherentHost>.SpineRoot(ref table) : table.Root;
}
