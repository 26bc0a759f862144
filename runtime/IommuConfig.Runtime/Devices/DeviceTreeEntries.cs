using System;

namespace IommuConfig.Runtime;

/// <summary>The entries of <c>iommus</c> properties, where there is a device tree.</summary>
public static class DeviceTreeEntries
{
    /// <inheritdoc cref="IDeviceTreeHooks.DtXlate"/>
    public static int Xlate<THooks>(Device device, ReadOnlySpan<uint> specifier)
        where THooks : struct, IDeviceTreeHooks => THooks.DtXlate(device, specifier);
}
