using System;

namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <summary>Brings a device of the device tree to the IOMMU that its <c>iommus</c> property names. It reaches nothing until it is assigned.</summary>
    /// <returns>
    /// 0, also if that was done before; 1 when it is behind no IOMMU in use, so that its DMA is not translated; -EINVAL when its entries name
    /// several IOMMUs, or no entry that the IOMMU understands; -EOPNOTSUPP for several entries for one; the provider's error.
    /// </returns>
    public int AddDeviceTreeDevice(Device device)
    {
        if (!THooks.HasDeviceTree || !Platform.IsEnabled)
        {
            return 1;
        }

        Platform.DeviceLock.Acquire();
        int result = device.Unit is null ? Register(device) : 0;
        Platform.DeviceLock.Release();
        return result;
    }

    /// <summary>Takes a device of the device tree out of the system.</summary>
    /// <returns>
    /// 0; 1 without an IOMMU in use; -EBUSY while a domain owns it; -ENODEV if it was not added; -EOPNOTSUPP where the provider cannot; the
    /// provider's other error.
    /// </returns>
    public int RemoveDeviceTreeDevice(Device device) => THooks.HasDeviceTree && Platform.IsEnabled ? RemoveDevice(device) : 1;

    private int Register(Device device)
    {
        DeviceId id = device.Id;
        int result = ReadEntries(device);
        if (result == 0)
        {
            result = THooks.AddDevice(device.Id.Devfn, device);
        }

        if (result != 0)
        {
            device.Unit = null;
            device.Id = id;
            return result;
        }

        device.IsInDeviceTree = true;
        Platform.Devices.Add(device);
        return 0;
    }

    private int ReadEntries(Device device)
    {
        DeviceTree? tree = Platform.Find<DeviceTree>();
        int result = 1;
        for (int index = 0; tree is not null && tree.TryGetIommu(device, index, out IommuUnit? unit, out ReadOnlySpan<uint> specifier); index++)
        {
            if (unit is null || !Platform.Providers.Contains(unit.Provider))
            {
                return 1;
            }

            if (device.Unit is not null)
            {
                return device.Unit == unit ? -Errno.EOPNOTSUPP : -Errno.EINVAL;
            }

            device.Unit = unit;
            result = THooks.XlateDeviceTreeEntry(device, specifier);
            if (result != 0)
            {
                break;
            }
        }

        return result;
    }
}
