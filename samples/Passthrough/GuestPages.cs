using System.Linq;

using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>What a guest's device reaches: what is mapped, as long as it is mapped, in large pages where that is possible.</summary>
internal sealed class GuestPages<THooks>(SoftwarePlatform machine, Iommu<THooks> iommu, Domain guest, SoftwareDevice device)
    where THooks : struct, ICoreHooks
{
    private static readonly Dfn s_first = new(0x4_0000);

    public bool Run() => Dma() & LargePages();

    private bool Dma()
    {
        bool works = Report.Result($"map 2 pages at {s_first.Address():x}", iommu.MapAndFlush(guest, s_first, machine.Ram, 2, MapFlags.ReadWrite));
        bool reached = Access.Exchange(device, device, s_first.Address());
        Report.Line("DMA write, then read", reached ? "ok, read back what was written" : "blocked");

        works &= Report.Result("unmap and flush", iommu.UnmapAndFlush(guest, s_first, 2));
        FaultReason blocked = device.Write(s_first.Address(), "again"u8);
        DmaFault fault = device.Unit!.Faults.LastOrDefault();
        Report.Line("DMA write once more", $"blocked, {blocked}: {fault.Device} {(fault.IsWrite ? "writes" : "reads")} {fault.Address:x}");
        return works & reached & blocked == FaultReason.WriteDenied;
    }

    // What is aligned becomes one large page; a hole in it makes it smaller ones again, and the rest stays reachable.
    private bool LargePages()
    {
        const ulong Frames = 512, Hole = 7;
        Dfn dfn = s_first + Frames;
        Mfn mfn = new((machine.Ram.Value + Frames - 1) & ~(Frames - 1));
        bool works = Report.Result("map 2 MiB", iommu.MapAndFlush(guest, dfn, mfn, Frames, MapFlags.ReadWrite));
        Report.Table("its page table", output => iommu.Dump(guest, output));
        bool reached = device.Reaches((dfn + (Frames - 1)).Address());

        works &= Report.Result("unmap one page of it", iommu.UnmapAndFlush(guest, dfn + Hole, 1));
        Report.Table("its page table", output => iommu.Dump(guest, output));
        bool blocked = !device.Reaches((dfn + Hole).Address());
        reached &= device.Reaches((dfn + (Hole + 1)).Address());
        Report.Line("DMA write, the hole and beside it", $"{Report.Dma(!blocked)}, {Report.Dma(reached)}");
        return works & reached & blocked & Report.Result("unmap the rest", iommu.UnmapAndFlush(guest, dfn, Frames));
    }
}
