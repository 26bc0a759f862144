using System;

namespace IommuConfig.Runtime;

/// <summary>The machine's device tree, as far as it is about devices behind IOMMUs. Who reads the tree implements it, and adds it to the platform.</summary>
public abstract class DeviceTree : PlatformPart
{
    /// <summary>The device at a path, such as <c>/soc/ethernet@ff0e0000</c>, or null. The path is a caller's and may be anything.</summary>
    public abstract Device? Find(string path);

    /// <summary>One entry of a device's <c>iommus</c> property (Devicetree binding <c>iommu/iommu.txt</c>).</summary>
    /// <param name="device">The device.</param>
    /// <param name="index">Which entry, from 0.</param>
    /// <param name="unit">The IOMMU that it names, or null for one that is not available (<c>status</c>), or unknown.</param>
    /// <param name="specifier">The cells after the phandle.</param>
    /// <returns>Whether there is such an entry.</returns>
    public abstract bool TryGetIommu(Device device, int index, out IommuUnit? unit, out ReadOnlySpan<uint> specifier);
}
