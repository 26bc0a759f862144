namespace IommuConfig.Runtime;

/// <summary>The domain control hypercall (Xen's <c>HYPERVISOR_domctl</c>), as far as it is about devices behind IOMMUs.</summary>
public static class DomainControl
{
    /// <summary><c>XEN_DOMCTL_assign_device</c>: gives a device to the domain.</summary>
    public const uint AssignDevice = 37;

    /// <summary><c>XEN_DOMCTL_test_assign_device</c>: whether that can be done, for any domain if none is named.</summary>
    public const uint TestAssignDevice = 45;

    /// <summary><c>XEN_DOMCTL_deassign_device</c>: takes a device from the domain.</summary>
    public const uint DeassignDevice = 47;

    /// <summary><c>XEN_DOMCTL_get_device_group</c>: which other devices of the domain are in a device's group.</summary>
    public const uint GetDeviceGroup = 50;

    /// <summary><c>XEN_DOMCTL_DEV_PCI</c>: the device is named by where it is on PCI.</summary>
    public const uint PciDevice = 0;

    /// <summary><c>XEN_DOMCTL_DEV_DT</c>: the device is named by its path in the device tree.</summary>
    public const uint DeviceTreeDevice = 1;

    /// <summary>Runs one operation: as one about PCI devices and, when those answer -ENODEV, as one about devices of the device tree.</summary>
    /// <param name="iommu">The layer.</param>
    /// <param name="caller">The domain that calls.</param>
    /// <param name="domain">The domain that the operation names, or null if it names none.</param>
    /// <param name="guest">The caller's memory.</param>
    /// <param name="argument">The address of the operation's <see cref="DomctlArgument"/> in it.</param>
    /// <returns>
    /// 0; -ENOSYS for an unknown operation, and where there are no IOMMU drivers; -EFAULT when the argument, or what it points to, is not in
    /// the caller's memory; -ESRCH without a domain, where there has to be one; -EOPNOTSUPP when the domain, or without one the machine, has
    /// no IOMMU in use; -ENODEV when no such device is known; as the operation defines.
    /// </returns>
    public static int Run<THooks>(Iommu<THooks> iommu, Domain caller, Domain? domain, GuestMemory guest, ulong argument)
        where THooks : struct, ICoreHooks
    {
        if (!THooks.IsAvailable)
        {
            return -Errno.ENOSYS;
        }

        if (!guest.TryRead(argument, out DomctlArgument domctl))
        {
            return -Errno.EFAULT;
        }

        if (domain is null && domctl.Command != TestAssignDevice)
        {
            return -Errno.ESRCH;
        }

        if (!(domain is null ? iommu.Platform.IsEnabled : domain.IsEnabled))
        {
            return -Errno.EOPNOTSUPP;
        }

        int result = -Errno.ENODEV;
        if (THooks.HasPci)
        {
            result = PciDomainControl<THooks>.Run(iommu, caller, domain, guest, argument, domctl);
        }

        if (THooks.HasDeviceTree && result == -Errno.ENODEV)
        {
            result = DeviceTreeDomainControl<THooks>.Run(iommu, caller, domain, guest, domctl);
        }

        return result;
    }
}
