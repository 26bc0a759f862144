using System;

namespace IommuConfig.Runtime;

/// <summary>How the Arm drivers read a device's entry of the device tree: one cell, the id by which the unit sees it.</summary>
internal static class UnitStreamId
{
    internal static int DtXlate(Device device, ReadOnlySpan<uint> specifier)
    {
        // Our ids have 16 bits, as a requester id on PCI.
        if (specifier.Length != 1 || specifier[0] > ushort.MaxValue)
        {
            return -Errno.EINVAL;
        }

        device.Id = new DeviceId((uint)device.Id.Segment << 16 | specifier[0]);
        return 0;
    }
}
