namespace IommuConfig.Models;

/// <summary>A table on the way of a walk: all that hardware must remember of an interior entry to go on from there.</summary>
/// <param name="Table">The machine address of the table.</param>
/// <param name="Level">Its level; 1 is the lowest.</param>
/// <param name="Shift">The number of address bits below those that index it.</param>
/// <param name="IndexBits">The number of address bits that index it.</param>
/// <param name="Access">What the entries above it allow.</param>
public readonly record struct TableStep(ulong Table, int Level, int Shift, int IndexBits, PageAccess Access)
{
    /// <summary>The number of address bits that the table and those below it translate.</summary>
    public int AddressBits => Shift + IndexBits;

    /// <summary>The machine address of the entry for a device address.</summary>
    public ulong EntryAddress(ulong address) => Table + (((address >> Shift) & ((1UL << IndexBits) - 1)) * sizeof(ulong));
}
