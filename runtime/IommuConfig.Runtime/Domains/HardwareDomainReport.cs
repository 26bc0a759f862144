using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>What became of the hardware domain's mappings. Errors do not end the mapping: the machine boots, and a device may miss a page.</summary>
public sealed class HardwareDomainReport
{
    private readonly List<string> _lines = [];

    internal HardwareDomainReport()
    {
    }

    /// <summary>The number of frames mapped for reading and writing.</summary>
    public ulong WritableFrames { get; internal set; }

    /// <summary>The number of frames mapped for reading only.</summary>
    public ulong ReadOnlyFrames { get; internal set; }

    /// <summary>The number of ranges that could not be mapped to their end.</summary>
    public int FailedCount { get; private set; }

    /// <summary>The first error, or 0.</summary>
    public int FirstError { get; private set; }

    /// <summary>What is to be printed, a line each.</summary>
    public IReadOnlyList<string> Lines => _lines;

    internal void Say(string line) => _lines.Add("IOMMU: hardware domain: " + line);

    internal void Fail(ulong first, ulong last, int error)
    {
        FailedCount++;
        FirstError = FirstError != 0 ? FirstError : error;
        Say($"frames 0x{first:x} to 0x{last:x} not mapped ({error})");
    }
}
