using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>A guest whose second-level page table the IOMMU walks, too, where the processor's format is the IOMMU's: what the guest has, its device has.</summary>
/// <typeparam name="THooks">The table.</typeparam>
/// <typeparam name="TFormat">The format of the processor's table.</typeparam>
internal sealed class SharedTables<THooks, TFormat>(SoftwarePlatform machine, Iommu<THooks> iommu)
    where THooks : struct, ICoreHooks, ISystemWide
    where TFormat : struct, IPageTableFormat
{
    private static readonly Dfn s_page = new(0x6_0000);

    private PageTable _table;
    private CoherentHost _host;

    /// <summary>Runs it with a device.</summary>
    /// <param name="device">A device that no guest has.</param>
    /// <param name="expected">What sharing should answer.</param>
    public bool Run(SoftwareDevice device, int expected)
    {
        if (iommu.CreateDomain(DomainFlags.Iommu | DomainFlags.SecondLevel, out Domain? guest) != 0 || guest is null)
        {
            return false;
        }

        bool works = PageTableWalker<TFormat, CoherentHost>.Build(ref _table, ref _host, machine.Platform.Memory, default) == 0;
        if (guest.SharesTables || THooks.IsMixed)
        {
            int result = THooks.ShareTable(guest, _table.Root.Frame);
            Report.Result("share the CPU's table", result);
            works &= result == expected && (result != 0 || Share(guest, device));
        }
        else
        {
            Report.Line("share the CPU's table", "switched off");
        }

        works &= iommu.Teardown(guest) == 0;
        _table.Free();
        return works;
    }

    private bool Share(Domain guest, SoftwareDevice device)
    {
        bool works = Report.Result($"give {device.Name} to that guest", iommu.Assign(guest, device.Device, AssignFlags.None));
        works &= Dma(guest, device);
        return works & iommu.Deassign(guest, device.Device) == 0;
    }

    // The processor's table changes, and the IOMMU is only told what to forget.
    private bool Dma(Domain guest, SoftwareDevice device)
    {
        FlushFlags flush = FlushFlags.None;
        PageTableWalker<TFormat, CoherentHost>.Map(ref _table, ref _host, s_page, machine.Ram, 1, MapFlags.ReadWrite, ref flush);
        iommu.Flush(guest, s_page, 1, flush);
        bool reached = Access.Exchange(device, device, s_page.Address());

        flush = FlushFlags.None;
        PageTableWalker<TFormat, CoherentHost>.Unmap(ref _table, ref _host, s_page, 1, MapFlags.None, ref flush);
        iommu.Flush(guest, s_page, 1, flush);
        bool blocked = !device.Reaches(s_page.Address());
        _table.FlushCompleted();
        Report.Line("DMA to what the CPU mapped, and unmapped", $"{Report.Dma(reached)}, {Report.Dma(!blocked)}");
        return reached & blocked;
    }
}
