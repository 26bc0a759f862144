using System;
using System.Linq;

using IommuConfig.Models;
using IommuConfig.Runtime;

namespace Passthrough;

/// <summary>The life of a device that is given to a domain: one program for every configuration.</summary>
/// <typeparam name="THooks">The table. Of a mixed build it has fewer contracts, so this asks only for what every build has.</typeparam>
internal sealed class DeviceLife<THooks>(SoftwarePlatform machine)
    where THooks : struct, ICoreHooks, ISystemWide
{
    private const ulong Address = 0x4000_0000;

    private readonly Iommu<THooks> _iommu = new(machine.Platform);

    /// <summary>Runs it, and tells whether everything was as it should be.</summary>
    public bool Run()
    {
        Report.Title("A device's life");
        if (Report.Result("boot", _iommu.Setup()) != 0)
        {
            return !THooks.IsAvailable;
        }

        SoftwareDevice device = machine.Devices[0];
        int result = _iommu.CreateDomain(isHardware: false, out Domain? domain);
        Report.Result("create a domain", result);
        if (domain is null)
        {
            return false;
        }

        Report.Result($"find {device.Name}", _iommu.AddDevice(device.Device));
        Report.Result("give it to the domain", _iommu.Assign(domain, device.Device, AssignFlags.None));
        bool works = Dma(domain, device) & LargePages(domain, device) & TwoDrivers(domain, device);

        Report.Result("take it back", _iommu.Deassign(domain, device.Device));
        Report.Result("unplug it", _iommu.RemoveDevice(device.Device));
        works &= ReservedMemory();
        System(domain);
        works &= Report.Result("destroy the domain", _iommu.Teardown(domain)) == 0;

        int cleanedUp = machine.Platform.Tasklets.RunAll();
        Report.Line("run what was deferred", $"{cleanedUp} tasklet step(s), {machine.Platform.Memory.InUse} page-table frames in use");
        Report.Result("stop", THooks.Stop(machine.Platform));
        return works && machine.Platform.Memory.InUse == 0;
    }

    private bool Dma(Domain domain, SoftwareDevice device)
    {
        Dfn dfn = new(Address >> 12);
        FlushFlags flush = FlushFlags.None;
        long mapped = _iommu.Map(domain, dfn, machine.Ram, count: 2, MapFlags.ReadWrite, ref flush);
        Report.Result($"map 2 pages at {Address:x}", (int)mapped);
        _iommu.Flush(domain, dfn, 2, flush);

        FaultReason write = device.Write(Address, "hello"u8);
        byte[] back = new byte[5];
        FaultReason read = device.Read(Address, back);
        bool reached = write == FaultReason.None && read == FaultReason.None && back.AsSpan().SequenceEqual("hello"u8);
        Report.Line("DMA write, then read", reached ? "ok, read back what was written" : $"{write}, {read}");

        flush = FlushFlags.None;
        _iommu.Unmap(domain, dfn, 2, MapFlags.None, ref flush);
        Report.Result("unmap and flush", _iommu.Flush(domain, dfn, 2, flush));
        FaultReason blocked = device.Write(Address, "again"u8);
        DmaFault fault = device.Unit!.Faults.LastOrDefault();
        Report.Line("DMA write once more", $"blocked, {blocked}: {fault.Device} {(fault.IsWrite ? "writes" : "reads")} {fault.Address:x}");
        return reached && blocked == FaultReason.WriteDenied;
    }

    // What is aligned becomes one large page; a hole in it makes it smaller ones again, and the rest stays reachable.
    private bool LargePages(Domain domain, SoftwareDevice device)
    {
        const ulong Frames = 512, Hole = 7;
        Dfn dfn = new((Address >> 12) + Frames);
        Mfn mfn = new((machine.Ram.Value + Frames - 1) & ~(Frames - 1));
        FlushFlags flush = FlushFlags.None;
        Report.Result("map 2 MiB", (int)_iommu.Map(domain, dfn, mfn, Frames, MapFlags.ReadWrite, ref flush));
        _iommu.Flush(domain, dfn, Frames, flush);
        Report.Table("its page table", output => _iommu.Dump(domain, output));
        bool reached = device.Write((dfn.Value + Frames - 1) << 12, "end"u8) == FaultReason.None;

        flush = FlushFlags.None;
        Report.Result("unmap one page of it", (int)_iommu.Unmap(domain, dfn + Hole, 1, MapFlags.None, ref flush));
        _iommu.Flush(domain, dfn + Hole, 1, flush);
        Report.Table("its page table", output => _iommu.Dump(domain, output));
        bool blocked = device.Write((dfn.Value + Hole) << 12, "hole"u8) == FaultReason.WriteDenied;
        reached &= device.Write((dfn.Value + Hole + 1) << 12, "next"u8) == FaultReason.None;
        Report.Line("DMA write, the hole and beside it", $"{(blocked ? "blocked" : "not blocked")}, {(reached ? "ok" : "blocked")}");

        flush = FlushFlags.None;
        Report.Result("unmap the rest", (int)_iommu.Unmap(domain, dfn, Frames, MapFlags.None, ref flush));
        return reached & blocked & (_iommu.Flush(domain, dfn, Frames, flush) == 0);
    }

    // Where drivers live side by side, a device may be behind another one than the domain.
    private bool TwoDrivers(Domain domain, SoftwareDevice first)
    {
        SoftwareDevice? second = machine.Devices.FirstOrDefault(device => device.Unit != first.Unit);
        if (second is null)
        {
            return true;
        }

        _iommu.AddDevice(second.Device);
        int result = _iommu.Assign(domain, second.Device, AssignFlags.None);
        Report.Result($"add {second.Name}, which is behind another driver", result);
        return result == -Errno.EXDEV;
    }

    private bool ReservedMemory()
    {
        ReservedMemoryQuery query = new(_iommu.MemoryOp);
        int result = query.Run();
        Report.Line("reserved device memory", result == 0 ? query.ToString() : Report.Name(result));
        return result == (THooks.IsMixed ? -Errno.ENOSYS : 0);
    }

    private void System(Domain domain)
    {
        IommuPlatform platform = machine.Platform;
        Report.Result("sleep and wake", THooks.Nap(platform));
        Report.Result("share the CPU's table", THooks.ShareTable(domain));
        Report.Result("write caches back", THooks.WriteBack(platform, Address, 64));
        Report.Result("route an IO-APIC pin", THooks.RoutePin(platform));
        Report.Result("route a timer", THooks.RouteTimer());
        Report.Result("switch to x2APIC and back", THooks.SwitchInterruptMode(platform));
    }
}
