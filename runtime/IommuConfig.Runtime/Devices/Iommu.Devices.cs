namespace IommuConfig.Runtime;

public readonly partial struct Iommu<THooks>
{
    /// <summary>Brings a device to the IOMMU it is behind. It reaches nothing until it is assigned.</summary>
    /// <returns>0; -ENODEV when no IOMMU that is in use translates for it; -EEXIST the second time; the provider's error.</returns>
    public int AddDevice(Device device)
    {
        if (device.Unit is not null)
        {
            return -Errno.EEXIST;
        }

        IommuUnit? unit = Platform.UnitOf(device.Id);
        if (unit is null || !Platform.Providers.Contains(unit.Provider))
        {
            return -Errno.ENODEV;
        }

        device.Unit = unit;
        int result = THooks.AddDevice(device.Id.Devfn, device);
        if (result == 0)
        {
            result = THooks.EnableDevice(device);
            if (result != 0)
            {
                THooks.RemoveDevice(device.Id.Devfn, device);
            }
        }

        if (result == 0)
        {
            Platform.Devices.Add(device);
        }
        else
        {
            device.Unit = null;
        }

        return result;
    }

    /// <summary>Takes a device out of the system, and with it the scratch page of its quarantine.</summary>
    /// <returns>0; -ENODEV if it was not added; -EBUSY while a domain owns it; the provider's error.</returns>
    public int RemoveDevice(Device device)
    {
        if (device.Unit is null)
        {
            return -Errno.ENODEV;
        }

        if (device.Owner is not null)
        {
            return -Errno.EBUSY;
        }

        int result = THooks.RemoveDevice(device.Id.Devfn, device);
        if (result == 0)
        {
            device.Unit = null;
            Platform.Devices.Remove(device);
        }

        return result;
    }

    /// <summary>Gives a device to a domain: its DMA goes through the domain's page table from now on.</summary>
    /// <remarks>A device that nobody or the hardware domain owns may be given away. The first device of a domain without a provider brings its own.</remarks>
    /// <returns>
    /// 0; -EOPNOTSUPP for a domain without an IOMMU; -EINVAL for one that is being destroyed; -ENODEV for a device that was not added; -EBUSY
    /// for one that another domain owns; -EXDEV when the domain belongs to another provider than the device; the provider's error.
    /// </returns>
    public int Assign(Domain domain, Device device, AssignFlags flags)
    {
        int result = CheckAssign(domain, device);
        if (result != 0)
        {
            return result;
        }

        // Where the device goes when it is taken away is made ready now, so that taking it away cannot fail.
        if (THooks.Quarantine != QuarantineMode.None)
        {
            result = THooks.QuarantineInit(device, THooks.Quarantine == QuarantineMode.ScratchPage);
            if (result != 0)
            {
                return result;
            }
        }

        bool joins = domain.Providers.IsEmpty;
        if (joins)
        {
            result = Join(domain, device.Provider);
            if (result != 0)
            {
                return result;
            }
        }

        byte devfn = device.Id.Devfn;
        result = device.Owner is { } source
            ? THooks.ReassignDevice(source, domain, devfn, device)
            : THooks.AssignDevice(domain, devfn, device, flags);
        if (result == 0)
        {
            SetOwner(device, domain);
        }
        else if (joins)
        {
            Leave(domain, device.Provider);
        }

        return result;
    }

    /// <summary>
    /// Takes a device from its domain. From now on its DMA goes where <see cref="IDispatchTable.Quarantine"/> says: nowhere, to a page of its own
    /// that nobody uses, or, without a quarantine, through the hardware domain's page table again.
    /// </summary>
    /// <returns>0; -EOPNOTSUPP for a domain without an IOMMU; -ENODEV if the domain does not own it; the provider's error.</returns>
    public int Deassign(Domain domain, Device device)
    {
        if (!domain.IsEnabled)
        {
            return -Errno.EOPNOTSUPP;
        }

        if (device.Owner != domain)
        {
            return -Errno.ENODEV;
        }

        Domain? target = null;
        if (THooks.Quarantine == QuarantineMode.None &&
            Platform.HardwareDomain is { } hardware && hardware != domain && hardware.Providers.Contains(device.Provider))
        {
            target = hardware;
        }

        int result = THooks.ReassignDevice(domain, target, device.Id.Devfn, device);
        if (result == 0)
        {
            SetOwner(device, target);
        }

        return result;
    }

    private static int CheckAssign(Domain domain, Device device)
    {
        if (!domain.IsEnabled)
        {
            return -Errno.EOPNOTSUPP;
        }

        if (domain.IsDying)
        {
            return -Errno.EINVAL;
        }

        if (device.Provider.IsNone)
        {
            return -Errno.ENODEV;
        }

        if (device.Owner is { } owner && (owner == domain || !owner.IsHardware))
        {
            return -Errno.EBUSY;
        }

        // Until a domain can span providers, one is all it can have.
        return domain.Providers.IsEmpty || domain.Providers.Contains(device.Provider) ? 0 : -Errno.EXDEV;
    }

    // Ownership changes only after the hardware has.
    private static void SetOwner(Device device, Domain? owner)
    {
        if (device.Owner is { } previous)
        {
            previous.DeviceCount--;
        }

        device.Owner = owner;
        if (owner is not null)
        {
            owner.DeviceCount++;
        }
    }
}
