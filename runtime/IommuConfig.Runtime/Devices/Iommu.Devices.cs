namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <summary>Brings a device to the IOMMU it is behind. It reaches nothing until it is assigned.</summary>
    /// <returns>0; -ENODEV when no IOMMU that is in use translates for it; -EEXIST the second time; the provider's error.</returns>
    public int AddDevice(Device device)
    {
        Platform.DeviceLock.Acquire();
        int result = device.Unit is null ? Add(device) : -Errno.EEXIST;
        Platform.DeviceLock.Release();
        return result;
    }

    /// <summary>Takes a device out of the system, and with it what its quarantine was made of.</summary>
    /// <returns>0; -ENODEV if it was not added; -EBUSY while a domain owns it; the provider's error.</returns>
    public int RemoveDevice(Device device)
    {
        Platform.DeviceLock.Acquire();
        int result = device.Unit is null ? -Errno.ENODEV : device.Owner is not null ? -Errno.EBUSY : Remove(device);
        Platform.DeviceLock.Release();
        return result;
    }

    /// <summary>
    /// A device did not say in time that it forgot what it remembers of its domain's translations (ATS). Nothing it does can be trusted any more: it is
    /// broken, and its owner, unless that drives the machine, crashes.
    /// </summary>
    /// <remarks>
    /// Called where hardware waits for the device, which may be in the middle of a flush: it takes no lock. The device stays where it is until its owner
    /// is destroyed or gives it back.
    /// </remarks>
    public void InvalidationTimedOut(Device device) => Break(device, device.Owner, null);

    private int Add(Device device)
    {
        IommuUnit? unit = Platform.UnitOf(device.Id);
        if (unit is null || !Platform.Providers.Contains(unit.Provider))
        {
            return -Errno.ENODEV;
        }

        device.Unit = unit;
        int result = 0;
        int added = 0;
        for (; added < device.Functions.Count; added++)
        {
            result = THooks.AddDevice(device.Functions[added], device);
            if (result != 0)
            {
                break;
            }
        }

        result = result == 0 ? THooks.EnableDevice(device) : result;
        if (result != 0)
        {
            while (added > 0)
            {
                THooks.RemoveDevice(device.Functions[--added], device);
            }

            device.Unit = null;
            return result;
        }

        Platform.Devices.Add(device);
        return 0;
    }

    private int Remove(Device device)
    {
        for (int index = 0; index < device.Functions.Count; index++)
        {
            int result = THooks.RemoveDevice(device.Functions[index], device);
            if (result != 0)
            {
                return result;
            }
        }

        Platform.Devices.Remove(device);
        device.Unit = null;
        device.IsBroken = device.IsQuarantined = device.IsInDeviceTree = false;
        return 0;
    }

    private void Break(Device device, Domain? owner, Domain? target)
    {
        device.IsBroken = true;
        Platform.Trace?.Broken(device.Id.ToString());
        owner?.Crash();
        target?.Crash();
    }
}
