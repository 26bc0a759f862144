namespace IommuConfig.Runtime;

/// <summary>Where a page table begins and what it translates: what an IOMMU is told of it.</summary>
/// <param name="Frame">The first frame of the root.</param>
/// <param name="Levels">The level of the root; the lowest is 1.</param>
/// <param name="AddressBits">
/// The number of bits of the device addresses it translates. Arm: T0SZ is 64 less this; a root that would need more than one table is several
/// of them, one after another.
/// </param>
public readonly record struct TableRoot(Mfn Frame, int Levels, int AddressBits);
