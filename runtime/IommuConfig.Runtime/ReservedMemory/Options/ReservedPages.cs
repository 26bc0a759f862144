using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>Frames that the command line reserves.</summary>
/// <param name="First">The first frame.</param>
/// <param name="Last">The last frame.</param>
/// <param name="Devices">The devices it is for, in the order in which they are named; none stands for all (<c>ivmd=</c> only).</param>
/// <param name="Column">Where in the option's value it begins. The first character is in column 1.</param>
public sealed record ReservedPages(Mfn First, Mfn Last, IReadOnlyList<DeviceRange> Devices, int Column)
{
    internal ulong FirstByte => First.Value << 12;

    internal ulong LastByte => (Last.Value << 12) | 0xfff;
}
