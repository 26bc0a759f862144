using System;
using System.Runtime.CompilerServices;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Mapping;

/// <summary>The paths that a running system takes allocate nothing.</summary>
internal sealed class AllocationTests
{
    [Test]
    public void Map_unmap_lookup_and_flush_allocate_no_managed_memory()
    {
        using Rig<SingleTable<VtdHooks>> single = Rigs.Vtd();
        using Rig<SelectedTable> selected = Rigs.Selected(IommuKind.IntelVtd);
        using Rig<MixedTable> mixed = Rigs.Mixed();
        Assert.That(Measure(single, single.CreateDomain("nic")), Is.Zero);
        Assert.That(Measure(selected, selected.CreateDomain("nic")), Is.Zero);
        Assert.That(Measure(mixed, mixed.CreateDomain("dmab0")), Is.Zero);
    }

    private static long Measure<THooks>(Rig<THooks> rig, Domain domain)
        where THooks : struct, ICoreHooks
    {
        // The first cycle builds tables and compiles.
        Cycle(rig.Iommu, domain, rig.Machine.Ram);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            Cycle(rig.Iommu, domain, rig.Machine.Ram);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Cycle<THooks>(Iommu<THooks> iommu, Domain domain, Mfn mfn)
        where THooks : struct, ICoreHooks
    {
        FlushFlags flush = FlushFlags.None;
        iommu.Map(domain, new Dfn(0), mfn, 600, MapFlags.ReadWrite, ref flush);
        iommu.Lookup(domain, new Dfn(1), out _, out _);
        iommu.Unmap(domain, new Dfn(0), 600, MapFlags.None, ref flush);
        iommu.Flush(domain, new Dfn(0), 600, flush);
        iommu.FlushAll(domain, flush);
    }
}
