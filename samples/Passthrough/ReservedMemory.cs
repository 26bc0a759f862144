using System.Linq;

using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>A device that firmware reserved memory for reaches that, at its own addresses, whoever owns it.</summary>
internal sealed class ReservedMemory<THooks>(SoftwarePlatform machine, Iommu<THooks> iommu, Domain guest)
    where THooks : struct, ICoreHooks
{
    public bool Run() => Ask() & machine.Devices.All(GiveAndTake);

    // A toolstack asks, before it lays out a guest's memory.
    private bool Ask()
    {
        ReservedMemoryQuery query = new(iommu.MemoryOp);
        int result = query.Run();
        Report.Line("reserved device memory", result == 0 ? query.ToString() : Report.Name(result));
        return result == (THooks.IsMixed ? -Errno.ENOSYS : 0);
    }

    private bool GiveAndTake(SoftwareDevice device)
    {
        ReservedRegion? region = RegionOf(device.Device);
        if (region is null)
        {
            return true;
        }

        ulong elsewhere = machine.Ram.Value << 12;
        bool works = Report.Result($"give {device.Name} to the domain", iommu.Assign(guest, device.Device, AssignFlags.None));
        bool reached = device.Reaches(region.First);
        bool blocked = !device.Reaches(elsewhere);
        Report.Line("DMA to its reserved memory, and elsewhere", $"{Report.Dma(reached)}, {Report.Dma(!blocked)}");

        works &= Report.Result($"take {device.Name} back", iommu.Deassign(guest, device.Device));
        reached &= device.Reaches(region.First);
        bool reachesMore = device.Reaches(elsewhere);
        Report.Line("DMA to its reserved memory, and elsewhere", $"{Report.Dma(reached)}, {Report.Dma(reachesMore)}");
        works &= GiveToHardwareDomain(device.Device);
        return works & reached & blocked & reachesMore == (iommu.Mode() != QuarantineMode.Basic);
    }

    // Without a quarantine the hardware domain has it already.
    private bool GiveToHardwareDomain(Device device) =>
        device.Owner is not null || iommu.Assign(machine.Platform.HardwareDomain!, device, AssignFlags.None) == 0;

    private ReservedRegion? RegionOf(Device device)
    {
        if (machine.Platform.Find<ReservedRegions>() is { } regions)
        {
            foreach (ReservedRegion region in regions.RegionsOf(device.Id))
            {
                return region;
            }
        }

        return null;
    }
}
