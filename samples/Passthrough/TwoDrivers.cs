using System.Linq;

using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>
/// Where drivers live side by side, a guest may get a device behind another driver than its first one's: each driver has a page table of its
/// own for the guest, and the layer keeps them the same.
/// </summary>
internal sealed class TwoDrivers<THooks>(SoftwarePlatform machine, Iommu<THooks> iommu, Domain guest, SoftwareDevice first)
    where THooks : struct, ICoreHooks
{
    private static readonly Dfn s_page = new(0x5_0000);

    /// <summary>Runs it, where there is such a device.</summary>
    public bool Run() => machine.Devices.FirstOrDefault(device => device.Unit != first.Unit) is not { } second || Span(second);

    private bool Span(SoftwareDevice second)
    {
        ulong address = s_page.Address();
        bool works = Report.Result($"map a page at {address:x}", iommu.MapAndFlush(guest, s_page, machine.Ram + 1, 1, MapFlags.ReadWrite));
        works &= Report.Result($"add {second.Name}, which is behind another driver", iommu.Assign(guest, second.Device, AssignFlags.None));
        Report.Line("drivers that serve the domain", $"{guest.Providers.Count}");

        bool reached = Access.Exchange(first, second, address) & Access.Exchange(second, first, address);
        Report.Line($"DMA of {first.Name} and {second.Name} to that page", reached ? "ok, each reads what the other one wrote" : "blocked");
        Report.Table("its page tables", output => iommu.Dump(guest, output));

        works &= Report.Result("unmap it from both", iommu.UnmapAndFlush(guest, s_page, 1));
        bool blocked = !first.Reaches(address) & !second.Reaches(address);
        Report.Line($"DMA of {first.Name} and {second.Name} once more", blocked ? "blocked, blocked" : "not blocked");
        works &= Report.Result($"take {second.Name} back", iommu.Deassign(guest, second.Device));
        return works & reached & blocked & !guest.IsSpanning;
    }
}
