using System;
using System.Collections.Generic;
using System.Text;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Options;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Hypercalls;

/// <summary>A machine, a hardware domain that calls, a guest, and the caller's memory.</summary>
internal sealed unsafe class ControlRig<TPci, TDeviceTree> : IDisposable
    where TPci : ISymbol
    where TDeviceTree : ISymbol
{
    internal const ulong Argument = 0x40;
    internal const ulong Buffer = 0x200;

    private readonly byte[] _memory = GC.AllocateArray<byte>(0x3000, pinned: true);

    internal ControlRig()
    {
        ControlTable<TPci, TDeviceTree>.Groups = [];
        ControlTable<TPci, TDeviceTree>.AssignResult = 0;
        Machine = new SoftwarePlatform();
        Machine.AddUnit(IommuKind.IntelVtd);
        Iommu = new Iommu<ControlTable<TPci, TDeviceTree>>(Machine.Platform);
        Assert.That(Iommu.Setup(), Is.Zero);
        Assert.That(Iommu.CreateDomain(isHardware: true, out Domain? hardware), Is.Zero);
        Hardware = hardware!;
        Guest = CreateDomain();
        Machine.Platform.Add(Tree);
    }

    internal SoftwarePlatform Machine { get; }

    internal Iommu<ControlTable<TPci, TDeviceTree>> Iommu { get; }

    internal Domain Hardware { get; }

    internal Domain Guest { get; }

    internal TestTree Tree { get; } = new();

    internal IommuUnit Unit => Machine.Units[0];

    internal Dictionary<DeviceId, int> Groups => ControlTable<TPci, TDeviceTree>.Groups!;

    internal GuestMemory Memory
    {
        get
        {
            fixed (byte* start = _memory)
            {
                return new GuestMemory(start, (ulong)_memory.Length);
            }
        }
    }

    internal Domain CreateDomain()
    {
        Assert.That(Iommu.CreateDomain(isHardware: false, out Domain? domain), Is.Zero);
        return domain!;
    }

    internal Device Add(uint sbdf, Domain? owner = null, int? group = null)
    {
        Device device = Machine.AddDevice($"{sbdf:x}", new DeviceId(sbdf)).Device;
        Assert.That(Iommu.AddDevice(device), Is.Zero);
        if (group is { } known)
        {
            Groups[device.Id] = known;
        }

        if (owner is not null)
        {
            Assert.That(Iommu.Assign(owner, device, AssignFlags.None), Is.Zero);
        }

        return device;
    }

    internal int Call(Domain? domain, DomctlArgument argument) => Call(domain, ref argument);

    internal int Call(Domain? domain, ref DomctlArgument argument, Domain? caller = null)
    {
        Assert.That(Memory.TryWrite(Argument, argument), Is.True);
        int result = Iommu.Domctl(caller ?? Hardware, domain, Memory, Argument);
        Assert.That(Memory.TryRead(Argument, out argument), Is.True);
        return result;
    }

    internal int Assign(Domain? domain, uint sbdf, uint flags = 0) =>
        Call(domain, new DomctlArgument { Command = DomainControl.AssignDevice, MachineSbdf = sbdf, Flags = flags });

    internal int Test(Domain? domain, uint sbdf, uint flags = 0) =>
        Call(domain, new DomctlArgument { Command = DomainControl.TestAssignDevice, MachineSbdf = sbdf, Flags = flags });

    internal int Deassign(Domain? domain, uint sbdf, uint flags = 0) =>
        Call(domain, new DomctlArgument { Command = DomainControl.DeassignDevice, MachineSbdf = sbdf, Flags = flags });

    internal int Path(uint command, Domain? domain, string path, uint flags = 0)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        for (int index = 0; index < bytes.Length; index++)
        {
            Memory.TryWrite(Buffer + (ulong)index, bytes[index]);
        }

        return Call(domain, new DomctlArgument
        {
            Command = command, DeviceType = DomainControl.DeviceTreeDevice, Flags = flags, Path = Buffer, PathLength = (uint)bytes.Length,
        });
    }

    internal int Group(Domain? domain, uint sbdf, uint room, out uint[] found, ulong buffer = Buffer)
    {
        DomctlArgument argument = new() { Command = DomainControl.GetDeviceGroup, GroupSbdf = sbdf, MaxDevices = room, DeviceCount = 77, Devices = buffer };
        int result = Call(domain, ref argument);
        found = new uint[Math.Min(argument.DeviceCount, 77)];
        for (int index = 0; index < found.Length && buffer == Buffer; index++)
        {
            Memory.TryRead(buffer + ((ulong)index * 4), out found[index]);
        }

        return result;
    }

    public void Dispose() => Machine.Dispose();
}

/// <summary>A device tree with the entries a test gives it.</summary>
internal sealed class TestTree : DeviceTree
{
    private readonly Dictionary<string, Device> _devices = [];
    private readonly Dictionary<Device, (IommuUnit? Unit, uint[] Specifier)[]> _entries = [];

    internal Device Add(string path, params (IommuUnit? Unit, uint[] Specifier)[] entries)
    {
        Device device = new(new DeviceId(0));
        _devices.Add(path, device);
        _entries.Add(device, entries);
        return device;
    }

    public override Device? Find(string path) => _devices.GetValueOrDefault(path);

    public override bool TryGetIommu(Device device, int index, out IommuUnit? unit, out ReadOnlySpan<uint> specifier)
    {
        unit = null;
        specifier = default;
        if (index >= _entries[device].Length)
        {
            return false;
        }

        (unit, uint[] cells) = _entries[device][index];
        specifier = cells;
        return true;
    }
}
