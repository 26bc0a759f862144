using System;
using System.Text;

namespace IommuConfig.Runtime;

/// <summary>The operations about devices of the device tree. -ENODEV says that the device may be of another kind.</summary>
internal static class DeviceTreeDomainControl<THooks>
    where THooks : struct, ICoreHooks
{
    private const uint MaxPathLength = 4096;

    internal static int Run(Iommu<THooks> iommu, Domain caller, Domain? domain, GuestMemory guest, DomctlArgument domctl) =>
        domctl.Command is not (DomainControl.AssignDevice or DomainControl.TestAssignDevice or DomainControl.DeassignDevice) ? -Errno.ENOSYS :
        domctl.DeviceType != DomainControl.DeviceTreeDevice ? -Errno.ENODEV :
        domctl.Flags != 0 || (domain is { IsDying: true } && domctl.Command != DomainControl.DeassignDevice) ? -Errno.EINVAL :
        RunFor(iommu, caller, domain, guest, domctl);

    private static int RunFor(Iommu<THooks> iommu, Domain caller, Domain? domain, GuestMemory guest, DomctlArgument domctl)
    {
        int result = Find(iommu.Platform, guest, domctl, out string path, out Device? device);
        if (result != 0)
        {
            return result;
        }

        DeviceAccessPolicy? policy = iommu.Platform.Find<DeviceAccessPolicy>();
        if (domctl.Command == DomainControl.DeassignDevice)
        {
            result = policy?.CheckDeassign(caller, domain!, path) ?? 0;
            return result != 0 ? result : device!.Unit is null ? -Errno.EINVAL : iommu.Deassign(domain!, device);
        }

        result = policy?.CheckAssign(caller, domain, path) ?? 0;
        if (result != 0)
        {
            return result;
        }

        if (domctl.Command == DomainControl.TestAssignDevice)
        {
            return device!.Owner is null ? 0 : -Errno.EINVAL;
        }

        // Positive: its DMA is not translated, so nothing would keep it in the domain.
        result = iommu.AddDeviceTreeDevice(device!);
        return
            result < 0 ? result :
            result > 0 ? -Errno.EINVAL :
            device!.Owner is not null ? -Errno.EBUSY :
            iommu.Assign(domain!, device, AssignFlags.None);
    }

    // The path is copied once: what was checked is what is used.
    private static int Find(IommuPlatform platform, GuestMemory guest, DomctlArgument domctl, out string path, out Device? device)
    {
        path = "";
        device = null;
        if (domctl.PathLength > MaxPathLength)
        {
            return -Errno.ENOBUFS;
        }

        Span<byte> bytes = stackalloc byte[(int)MaxPathLength];
        bytes = bytes[..(int)domctl.PathLength];
        if (!guest.TryRead(domctl.Path, bytes))
        {
            return -Errno.EFAULT;
        }

        int end = bytes.IndexOf((byte)0);
        path = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        device = platform.Find<DeviceTree>()?.Find(path);
        return device is null ? -Errno.ESRCH : 0;
    }
}
