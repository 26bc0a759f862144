using System;

namespace IommuConfig.Runtime;

/// <summary>What only devices in a device tree have.</summary>
[HookContract]
public interface IDeviceTreeHooks
{
    /// <summary>
    /// Reads one entry of a device's <c>iommus</c> property (Devicetree binding <c>iommu/iommu.txt</c>) and remembers by which id the IOMMU
    /// sees the device. Optional.
    /// </summary>
    /// <param name="device">The device that has the property.</param>
    /// <param name="specifier">The cells after the phandle.</param>
    /// <returns>0; 1 when the device is not behind this IOMMU after all; -EINVAL for a wrong number of cells, and by default.</returns>
    [Hook(DependsOn = "HAS_DEVICE_TREE")]
    static virtual int DtXlate(Device device, ReadOnlySpan<uint> specifier) => -Errno.EINVAL;
}
