using System;

using IommuConfig.MachineCode;
using IommuConfig.Models;
using IommuConfig.Runtime;

// Calls Iommu<Table>.Map through tables of every form until the JIT has compiled the callers for good, then calls them once more and checks
// what was mapped. The tests look at what the JIT wrote for the methods of Callers.
const int Calls = 200_000;

if (args is not [var which])
{
    Console.Error.WriteLine("usage: IommuConfig.MachineCode CALLER");
    return 2;
}

return which switch
{
    nameof(Callers.ByHand) => Run<HandWritten<AHooks, NotSet>>(Callers.ByHand, 0x1),
    nameof(Callers.ByHandB) => Run<HandWritten<BHooks, NotSet>>(Callers.ByHandB, 0x3),
    nameof(Callers.ThroughOne) => Run<One.Table>(Callers.ThroughOne, 0x1),
    nameof(Callers.ThroughBoot) => Run<Boot.Table>(Callers.ThroughBoot, 0x3),
    nameof(Callers.ThroughMixed2) => Run<Mixed2.Table>(Callers.ThroughMixed2, 0x1),
    nameof(Callers.ThroughMixed3) => Run<Mixed3.Table>(Callers.ThroughMixed3, 0x1),
    nameof(Callers.ThroughMixed5) => Run<Mixed5.Table>(Callers.ThroughMixed5, 0x1),
    nameof(Callers.ThroughOutOfLine) => Run<OutOfLine.Table>(Callers.ThroughOutOfLine, 0xb),
    nameof(Callers.ThroughOutOfLineMixed) => Run<OutOfLineMixed.Table>(Callers.ThroughOutOfLineMixed, 0x1),
    nameof(Callers.ThroughVtd) => Run<Vtd.Table>(Callers.ThroughVtd, null),
    nameof(Callers.TracedVtd) => Run<HandWritten<VtdHooks, Set>>(Callers.TracedVtd, null),
    _ => 2,
};

static int Run<THooks>(Caller<THooks> map, ulong? bits)
    where THooks : struct, ICoreHooks
{
    using SoftwarePlatform machine = SoftwarePlatform.X86();
    for (int i = 0; i < 4; i++)
    {
        machine.AddUnit(IommuKind.AmdVi);
    }

    Iommu<THooks> iommu = new(machine.Platform);
    int result = iommu.Setup();
    Domain? domain = null;
    if (result != 0 || (result = iommu.CreateDomain(isHardware: false, out domain)) != 0 || domain is null)
    {
        Console.Error.WriteLine($"not booted: {result}");
        return 1;
    }

    Device device = machine.Devices[0].Device;
    if (iommu.AddDevice(device) != 0 || iommu.Assign(domain, device, AssignFlags.None) != 0)
    {
        Console.Error.WriteLine("no device");
        return 1;
    }

    FlushFlags flush = FlushFlags.None;
    long failures = 0;
    for (int call = 0; call < Calls; call++)
    {
        failures += map(iommu, domain, new Dfn((ulong)call), new Mfn((ulong)call), ref flush);
        if (call % 1000 == 0)
        {
            // Lets the background compiler have the processor.
            System.Threading.Thread.Yield();
        }
    }

    // A driver has a page table of its own.
    ulong expected = (ulong)(Calls - 1) << 12 | (bits ?? 0);
    ulong actual =
        bits is not null ? Entries.Read(new Dfn(Calls - 1)) :
        iommu.Lookup(domain, new Dfn(Calls - 1), out Mfn mfn, out _) == 0 ? mfn.Value << 12 :
        0;
    Console.WriteLine($"{failures} failures, last entry {actual:x}");
    return failures == 0 && actual == expected ? 0 : 1;
}

internal delegate long Caller<THooks>(Iommu<THooks> iommu, Domain domain, Dfn dfn, Mfn mfn, ref FlushFlags flush)
    where THooks : struct, ICoreHooks;
