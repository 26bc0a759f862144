namespace IommuConfig.Runtime;

/// <summary>The operations about devices on PCI. -ENODEV says that the device may be of another kind.</summary>
internal static class PciDomainControl<THooks>
    where THooks : struct, ICoreHooks
{
    internal static int Run(Iommu<THooks> iommu, Domain caller, Domain? domain, GuestMemory guest, ulong argument, DomctlArgument domctl) =>
        domctl.Command switch
        {
            DomainControl.GetDeviceGroup => GetGroup(iommu, caller, domain!, guest, argument, domctl),
            DomainControl.AssignDevice => Assign(iommu, caller, domain!, domctl),
            DomainControl.TestAssignDevice => Test(iommu, caller, domain, domctl),
            DomainControl.DeassignDevice => Deassign(iommu, caller, domain!, domctl),
            _ => -Errno.ENOSYS,
        };

    private static int GetGroup(Iommu<THooks> iommu, Domain caller, Domain domain, GuestMemory guest, ulong argument, DomctlArgument domctl)
    {
        DeviceAccessPolicy? policy = iommu.Platform.Find<DeviceAccessPolicy>();
        DeviceId id = new(domctl.GroupSbdf);
        int result = policy?.CheckGroup(caller, id) ?? 0;
        if (result != 0)
        {
            return result;
        }

        // On an error none is reported, whatever was written.
        uint count = 0;
        result = WriteGroup(iommu.Platform, caller, domain, guest, domctl, policy, ref count);
        domctl.DeviceCount = result == 0 ? count : 0;
        return guest.TryWrite(argument, domctl) ? result : -Errno.EFAULT;
    }

    private static int WriteGroup(
        IommuPlatform platform, Domain caller, Domain domain, GuestMemory guest, DomctlArgument domctl, DeviceAccessPolicy? policy, ref uint count)
    {
        if (platform.FindDevice(new DeviceId(domctl.GroupSbdf)) is not { } asked)
        {
            return -Errno.ENODEV;
        }

        int group = THooks.DeviceGroupOf(asked);
        if (group < 0)
        {
            // A provider that knows no groups keeps every device apart.
            return group == -Errno.EOPNOTSUPP ? 0 : group;
        }

        foreach (Device device in platform.Devices.All)
        {
            if (device.Owner != domain || device == asked || device.IsInDeviceTree || device.Id.Segment != asked.Id.Segment || device.Provider != asked.Provider ||
                (policy is not null && policy.CheckGroup(caller, device.Id) != 0))
            {
                continue;
            }

            int other = THooks.DeviceGroupOf(device);
            if (other < 0)
            {
                return other;
            }

            if (other == group && count < domctl.MaxDevices)
            {
                ulong address = domctl.Devices + ((ulong)count * sizeof(uint));
                if (address < domctl.Devices || !guest.TryWrite(address, (uint)device.Id.RequesterId << 8))
                {
                    return -Errno.EFAULT;
                }

                count++;
            }
        }

        return 0;
    }

    private static int Assign(Iommu<THooks> iommu, Domain caller, Domain domain, DomctlArgument domctl)
    {
        int result = Check(caller, domain, domctl);
        if (result == 0)
        {
            result =
                domain.IsDying || (domctl.Flags & ~(uint)AssignFlags.Relaxed) != 0 ? -Errno.EINVAL :
                CheckPolicy(iommu.Platform, caller, domain, domctl);
        }

        Device? device = iommu.Platform.FindDevice(new DeviceId(domctl.MachineSbdf));
        result = result != 0 ? result : CheckOwner(device);
        return result != 0 ? result : iommu.Assign(domain, device!, (AssignFlags)domctl.Flags);
    }

    private static int Test(Iommu<THooks> iommu, Domain caller, Domain? domain, DomctlArgument domctl)
    {
        int result = Check(caller, domain, domctl);
        if (result == 0)
        {
            result = domctl.Flags != 0 ? -Errno.EINVAL : CheckPolicy(iommu.Platform, caller, domain, domctl);
        }

        if (result != 0)
        {
            return result;
        }

        // Why it cannot be assigned is not told.
        return CheckOwner(iommu.Platform.FindDevice(new DeviceId(domctl.MachineSbdf))) != 0 ? -Errno.EINVAL : 0;
    }

    private static int Deassign(Iommu<THooks> iommu, Domain caller, Domain domain, DomctlArgument domctl)
    {
        int result = Check(caller, domain, domctl);
        if (result != 0)
        {
            return result;
        }

        if (domctl.Flags != 0)
        {
            return -Errno.EINVAL;
        }

        DeviceId id = new(domctl.MachineSbdf);
        result = iommu.Platform.Find<DeviceAccessPolicy>()?.CheckDeassign(caller, domain, id) ?? 0;
        return
            result != 0 ? result :
            iommu.Platform.FindDevice(id) is { } device ? iommu.Deassign(domain, device) :
            -Errno.ENODEV;
    }

    // Nobody assigns devices to himself.
    private static int Check(Domain caller, Domain? domain, DomctlArgument domctl) =>
        domain == caller ? -Errno.EINVAL :
        domctl.DeviceType != DomainControl.PciDevice ? -Errno.ENODEV :
        0;

    private static int CheckPolicy(IommuPlatform platform, Domain caller, Domain? domain, DomctlArgument domctl) =>
        platform.Find<DeviceAccessPolicy>()?.CheckAssign(caller, domain, new DeviceId(domctl.MachineSbdf)) ?? 0;

    // A device can be given away that nobody or the hardware domain owns.
    private static int CheckOwner(Device? device) =>
        device is null ? -Errno.ENODEV :
        device.Owner is { IsHardware: false } ? -Errno.EBUSY :
        0;
}
