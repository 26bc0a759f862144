using System;

using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>What a device reaches that was taken from a guest, and may still have DMA under way.</summary>
internal static class Quarantine
{
    /// <summary>What quarantine is: the command line says so, or else the configuration.</summary>
    public static QuarantineMode Mode<THooks>(this Iommu<THooks> iommu)
        where THooks : struct, ICoreHooks => iommu.Platform.Options.Quarantine ?? THooks.Quarantine;

    /// <summary>Takes a device from a guest and tells what it reaches then.</summary>
    public static bool Run<THooks>(SoftwarePlatform machine, Iommu<THooks> iommu, Domain guest, SoftwareDevice device)
        where THooks : struct, ICoreHooks
    {
        bool works = Report.Result($"take {device.Name} back", iommu.Deassign(guest, device.Device));
        ulong address = machine.Ram.Value << 12;
        machine.Memory.Bytes(address, 5).Clear();
        bool reached = Access.Exchange(device, device, address);
        bool isMemory = machine.Memory.Bytes(address, 5).SequenceEqual("hello"u8);
        QuarantineMode mode = iommu.Mode();
        Report.Line("DMA in quarantine", Report.Dma(reached) + mode switch
        {
            QuarantineMode.None => ": there is none, it is the hardware domain's again",
            QuarantineMode.ScratchPage => isMemory ? ", to memory" : ", to a page of its own",
            _ => "",
        });
        return works && reached == (mode != QuarantineMode.Basic) && isMemory == (mode == QuarantineMode.None);
    }
}
