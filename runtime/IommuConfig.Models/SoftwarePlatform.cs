using System;
using System.Collections.Generic;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>A machine in software: memory, IOMMUs and devices, and the platform that the layer sees of it.</summary>
public sealed unsafe class SoftwarePlatform : IDisposable
{
    // Machine memory begins at 1 MiB; half of it is for page tables, the rest is RAM for DMA.
    private const ulong FirstFrame = 0x100;

    private readonly List<SoftwareUnit> _units = [];
    private readonly List<SoftwareDevice> _devices = [];

    /// <summary>Makes a machine without IOMMUs and devices.</summary>
    /// <param name="cpuCount">The number of processors.</param>
    /// <param name="tableFrames">The number of frames for page tables.</param>
    /// <param name="ramFrames">The number of frames of RAM.</param>
    public SoftwarePlatform(int cpuCount = 1, uint tableFrames = 1024, uint ramFrames = 1024)
        : this(new SteppedCpus(cpuCount), tableFrames, ramFrames)
    {
    }

    /// <summary>The same with processors of the caller's: threads, for example. Whoever made them ends them.</summary>
    /// <param name="cpus">The processors.</param>
    /// <param name="tableFrames">The number of frames for page tables.</param>
    /// <param name="ramFrames">The number of frames of RAM.</param>
    public SoftwarePlatform(CpuHost cpus, uint tableFrames = 1024, uint ramFrames = 1024)
    {
        Memory = new MachineMemory(new Mfn(FirstFrame), tableFrames + ramFrames);
        Ram = Memory.First + tableFrames;
        RamFrames = ramFrames;
        Platform = new IommuPlatform(new TableFrames(this, tableFrames), cpus);
    }

    /// <summary>The memory.</summary>
    public MachineMemory Memory { get; }

    /// <summary>The first frame of RAM, which is free for DMA.</summary>
    public Mfn Ram { get; }

    /// <summary>The number of frames of RAM.</summary>
    public uint RamFrames { get; }

    /// <summary>What the layer sees.</summary>
    public IommuPlatform Platform { get; }

    /// <summary>
    /// Asked for each block of frames before a page table gets it, if set; false stands for want of memory. Called with the source of frames locked.
    /// </summary>
    public Func<PageOrder, bool>? Admits { get; set; }

    /// <summary>The IOMMUs.</summary>
    public IReadOnlyList<SoftwareUnit> Units => _units;

    /// <summary>The devices.</summary>
    public IReadOnlyList<SoftwareDevice> Devices => _devices;

    /// <summary>
    /// A machine like a PC: one IOMMU for all devices, a network card, a disk, and a USB controller that firmware reserved memory for.
    /// </summary>
    /// <param name="kind">VT-d or AMD-Vi.</param>
    public static SoftwarePlatform X86(IommuKind kind = IommuKind.IntelVtd)
    {
        SoftwarePlatform machine = new(cpuCount: 4);
        machine.AddUnit(kind);
        machine.AddDevice("nic", new DeviceId(0, 3, 0x00));
        machine.AddDevice("disk", new DeviceId(0, 4, 0x00));
        SoftwareDevice usb = machine.AddDevice("usb", new DeviceId(0, 0, 0xa0));
        machine.AddReservedRegion(machine.Ram + (machine.RamFrames - 4), 4, usb);
        return machine;
    }

    /// <summary>A machine like an Arm server or a system on chip: an IOMMU for each bus from 1, and two devices on each.</summary>
    /// <param name="kinds">The kind of each IOMMU.</param>
    public static SoftwarePlatform Arm(params ReadOnlySpan<IommuKind> kinds)
    {
        SoftwarePlatform machine = new(cpuCount: 4);
        byte bus = 0;
        foreach (IommuKind kind in kinds)
        {
            bus++;
            machine.AddUnit(kind, bus);
            machine.AddDevice("dma" + (char)('a' + bus - 1) + "0", new DeviceId(0, bus, 0x00));
            machine.AddDevice("dma" + (char)('a' + bus - 1) + "1", new DeviceId(0, bus, 0x08));
        }

        return machine;
    }

    /// <summary>Adds an IOMMU for all devices.</summary>
    public SoftwareUnit AddUnit(IommuKind kind, bool cachesAbsentEntries = false, int addressBits = 48, bool cachesTables = false) =>
        Add(new SoftwareUnit(kind, Memory, null, cachesAbsentEntries, addressBits) { CachesTables = cachesTables });

    /// <summary>Adds an IOMMU for the devices of one bus.</summary>
    public SoftwareUnit AddUnit(IommuKind kind, byte bus, bool cachesAbsentEntries = false, bool cachesTables = false) =>
        Add(new SoftwareUnit(kind, Memory, [bus], cachesAbsentEntries) { CachesTables = cachesTables });

    /// <summary>Adds a device, behind the first IOMMU that translates for it.</summary>
    public SoftwareDevice AddDevice(string name, DeviceId id) => AddDevice(name, new Device(id));

    /// <summary>Adds a device that has more than an id, behind the first IOMMU that translates for it.</summary>
    public SoftwareDevice AddDevice(string name, Device device)
    {
        SoftwareDevice added = new(name, device, Memory, _units.Find(unit => unit.Covers(device.Id)));
        _devices.Add(added);
        return added;
    }

    /// <summary>Has firmware reserve memory for a device.</summary>
    public void AddReservedRegion(Mfn first, ulong count, SoftwareDevice device)
    {
        ReservedRegions? regions = Platform.Find<ReservedRegions>();
        if (regions is null)
        {
            regions = new ReservedRegions();
            Platform.Add(regions);
        }

        int result = regions.Add(first.Value * FrameSource.FrameSize, ((first.Value + count) * FrameSource.FrameSize) - 1, device.Device.Id);
        if (result != 0)
        {
            throw new ArgumentException($"The reserved region at frame {first} is refused ({result}).", nameof(first));
        }
    }

    /// <summary>Gives the memory back. Nothing of the machine may be used any more.</summary>
    public void Dispose() => Memory.Dispose();

    private SoftwareUnit Add(SoftwareUnit unit)
    {
        _units.Add(unit);
        Platform.Add(unit);
        return unit;
    }

    private sealed class TableFrames(SoftwarePlatform machine, uint count)
        : FrameSource(machine.Memory.AddressOf(machine.Memory.First), machine.Memory.First, count)
    {
        protected override bool Admits(PageOrder order) => machine.Admits?.Invoke(order) ?? true;
    }
}
