namespace IommuConfig.Runtime;

/// <summary>Where a page table begins, and what hardware must know to walk it.</summary>
/// <param name="Frame">The frame of the root; the first of them where the root is larger than a frame.</param>
/// <param name="Levels">The number of levels, at least 1.</param>
/// <param name="AddressBits">The number of bits of a device address that it translates.</param>
public readonly record struct TableRoot(Mfn Frame, int Levels, int AddressBits);
