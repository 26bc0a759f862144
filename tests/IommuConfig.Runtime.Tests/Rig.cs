using System;
using System.Linq;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests;

/// <summary>A software machine with the layer set up on it, all devices added, and none assigned.</summary>
internal sealed class Rig<THooks> : IDisposable
    where THooks : struct, ICoreHooks
{
    internal Rig(SoftwarePlatform machine)
    {
        Machine = machine;
        Iommu = new Iommu<THooks>(machine.Platform);
        Assert.That(Iommu.Setup(), Is.Zero);
        foreach (SoftwareDevice device in machine.Devices)
        {
            Assert.That(Iommu.AddDevice(device.Device), Is.Zero, device.Name);
        }
    }

    internal SoftwarePlatform Machine { get; }

    internal Iommu<THooks> Iommu { get; }

    internal IommuPlatform Platform => Machine.Platform;

    internal SoftwareDevice Device(string name) => Machine.Devices.Single(device => device.Name == name);

    internal Domain CreateDomain(bool isHardware = false)
    {
        Assert.That(Iommu.CreateDomain(isHardware, out Domain? domain), Is.Zero);
        return domain!;
    }

    /// <summary>A new domain that owns the named device.</summary>
    internal Domain CreateDomain(string device)
    {
        Domain domain = CreateDomain();
        Assert.That(Iommu.Assign(domain, Device(device).Device, AssignFlags.None), Is.Zero);
        return domain;
    }

    internal void Map(Domain domain, ulong dfn, Mfn mfn, MapFlags flags)
    {
        FlushFlags flush = FlushFlags.None;
        Assert.That(Iommu.Map(domain, new Dfn(dfn), mfn, 1, flags, ref flush), Is.Zero);
        Assert.That(Iommu.Flush(domain, new Dfn(dfn), 1, flush), Is.Zero);
    }

    internal void Unmap(Domain domain, ulong dfn)
    {
        FlushFlags flush = FlushFlags.None;
        Assert.That(Iommu.Unmap(domain, new Dfn(dfn), 1, MapFlags.None, ref flush), Is.Zero);
        Assert.That(Iommu.Flush(domain, new Dfn(dfn), 1, flush), Is.Zero);
    }

    public void Dispose() => Machine.Dispose();
}

/// <summary>The machines that several tests use.</summary>
internal static class Rigs
{
    internal static Rig<Tables.SingleTable<VtdHooks>> Vtd() => new(SoftwarePlatform.X86());

    internal static Rig<Tables.SelectedTable> Selected(IommuKind kind) => new(SoftwarePlatform.X86(kind));

    internal static Rig<Tables.MixedTable> Mixed() =>
        new(SoftwarePlatform.Arm(IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa));
}
