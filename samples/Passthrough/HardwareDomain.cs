using System.Linq;

using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>The domain that drives the machine: it has every device that no guest has, and they reach memory at its own addresses.</summary>
internal sealed class HardwareDomain<THooks>(SoftwarePlatform machine, Iommu<THooks> iommu)
    where THooks : struct, ICoreHooks, IOptionSymbols
{
    private Domain? _domain;

    /// <summary>Makes it and gives it all devices.</summary>
    public bool Start()
    {
        if (!Report.Result("create the hardware domain", iommu.CreateDomain(isHardware: true, out _domain)) || _domain is null)
        {
            return false;
        }

        bool works = true;
        foreach (SoftwareDevice device in machine.Devices)
        {
            int result = iommu.AddDevice(device.Device);
            works &= Report.Result($"find {device.Name}", result == 0 ? iommu.Assign(_domain, device.Device, AssignFlags.None) : result);
        }

        return works & MapMemory() & IsReached();
    }

    /// <summary>Whether the second device, which it has in the end, reaches RAM.</summary>
    public bool IsReached() => machine.Devices[1].Reaches(machine.Ram.Value << 12);

    /// <summary>Takes the devices from it, unplugs them and destroys it.</summary>
    public bool Stop()
    {
        Domain domain = _domain!;
        bool works = Report.Result("take back and unplug all devices", iommu.DeassignAll(domain));
        works &= machine.Devices.All(device => iommu.RemoveDevice(device.Device) == 0);
        return works & Report.Result("destroy the hardware domain", iommu.Teardown(domain));
    }

    // On x86 the layer maps what firmware calls RAM. Elsewhere, and if the domain is to reach its own memory only, who gives it memory maps that.
    private bool MapMemory()
    {
        Domain domain = _domain!;
        long result = iommu.MapHardwareDomain(domain, new HardwareDomainLayout(), out _);
        if (result == 0 && domain.NeedsSync)
        {
            result = iommu.MapAndFlush(domain, new Dfn(machine.Ram.Value), machine.Ram, machine.RamFrames, MapFlags.ReadWrite);
        }

        return Report.Result("map its memory", result);
    }
}
